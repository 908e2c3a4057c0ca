import type {Problem} from '../lib/errors.ts'
import type {CompileRequest} from '../request/index.ts'
import {splitQuoted} from './quoted.ts'

export interface FlagsInput {
  /** What `go env GOFLAGS` says. */
  readonly goFlags: string
  readonly compile: Pick<CompileRequest, 'buildTags' | 'ldflags' | 'gcflags' | 'buildFlags' | 'cgo' | 'goEnv'>
  /** Stamp the programs with the commit? Decided already, so that a machine's GOFLAGS can't undo it. */
  readonly buildvcs: boolean
  /** May flags of the request start programs of its choice? */
  readonly trusted: boolean
}

export interface BuildFlags {
  /** Of `go build`; GOFLAGS stays as it is beside them. */
  readonly build: readonly string[]
  /** The ones that decide which files belong to a package: for `go list`. */
  readonly list: readonly string[]
  /** What makes a link useless for another build, however the commit looks: everything but ldflags and the stamp. */
  readonly profile: readonly string[]
}

interface Flag {
  readonly name: string
  /** Undefined for `-race` and the like. */
  readonly value: string | undefined
}

/**
 * The flags of one run. GOFLAGS keeps working by itself, except where our command line would replace a value in
 * silence (cmd/go skips a flag of GOFLAGS that the command line has): tags, ldflags and gcflags are merged.
 */
export function buildFlags(input: FlagsInput): {readonly flags: BuildFlags; readonly problems: readonly Problem[]} {
  const inherited = parseFlags(splitQuoted(input.goFlags) ?? [])
  const asked = parseFlags(input.compile.buildFlags)
  const has = (name: string) => [...inherited, ...asked].some(flag => flag.name === name)

  const tags = mergeTags(inherited, input.compile.buildTags, asked)
  const ldflags = mergePerPackage('ldflags', inherited, input.compile.ldflags, asked)
  const gcflags = mergePerPackage('gcflags', inherited, input.compile.gcflags, asked)
  const others = asked.filter(flag => !MERGED.has(flag.name)).map(formatFlag)
  const trimpath = has('trimpath') ? [] : ['-trimpath']
  return {
    flags: {
      build: [...trimpath, `-buildvcs=${input.buildvcs}`, ...tags, ...gcflags, ...ldflags, ...others],
      list: tags,
      profile: [...trimpath, ...tags, ...gcflags, ...others, ...(input.compile.cgo ? ['cgo'] : [])],
    },
    problems: findProblems(input),
  }
}

const MERGED = new Set(['tags', 'ldflags', 'gcflags'])

function parseFlags(words: readonly string[]): readonly Flag[] {
  return words.map(word => {
    const text = word.replace(/^--?/, '')
    const equals = text.indexOf('=')
    return equals < 0 ? {name: text, value: undefined} : {name: text.slice(0, equals), value: text.slice(equals + 1)}
  })
}

function formatFlag({name, value}: Flag): string {
  return value === undefined ? `-${name}` : `-${name}=${value}`
}

function valuesOf(flags: readonly Flag[], name: string): readonly string[] {
  return flags.flatMap(flag => (flag.name === name && flag.value !== undefined ? [flag.value] : []))
}

function mergeTags(inherited: readonly Flag[], buildTags: readonly string[], asked: readonly Flag[]): string[] {
  const ours = [...buildTags, ...valuesOf(asked, 'tags')]
  if (ours.length === 0) return []
  // Of several -tags in GOFLAGS cmd/go takes the last one.
  const theirs = valuesOf(inherited, 'tags').slice(-1)
  const tags = [...theirs, ...ours].flatMap(list => list.split(/[\s,]+/)).filter(tag => tag !== '')
  return [`-tags=${[...new Set(tags)].join(',')}`]
}

/**
 * -ldflags and -gcflags may begin with a package pattern (`all=-s`), and of those that match a package the last one
 * counts. So only those without a pattern can be joined into one; the others keep their place.
 * https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies
 */
