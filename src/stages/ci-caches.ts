import {randomUUID} from 'node:crypto'
import {homedir} from 'node:os'
import {join} from 'node:path'
import {cacheRoot} from '../cache/index.ts'
import {
  type CachePolicy,
  cacheAccess,
  cachePolicy,
  type EntryPlace,
  isWarmBuildCache,
  isWarmModuleCache,
  isWarmOutputs,
  type PolicyInput,
} from '../ci-cache/index.ts'
import type {Context} from '../context.ts'
import type {Environment} from '../lib/exec.ts'
import type {Trigger} from '../trigger/index.ts'
import {type Surroundings, stagingFolder, temporaryRoot} from './look-around.ts'
import {runGo} from './prepare-go.ts'

/** Go's caches of a step in CI: where they are, and what may happen with them. */
export interface CiCaches {
  readonly policy: CachePolicy
  readonly goCache: string
  readonly goModCache: string
  /** The project's own cache folder for this run. */
  readonly outputsRoot: string
  readonly warmOutputs: boolean
  readonly place: EntryPlace
  /** A folder of this run alone, to be removed in the end; undefined where the machine's are used. */
  readonly fresh: string | undefined
}

/**
 * Decides before the first go command, which might fill what is still empty. Undefined on the command line: there caches
 * stay where Go keeps them, and nothing is fetched, aged or swept.
 */
export async function openCiCaches(context: Context, surroundings: Surroundings): Promise<CiCaches | undefined> {
  const {request, door, env} = context
  if (door !== 'action') return undefined
  const folders = await goFolders(context, surroundings)
  const [modules, build] = await Promise.all([isWarmModuleCache(folders.goModCache), isWarmBuildCache(folders.goCache)])
  const policy = policyOf({request, env, door}, surroundings.trigger, {modules, build})
  const temporary = temporaryRoot(context)
  const fresh = policy.build.fresh ? join(temporary, `fresh-${randomUUID()}`) : undefined
  const outputsRoot = fresh === undefined ? cacheRoot(env) : join(fresh, 'outputs')
  return {
    policy,
    goModCache: folders.goModCache,
    goCache: fresh === undefined ? folders.goCache : join(fresh, 'go-build'),
    outputsRoot,
    warmOutputs: await isWarmOutputs(outputsRoot),
    place: await entryPlace(context),
    fresh,
  }
}

/** `warm`: what the folders held before we touched them. */
export function policyOf(
  {request, env, door}: Pick<Context, 'request' | 'env' | 'door'>,
  trigger: Trigger,
  warm: PolicyInput['warm'],
): CachePolicy {
  const hosted = env.RUNNER_ENVIRONMENT === 'github-hosted'
  return cachePolicy({mode: request.cache.mode, door, trigger, access: cacheAccess(env), hosted, warm})
}

/** By the runner's cache service. */
export async function entryPlace(
  context: Pick<Context, 'exec' | 'env' | 'assets' | 'signal' | 'door'>,
): Promise<EntryPlace> {
  const {exec, env, assets, signal} = context
  const {createCacheService} = await import('../actions/index.ts') // the command line needs none of it
  const script = join(assets, 'actions', 'cache-child.js')
  return {service: createCacheService({exec, env, script}), staging: stagingFolder(context), signal}
}

/** Said to every go command, so that the folders that were decided on are the ones in use. */
export function cacheEnv(caches: CiCaches | undefined): Record<string, string> {
  return caches ? {GOCACHE: caches.goCache, GOMODCACHE: caches.goModCache} : {}
}

/** As the Go on PATH says, which knows `go env -w` too; without one by Go's own rules. */
async function goFolders(context: Context, surroundings: Surroundings) {
  const {goPlan} = surroundings
  const fallback = defaultFolders({...context.env, ...context.request.compile.goEnv})
  const {onPath} = goPlan.gos
  if (!onPath) return fallback
  const go = runGo(context, surroundings, {program: onPath.program, env: {GOTOOLCHAIN: 'local', GOWORK: 'off'}})
  const {exitCode, stdout} = await go(['env', 'GOCACHE', 'GOMODCACHE'], {cwd: temporaryFolderOf(context)})
  const [goCache, goModCache] = stdout.trimEnd().split(/\r?\n/)
  return exitCode === 0 && goCache && goModCache ? {goCache, goModCache} : fallback
}

/** A folder that is surely there, and no module. */
function temporaryFolderOf({env}: Context): string {
  return env.RUNNER_TEMP || homedir()
}

/** https://pkg.go.dev/cmd/go#hdr-Environment_variables and os.UserCacheDir */
function defaultFolders(env: Environment) {
  const home = env.HOME || env.USERPROFILE || homedir()
  const cacheHome =
    process.platform === 'win32'
      ? env.LOCALAPPDATA || join(home, 'AppData', 'Local')
      : process.platform === 'darwin'
        ? join(home, 'Library', 'Caches')
        : env.XDG_CACHE_HOME || join(home, '.cache')
  const goPath = (env.GOPATH || join(home, 'go')).split(process.platform === 'win32' ? ';' : ':')[0] ?? ''
  return {
    goCache: env.GOCACHE || join(cacheHome, 'go-build'),
    goModCache: env.GOMODCACHE || join(goPath, 'pkg', 'mod'),
  }
}
