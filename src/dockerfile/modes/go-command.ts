import type {ShellCommand} from './shell-commands.ts'
import type {Word} from './shell-expand.ts'

/** A `go build` or `go install` as it is written. */
export interface GoCommand {
  readonly verb: 'build' | 'install'
  /** xx-go is go with the target's GOOS, GOARCH … in its environment. https://github.com/tonistiigi/xx#go--cgo */
  readonly program: 'go' | 'xx-go'
  /** Of `-C`. */
  readonly folder: string | undefined
  /** Of `-o`. */
  readonly output: string | undefined
  /** All others, each in one word: `-trimpath`, `-ldflags=-s -w`. */
  readonly flags: readonly string[]
  /** As written; empty: the package of the folder. */
  readonly packages: readonly string[]
}

export type GoReading =
  | {readonly kind: 'compile'; readonly go: GoCommand}
  | {readonly kind: 'unclear'; readonly why: string}
  | {readonly kind: 'other'}

/** Flags of `go build` that have no value of their own word. */
const SWITCHES = new Set([
  ...[
    'a',
    'asan',
    'buildvcs',
    'cover',
    'i',
    'json',
    'linkshared',
    'modcacherw',
    'msan',
    'race',
    'trimpath',
    'v',
    'work',
    'x',
  ],
])
const WITH_VALUE = new Set([
  ...['C', 'asmflags', 'buildmode', 'compiler', 'covermode', 'coverpkg', 'gccgoflags', 'gcflags', 'installsuffix'],
  ...['ldflags', 'mod', 'modfile', 'o', 'overlay', 'p', 'pgo', 'pkgdir', 'tags', 'toolexec'],
])
/** They take what is compiled, or with what, from somewhere that isn't looked at here. */
const REFUSED = new Set(['compiler', 'linkshared', 'n', 'overlay', 'pkgdir', 'toolexec'])

/** Reads a command that compiles Go. https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies */
export function readGo(command: ShellCommand): GoReading {
  const {folder, words} = withoutFolder(command.words)
  const program = goProgram(words[0]?.text ?? '')
  const verb = words[1]?.text
  if (program === undefined || (verb !== 'build' && verb !== 'install')) return {kind: 'other'}
  const pattern = words.find(word => word.pattern)
  if (pattern) return unclear(`\`${pattern.text}\`, which the shell may turn into other words`)
  return readArguments(
    words.slice(2).map(word => word.text),
    {program, verb, folder},
  )
}

export function goProgram(word: string): GoCommand['program'] | undefined {
  if (word === 'go' || word === '/usr/local/go/bin/go') return 'go'
  return word === 'xx-go' ? 'xx-go' : undefined
}

/** `-C` may also stand before the verb: `go -C DIR build`. */
export function withoutFolder(words: readonly Word[]): {folder: string | undefined; words: readonly Word[]} {
  const [program, flag, next] = words
  const [all, value] = /^--?C(?:=(.*))?$/s.exec(flag?.text ?? '') ?? []
  if (!program || all === undefined || goProgram(program.text) === undefined) return {folder: undefined, words}
  if (value !== undefined) return {folder: value, words: [program, ...words.slice(2)]}
  return {folder: next?.text, words: [program, ...words.slice(3)]}
}

function readArguments(words: readonly string[], start: Pick<GoCommand, 'program' | 'verb' | 'folder'>): GoReading {
  const values = new Map<string, string>()
  const flags: string[] = []
  let at = 0
  for (; at < words.length; at++) {
    const flag = readFlag(words[at] ?? '', words[at + 1])
    if (flag === 'none') break
    if ('why' in flag) return unclear(flag.why)
    at += flag.extra
    if (flag.name === 'o' || flag.name === 'C') values.set(flag.name, flag.value ?? '')
    else flags.push(flag.value === undefined ? `-${flag.name}` : `-${flag.name}=${flag.value}`)
  }
  const packages = words.slice(words[at] === '--' ? at + 1 : at)
  const wrong = packages.find(name => name === '' || name.startsWith('-') || name.includes('@'))
  if (wrong !== undefined) return unclear(`"${wrong}" where a package of this repository should stand`)
  return {
    kind: 'compile',
    go: {...start, folder: values.get('C') ?? start.folder, output: values.get('o'), flags, packages},
  }
}

type FlagReading =
  | {readonly name: string; readonly value: string | undefined; readonly extra: number}
  | {readonly why: string}
  | 'none'

/** As Go's flag package: one dash or two, a value after `=` or in the next word. `extra`: words used beside the first. */
function readFlag(word: string, next: string | undefined): FlagReading {
  const [, name, value] = /^--?([A-Za-z0-9]+[A-Za-z0-9-]*)(?:=(.*))?$/s.exec(word) ?? []
  if (name === undefined) return 'none'
  if (REFUSED.has(name)) return {why: `the flag -${name}`}
  if (SWITCHES.has(name)) return {name, value, extra: 0}
  if (!WITH_VALUE.has(name)) return {why: `-${name}, a flag not known here`}
  if (value !== undefined) return {name, value, extra: 0}
  return next === undefined ? {why: `-${name} without its value`} : {name, value: next, extra: 1}
}

function unclear(why: string): GoReading {
  return {kind: 'unclear', why}
}