function mergePerPackage(
  name: 'ldflags' | 'gcflags',
  inherited: readonly Flag[],
  own: string | undefined,
  asked: readonly Flag[],
): readonly string[] {
  const ours = [...(own === undefined ? [] : [own]), ...valuesOf(asked, name)].filter(value => value.trim() !== '')
  if (ours.length === 0) return []
  const all = [...valuesOf(inherited, name), ...ours].map(value => value.trim()).filter(value => value !== '')
  const plain = all.filter(isPlain)
  const lastPlain = all.findLastIndex(isPlain)
  return all.flatMap((value, index) => {
    if (!isPlain(value)) return [`-${name}=${value}`]
    return index === lastPlain ? [`-${name}=${plain.join(' ')}`] : []
  })
}

function isPlain(value: string): boolean {
  return value.startsWith('-')
}

/** Flags that would take the result from us: where it goes, where go runs, whether anything is built. */
const REFUSED = new Map([
  ['o', 'where the program goes is decided here; set `binary-path` for its path in the image'],
  ['C', 'set working-directory (the command line: DIR)'],
  ['n', 'use the command `plan` to see what would be done'],
])
const TAKES_VALUE = new Set([
  ...['asmflags', 'buildmode', 'compiler', 'covermode', 'coverpkg', 'gccgoflags', 'gcflags', 'installsuffix'],
  ...['ldflags', 'mod', 'modfile', 'overlay', 'p', 'pgo', 'pkgdir', 'tags', 'toolexec'],
])
const BUILD_MODES = ['default', 'exe', 'pie']
/** What the platforms and the input `cgo` decide; a second place to set it would only contradict them. */
const NOT_IN_GO_ENV = new Map([
  ['GOOS', 'platforms'],
  ['GOARCH', 'platforms'],
  ['GOARM', 'platforms (linux/arm/v6)'],
  ['GOAMD64', 'platforms (linux/amd64/v3)'],
  ['GOARM64', 'platforms (linux/arm64/v9)'],
  ['CGO_ENABLED', 'cgo'],
])

function findProblems({goFlags, compile, trusted}: FlagsInput): readonly Problem[] {
  const problems: Problem[] = []
  for (const name of Object.keys(compile.goEnv)) {
    const input = NOT_IN_GO_ENV.get(name)
    if (input) problems.push({subject: 'go-env', message: `${name} can't be set here`, hint: `set ${input} instead`})
  }
  const inherited = splitQuoted(goFlags)
  if (!inherited) problems.push({subject: 'GOFLAGS', message: `a quote stays open in ${goFlags}`})
  for (const word of compile.buildFlags) problems.push(...formProblems(word))
  for (const flag of parseFlags(compile.buildFlags)) problems.push(...flagProblems('build-flags', flag, trusted))
  for (const flag of parseFlags(inherited ?? [])) problems.push(...flagProblems('GOFLAGS', flag, trusted))
  return problems
}

function formProblems(word: string): readonly Problem[] {
  const subject = 'build-flags'
  if (!/^--?[A-Za-z]/.test(word)) {
    return [{subject, message: `"${word}" is not a flag`, hint: 'one flag per line, its value after `=`: -p=4'}]
  }
  const separated = /^--?([A-Za-z0-9]+)(\s+(.*))?$/s.exec(word)
  const [, name = '', space, value = 'VALUE'] = separated ?? []
  if (!separated || !(TAKES_VALUE.has(name) || space !== undefined)) return []
  return [{subject, message: `"${word}" has no \`=\` before its value`, hint: `write -${name}=${value}`}]
}

function flagProblems(subject: string, {name, value}: Flag, trusted: boolean): readonly Problem[] {
  const instead = REFUSED.get(name)
  if (instead) return [{subject, message: `-${name} can't be used`, hint: instead}]
  if (name === 'toolexec' && !trusted) {
    const message = '-toolexec starts a program of its own, which a pull request from outside must not'
    return [{subject, message, hint: 'leave it out for pull requests of forks and Dependabot'}]
  }
  if (name === 'buildmode' && value !== undefined && !BUILD_MODES.includes(value)) {
    const message = `-buildmode=${value} gives no program that an image could start`
    return [{subject, message, hint: `use ${BUILD_MODES.join(', ')}`}]
  }
  return []
}
