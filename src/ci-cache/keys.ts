import {createHash} from 'node:crypto'
import type {CacheKeys} from './types.ts'

export interface ModuleKeyInput {
  /** As RUNNER_OS: `Linux`. */
  readonly os: string
  /** Of all go.sum files: `readSums`. */
  readonly sums: string
}

export interface BuildKeyInput {
  readonly os: string
  /** Of the machine that compiles, as RUNNER_ARCH: `X64`. */
  readonly arch: string
  /** `go1.26.8` */
  readonly goVersion: string
  /** `profileHash` */
  readonly profile: string
  /** Folders of the modules relative to the repository's root: a checkout elsewhere shares the cache. */
  readonly moduleDirs: readonly string[]
  /** What is built; the patterns as asked will do where the list is not known yet. */
  readonly mains: readonly string[]
  /** For jobs that build the same mains and would empty each other's cache by sweeping. */
  readonly suffix?: string
  readonly runId: string
  readonly attempt: string
}

/** Another go.sum's modules are mostly the same ones; those that are missing are downloaded as ever. */
export function moduleKeys({os, sums}: ModuleKeyInput): CacheKeys {
  const start = `gcz-mod-${segment(os)}-`
  return {key: `${start}${sums}`, restoreKeys: [start]}
}

/**
 * Each run saves under a key of its own, because an entry can't be replaced, and restores the newest of the nearest:
 * 1. the same mains: all that the last run used;
 * 2. other mains of the same modules: the standard library, the dependencies and shared packages;
 * 3. other modules with the same Go and profile: the standard library, most of a small program's cold time.
 * No nearer to the root: another Go or another profile shares nothing, so its archive would be downloaded for nothing.
 */
export function buildKeys(input: BuildKeyInput): CacheKeys {
  return levels('gcz-build', input)
}

/** For programs and layers; other modules' are of no use. */
export function outputKeys(input: BuildKeyInput): CacheKeys {
  const {key, restoreKeys} = levels('gcz-out', input)
  return {key, restoreKeys: restoreKeys.slice(0, 2)}
}

export interface SourceKeyInput extends Pick<BuildKeyInput, 'os' | 'suffix' | 'runId' | 'attempt'> {
  /** `Sums.graph`: with it the same, a package comes from the same module as before. */
  readonly graph: string
  /** What is compiled: the Dockerfile, its target, the platforms. */
  readonly programs: readonly string[]
}

/** The beginning of the key of an entry with these packages' folders. */
export function sourceSet(input: SourceKeyInput, packages: readonly string[]): string {
  return `${sourceStart(input)}${shortHash(sorted(packages))}-`
}

/** With the run in it, since an entry that turned out to be no good can't be replaced. */
export function sourceKey(input: SourceKeyInput, packages: readonly string[]): string {
  return `${sourceSet(input, packages)}${segment(input.runId)}-${segment(input.attempt)}`
}

/** Which packages it will be is not known before; then the newest is taken. */
export function sourceKeys(input: SourceKeyInput): CacheKeys {
  const start = sourceStart(input)
  return {key: `${start}newest`, restoreKeys: [start]}
}

function sourceStart({os, suffix = '', graph, programs}: SourceKeyInput): string {
  const name = suffix === '' ? '' : `.${segment(suffix)}`
  return `gcz-src-${segment(os)}-${graph}-${shortHash(programs)}${name}-`
}

export interface InsideKeyInput extends Pick<BuildKeyInput, 'os' | 'arch' | 'suffix' | 'runId' | 'attempt'> {
  /** As `moduleKeys` has it. */
  readonly sums: string
  /** Of the stages that compile, in their order: it says which Go that is. */
  readonly image: string
  /** `linux/amd64` */
  readonly platforms: readonly string[]
  /** The Dockerfile, relative to the repository. */
  readonly file: string
  /** The stage that is built; undefined: the last one. */
  readonly target: string | undefined
}

/**
 * For what stages of a Dockerfile compile: paths in it are those of the stage, so that no runner has a use for it, nor
 * another image. The levels are those of `buildKeys`.
 */
export function insideKeys(input: InsideKeyInput): {readonly modules: CacheKeys; readonly build: CacheKeys} {
  const {os, sums, image, platforms, file, target = '', ...rest} = input
  const start = `gcz-inside-mod-${segment(os)}-`
  const profile = shortHash(sorted(platforms))
  const build = {...rest, os, goVersion: image, profile, moduleDirs: [file], mains: [target]}
  return {modules: {key: `${start}${sums}`, restoreKeys: [start]}, build: levels('gcz-inside', build)}
}

function levels(kind: string, input: BuildKeyInput): CacheKeys {
  const {os, arch, goVersion, profile, moduleDirs, mains, suffix = '', runId, attempt} = input
  const ofProfile = `${kind}-${[os, arch, goVersion, profile].map(segment).join('-')}-`
  const ofModules = `${ofProfile}${shortHash(sorted(moduleDirs.map(withSlashes)))}-`
  // Joined by a dot, and without a dash: the beginning without a suffix must not match a key that has one.
  const name = suffix === '' ? '' : `.${segment(suffix)}`
  const ofMains = `${ofModules}${shortHash(sorted(mains))}${name}-`
  return {
    key: `${ofMains}${segment(runId)}-${segment(attempt)}`,
    restoreKeys: [ofMains, ofModules, ofProfile],
  }
}

export function shortHash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
}

/** All segments together stay far below the service's 512 characters. */
const LONGEST_SEGMENT = 64

/**
 * Commas are refused by the service, and dashes separate. What has to change gets a hash behind it, so that two
 * different texts stay different.
 */
function segment(text: string): string {
  const clean = text.toLowerCase().replace(/[^a-z0-9._]+/g, '_')
  if (clean === text.toLowerCase() && clean.length <= LONGEST_SEGMENT) return clean
  return `${clean.slice(0, LONGEST_SEGMENT - 17)}_${shortHash(text)}`
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort()
}

function withSlashes(path: string): string {
  return path.replaceAll('\\', '/')
}
