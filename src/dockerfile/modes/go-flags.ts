import {splitQuoted} from '../../go/index.ts'

/** Flags of `go build` that have no value of their own word. */
const SWITCHES = new Set([
  ...['a', 'asan', 'buildvcs', 'cover', 'i', 'json', 'modcacherw', 'msan', 'race', 'trimpath', 'v', 'work', 'x'],
])
const WITH_VALUE = new Set([
  ...['C', 'asmflags', 'buildmode', 'covermode', 'coverpkg', 'gccgoflags', 'gcflags', 'installsuffix'],
  ...['ldflags', 'mod', 'modfile', 'o', 'p', 'pgo', 'tags'],
])
/** They take what is compiled, or with what, from somewhere that isn't looked at here. */
const REFUSED = new Set(['compiler', 'linkshared', 'n', 'overlay', 'pkgdir', 'toolexec'])
type FlagReading =
  /** `word`: the flag with its value; `extra`: words used beside the first. */
  | {readonly name: string; readonly value: string | undefined; readonly word: string; readonly extra: number}
  | {readonly why: string}
  | 'none'

/** As Go's flag package: one dash or two, a value after `=` or in the next word. */
export function readFlag(word: string, next: string | undefined): FlagReading {
  const [, name, own] = /^--?([A-Za-z0-9]+[A-Za-z0-9-]*)(?:=(.*))?$/s.exec(word) ?? []
  if (name === undefined) return 'none'
  if (REFUSED.has(name)) return {why: `the flag -${name}`}
  if (SWITCHES.has(name)) return {name, value: own, word: own === undefined ? `-${name}` : `-${name}=${own}`, extra: 0}
  if (!WITH_VALUE.has(name)) return {why: `-${name}, a flag not known here`}
  const value = own ?? next
  if (value === undefined) return {why: `-${name} without its value`}
  return {name, value, word: `-${name}=${value}`, extra: own === undefined ? 1 : 0}
}

/**
 * The flags that GOFLAGS gives to each go build, read as those of a command: each is one word.
 * https://pkg.go.dev/cmd/go#hdr-Environment_variables
 */
export function goflagsOf(text: string): {readonly flags: readonly string[]} | {readonly why: string} {
  const words = splitQuoted(text)
  if (!words) return {why: 'a quote that stays open in GOFLAGS'}
  const flags: string[] = []
  for (const word of words) {
    const flag = readFlag(word, undefined)
    if (flag === 'none') return {why: `${word || 'an empty word'} in GOFLAGS`}
    if ('why' in flag) return {why: `${flag.why}, in GOFLAGS`}
    // Where it runs and what it writes are read in the command alone.
    if (flag.name === 'o' || flag.name === 'C') return {why: `the flag -${flag.name}, in GOFLAGS`}
    flags.push(flag.word)
  }
  return {flags}
}

/** cmd/go skips a flag of GOFLAGS that the command has too, also one whose values would add up. */
export function withFlags(goflags: readonly string[], own: readonly string[]): readonly string[] {
  const named = new Set(own.map(nameOf))
  return [...goflags.filter(flag => !named.has(nameOf(flag))), ...own]
}

function nameOf(flag: string): string {
  return flag.slice(1).split('=', 1)[0] ?? ''
}

/** Words for the tools that name files, folders and programs, of which the runner has others or none. */
const FOREIGN: Readonly<Record<string, RegExp>> = {
  asmflags: /(^|[\s='"])--?I/,
  gcflags: /(^|[\s='"])--?(I|embedcfg|importcfg|pgoprofile|symabis)\b/,
  // An external linker is the system's, and brings parts of its C library.
  ldflags: /(^|[\s='"])--?(L|extar|extld|importcfg|libgcc|linkmode[\s=]+['"]?external)\b/,
}

/** The flag that hands such a word to the compiler, the assembler or the linker. */
export function foreignToolFlag(flags: readonly string[]): string | undefined {
  return flags.find(flag => FOREIGN[nameOf(flag)]?.test(flag.slice(flag.indexOf('=') + 1)))
}
