import {goflagsOf, readFlag, withFlags} from './go-flags.ts'
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
  /** All others, those of GOFLAGS too, each in one word: `-trimpath`, `-ldflags=-s -w`. */
  readonly flags: readonly string[]
  /** As written; empty: the package of the folder. */
  readonly packages: readonly string[]
}

export type GoReading =
  | {readonly kind: 'compile'; readonly go: GoCommand}
  | {readonly kind: 'unclear'; readonly why: string}
  | {readonly kind: 'other'}

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
    command.env.GOFLAGS ?? '',
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

function readArguments(
  words: readonly string[],
  start: Pick<GoCommand, 'program' | 'verb' | 'folder'>,
  goflags: string,
): GoReading {
  const values = new Map<string, string>()
  const flags: string[] = []
  let at = 0
  for (; at < words.length; at++) {
    const flag = readFlag(words[at] ?? '', words[at + 1])
    if (flag === 'none') break
    if ('why' in flag) return unclear(flag.why)
    at += flag.extra
    if (flag.name === 'o' || flag.name === 'C') values.set(flag.name, flag.value ?? '')
    else flags.push(flag.word)
  }
  const packages = words.slice(words[at] === '--' ? at + 1 : at)
  const wrong = packages.find(name => name === '' || name.startsWith('-') || name.includes('@'))
  if (wrong !== undefined) return unclear(`"${wrong}" where a package of this repository should stand`)
  const standing = goflagsOf(goflags)
  if ('why' in standing) return unclear(standing.why)
  const go = {folder: values.get('C') ?? start.folder, output: values.get('o'), packages}
  return {kind: 'compile', go: {...start, ...go, flags: withFlags(standing.flags, flags)}}
}

function unclear(why: string): GoReading {
  return {kind: 'unclear', why}
}
