import {dirname, join, relative} from 'node:path'
import {createCacheService} from '../actions/index.ts'
import {
  buildKeys,
  type CacheKeys,
  countBuildCache,
  finishJobCaches,
  type JobCaches,
  profileHash,
  type RestoreReport,
  restoreBuildCache,
  restoreModules,
} from '../ci-cache/index.ts'
import type {Context} from '../context.ts'
import {goEnvironment, goFacts, splitQuoted} from '../go/index.ts'
import type {Log} from '../lib/log.ts'
import {CACHE_TITLES, type CacheKind, sayRestored, saySaved} from '../report/index.ts'
import {describeToolchain, isHeldFast, type Toolchain} from '../toolchain/index.ts'
import {findModuleKeys, moduleRoot} from './cache-keys.ts'
import {type CiCaches, cacheEnv, openCiCaches} from './ci-caches.ts'
import {withTold} from './decide.ts'
import {jobTarget} from './job-target.ts'
import {lookAround, needingGo, stagingFolder} from './look-around.ts'
import {prepareGo} from './prepare-go.ts'

// The sub-action `setup`: the same Go and the same caches, for the other steps of a job.

export interface JobSetUp {
  readonly toolchain: Toolchain
  readonly goPath: string
  /** Did compiled packages come from an earlier run? */
  readonly isWarm: boolean
  /** To be set for the steps that follow. */
  readonly env: Readonly<Record<string, string>>
  readonly left: JobCaches
}

/** Finds or fetches the Go and, beside it, the modules; then the build cache, whose key names the Go. */
export async function setUpJob(context: Context): Promise<JobSetUp> {
  const surroundings = needingGo(await withTold(context.problems, lookAround(context)))
  const ci = await openCiCaches(context, surroundings)
  if (!ci) throw new Error('setup is an action')
  const {keys: moduleKeys, sums} = await findModuleKeys(context)
  const modulesRestored = restored(context, 'modules', ci.policy.modules.restore, () =>
    restoreModules({...ci.place, keys: moduleKeys, goModCache: ci.goModCache, sums}),
  )
  modulesRestored.catch(() => {}) // awaited below, where a cancelled run ends
  const {toolchain, go} = await prepareGo(context, surroundings, cacheEnv(ci))
  context.log.info(describeToolchain(toolchain))
  const facts = await goFacts({go, dir: context.request.dir})
  const keys = await jobKeys(context, facts, surroundings.trigger.run)
  const build = await restored(context, 'build', ci.policy.build.restore, () =>
    restoreBuildCache({...ci.place, keys, goCache: ci.goCache, now: context.now}),
  )
  const modules = await modulesRestored
  context.log.info(`modules: ${ci.policy.modules.reason}`)
  context.log.info(`build cache: ${ci.policy.build.reason}`)
  const {stdout} = await go(['env', 'GOPATH'], {cwd: context.request.dir})
  return {
    toolchain,
    goPath: stdout.trim(),
    isWarm: build?.result === 'restored',
    env: jobEnv(context, toolchain, ci),
    left: {
      goCache: ci.goCache,
      goModCache: ci.goModCache,
      sums: sums.root,
      modules: {key: moduleKeys.key, rule: ci.policy.modules.save, ...(modules && {restored: modules})},
      build: {
        key: keys.key,
        rule: ci.policy.build.save,
        entriesBefore: await countBuildCache(ci.goCache),
        ...(build && {restored: build}),
        ...(build?.usedSince && {usedSinceMs: build.usedSince.getTime()}),
      },
      ...(ci.fresh !== undefined && {fresh: ci.fresh}),
    },
  }
}

async function restored<R extends RestoreReport>(
  {phases, log}: Context,
  kind: CacheKind,
  allowed: boolean,
  work: () => Promise<R>,
): Promise<R | undefined> {
  if (!allowed) return undefined
  const report = await phases.time('restore', CACHE_TITLES[kind], work)
  sayRestored(log, kind, report)
  return report
}

/** The steps of a job use one folder in turn, so it is the job that names the entry: a lint must not sweep a test's. */
async function jobKeys(
  {request, env}: Context,
  {goVersion, goFlags}: Awaited<ReturnType<typeof goFacts>>,
  run: {readonly id: string; readonly attempt: string} | undefined,
): Promise<CacheKeys> {
  const {suffix} = request.cache
  return buildKeys({
    os: env.RUNNER_OS ?? process.platform,
    arch: env.RUNNER_ARCH ?? process.arch,
    goVersion,
    profile: profileHash({
      platforms: [jobTarget(env)],
      cgo: env.CGO_ENABLED !== '0',
      flags: splitQuoted(goFlags) ?? [],
      env: goEnvironment(env, {}),
    }),
    moduleDirs: [relative(env.GITHUB_WORKSPACE ?? request.dir, await moduleRoot(request.dir))],
    mains: [`job ${env.GITHUB_JOB ?? ''}`],
    runId: run?.id ?? '0',
    attempt: run?.attempt ?? '1',
    ...(suffix === undefined ? {} : {suffix}),
  })
}

/**
 * GOTOOLCHAIN stays as it is, so that a step can still install a tool that needs a newer Go; only a version that was
 * asked for by name, or by a file that Go does not read itself, is held fast: a go.mod could replace it.
 */
function jobEnv({request, env}: Context, {goroot, source}: Toolchain, ci: CiCaches): Record<string, string> {
  return {
    ...(isHeldFast(request.go) ? {GOTOOLCHAIN: 'local'} : {}),
    ...(env.GOROOT && source !== 'PATH' ? {GOROOT: goroot} : {}),
    ...(ci.fresh === undefined ? {} : {GOCACHE: ci.goCache}),
  }
}

/** At the end of the job; never rejects but when it is cancelled. */
export async function finishJob(caches: JobCaches, {env, exec, log, assets, signal}: JobEnd): Promise<void> {
  const service = createCacheService({exec, env, script: join(assets, 'actions', 'cache-child.js')})
  const staging = stagingFolder({door: 'action', env})
  for (const {kind, decision, report} of await finishJobCaches(caches, {service, staging, signal})) {
    saySaved(log, kind, report, decision.reason)
  }
}

export interface JobEnd extends Pick<Context, 'env' | 'exec' | 'assets' | 'signal'> {
  readonly log: Log
}

/** Folders to put on PATH: the Go itself, and what `go install` makes, as setup-go does. */
export function pathsOf({toolchain, goPath}: JobSetUp): readonly string[] {
  const own = toolchain.source === 'PATH' ? [] : [dirname(toolchain.program)]
  return [...own, ...(goPath === '' ? [] : [join(goPath, 'bin')])]
}
