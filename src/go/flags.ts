import type {Problem} from '../lib/errors.ts'
import type {CompileRequest} from '../request/index.ts'
import {flagsProblems} from './flag-problems.ts'
import {type Flag, formatFlag, parseFlags, splitQuoted} from './flag-words.ts'

export interface FlagsInput {
  /** What `go env GOFLAGS` says. */
  readonly goFlags: string
  readonly compile: Pick<CompileRequest, 'buildTags' | 'ldflags' | 'gcflags' | 'buildFlags' | 'cgo'>
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
    problems: flagsProblems(input),
  }
}

const MERGED = new Set(['tags', 'ldflags', 'gcflags'])

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
