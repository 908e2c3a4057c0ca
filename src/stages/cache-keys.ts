import {dirname, join, relative} from 'node:path'
import {
  buildKeys,
  type CacheDecision,
  type CacheKeys,
  moduleKeys,
  outputKeys,
  outputsDecision,
  pgoHash,
  profileHash,
  readSums,
  type Sums,
} from '../ci-cache/index.ts'
import type {Context} from '../context.ts'
import {goEnvironment, splitQuoted} from '../go/index.ts'
import type {Environment} from '../lib/exec.ts'
import {exists} from '../lib/files.ts'
import {formatPlatform} from '../oci/index.ts'
import type {CiCaches} from './ci-caches.ts'
import type {Discovered} from './discover.ts'

/** Known without Go, so that modules can come while Go itself does. */
export interface ModuleKeys {
  readonly keys: CacheKeys
  readonly sums: Sums
}

export async function findModuleKeys({request, env}: Pick<Context, 'request' | 'env'>): Promise<ModuleKeys> {
  const sums = await readSums(await moduleRoot(request.dir))
  return {sums, keys: moduleKeys({os: env.RUNNER_OS ?? process.platform, sums: sums.hash})}
}

/** The folder of go.work, else of go.mod, at or above `dir`. */
export async function moduleRoot(dir: string): Promise<string> {
  const above = [dir]
  for (let folder = dir; dirname(folder) !== folder; folder = dirname(folder)) above.push(dirname(folder))
  for (const name of ['go.work', 'go.mod']) {
    for (const folder of above) if (await exists(join(folder, name))) return folder
  }
  return dir
}

/** All that is decided about the caches of a run. */
export interface CacheKeysOfRun {
  readonly modules: CacheKeys
  readonly build: CacheKeys
  readonly outputs: CacheKeys
  readonly outputsDecision: CacheDecision
}

export async function keysOfRun(
  {request, env}: Pick<Context, 'request' | 'env'>,
  found: Discovered,
  caches: CiCaches,
  modules: ModuleKeys,
): Promise<CacheKeysOfRun> {
  const {mains, goFacts, flags, trigger} = found
  const words = [...(splitQuoted(goFacts.goFlags) ?? []), ...flags.build]
  return keysOf(
    {request, env},
    {caches, modules},
    {
      goVersion: goFacts.goVersion,
      trigger,
      flags: words,
      env: goEnvironment(env, request.compile.goEnv),
      mains: mains.map(({importPath}) => importPath),
      mainDirs: mains.map(({dir}) => dir),
      moduleDirs: mains.map(({moduleDir}) => moduleDir),
    },
  )
}

/** What a run compiles, as far as it decides which of its packages another run can use. */
export interface Compiled {
  readonly goVersion: string
  readonly trigger: Discovered['trigger']
  /** Of `go build` and GOFLAGS, each one word. */
  readonly flags: readonly string[]
  readonly env: Environment
  readonly mains: readonly string[]
  /** Absolute. */
  readonly mainDirs: readonly string[]
  /** Absolute. */
  readonly moduleDirs: readonly string[]
}

export async function keysOf(
  {request, env}: Pick<Context, 'request' | 'env'>,
  {caches, modules}: {readonly caches: CiCaches; readonly modules: ModuleKeys},
  compiled: Compiled,
): Promise<CacheKeysOfRun> {
  const {goVersion, trigger, flags, mains, mainDirs, moduleDirs} = compiled
  const pgo = await pgoHash({mainDirs, flags, cwd: request.dir})
  const {suffix} = request.cache
  const input = {
    os: env.RUNNER_OS ?? process.platform,
    arch: env.RUNNER_ARCH ?? process.arch,
    goVersion,
    profile: profileHash({
      platforms: request.platforms.map(formatPlatform),
      cgo: request.compile.cgo,
      flags,
      env: compiled.env,
      ...(pgo === undefined ? {} : {pgo}),
    }),
    moduleDirs: moduleDirs.map(dir => relative(env.GITHUB_WORKSPACE ?? request.dir, dir)),
    mains,
    runId: trigger.run?.id ?? '0',
    attempt: trigger.run?.attempt ?? '1',
    ...(suffix === undefined ? {} : {suffix}),
  }
  return {
    modules: modules.keys,
    build: buildKeys(input),
    outputs: outputKeys(input),
    outputsDecision: outputsDecision(caches.policy, {
      mains: mains.length,
      warm: caches.fresh === undefined && caches.warmOutputs,
    }),
  }
}
