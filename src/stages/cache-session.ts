import {
  type BuildRestore,
  type CachesReport,
  type CompileShare,
  compileShare,
  type OutputsRestore,
  performSave,
  type RestoreReport,
  restoreBuildCache,
  restoreModules,
  restoreOutputs,
  type SaveDecision,
  type SaveReport,
  type SaveRule,
  type SaveTask,
  shouldSaveBuild,
  shouldSaveModules,
  shouldSaveOutputs,
  sweepBuildCache,
} from '../ci-cache/index.ts'
import type {Context} from '../context.ts'
import {messageOf} from '../lib/errors.ts'
import {CACHE_TITLES, type CacheKind, sayRestored, saySaved} from '../report/index.ts'
import type {CacheKeysOfRun, ModuleKeys} from './cache-keys.ts'
import type {CiCaches} from './ci-caches.ts'

/** Go's caches on their way through a run: fetched beside other work, saved beside the push. */
export interface CacheSession {
  /** Starts to fetch the modules' zips, once however often it is called. They need no Go, so they can come while Go does. */
  fetchModules(): Promise<RestoreReport | undefined>
  /** Starts to fetch what these keys name. `unpack`: has Go take the modules out of their zips, once they are there. */
  restore(keys: CacheKeysOfRun, unpack?: () => Promise<void>): void
  /** Everything that was fetched is in its place. The service's trouble is a warning. */
  arrived(): Promise<void>
  /** After a successful build: sweeps, and saves what is worth it. `graphs`: what cmd/go wrote of its actions. Never rejects. */
  save(graphs: readonly string[]): Promise<CachesReport>
  /** What is still worth saving when the run has failed: for the post step. */
  left(): readonly SaveTask[]
}

export function createCacheSession(
  context: Pick<Context, 'phases' | 'log' | 'now'>,
  caches: CiCaches,
  {keys: moduleKeys, sums}: ModuleKeys,
): CacheSession {
  const {phases, log, now} = context
  const {policy, goCache, goModCache, outputsRoot, place} = caches
  let keys: CacheKeysOfRun | undefined
  let hasArrived = false
  let isFinished = false

  const fetch = async <R extends RestoreReport>(kind: CacheKind, work: () => Promise<R>): Promise<R> => {
    const report = await phases.time('restore', CACHE_TITLES[kind], work)
    sayRestored(log, kind, report)
    return report
  }
  let modules: Promise<RestoreReport | undefined> | undefined
  let build: Promise<BuildRestore> | undefined
  let outputs: Promise<OutputsRestore> | undefined
  let unpacked: Promise<void> | undefined
  const restored: {modules?: RestoreReport; build?: BuildRestore; outputs?: OutputsRestore} = {}

  const save = async (
    task: SaveTask,
    rule: SaveRule,
    {save, reason}: SaveDecision,
  ): Promise<SaveReport | undefined> => {
    const {kind} = task
    const report = save ? await phases.time('save', CACHE_TITLES[kind], () => performSave(task, place)) : undefined
    // What the policy forbids, the plan has said already, with its reason.
    if (rule !== 'never') saySaved(log, kind, report, reason)
    return report
  }
  const modulesTask = (): SaveTask => ({kind: 'modules', key: moduleKeys.key, folder: goModCache, sums: sums.root})
  const decideModules = () =>
    modules
      ? shouldSaveModules({rule: policy.modules.save, restored: restored.modules})
      : {save: false, reason: 'they were not needed'}

  const known = () => {
    if (!keys) throw new Error('the keys of the caches are not known yet')
    return keys
  }
  const sweepUnused = async (usedSince: Date | undefined) => {
    if (usedSince === undefined) return undefined
    return sweepBuildCache(goCache, usedSince).catch(error => {
      log.warn(`the build cache was not swept, so it keeps more than it needs: ${messageOf(error)}`)
      return undefined
    })
  }

  return {
    fetchModules() {
      modules ??= policy.modules.restore
        ? fetch('modules', () => restoreModules({...place, keys: moduleKeys, goModCache, sums}))
        : Promise.resolve(undefined)
      modules.catch(() => {}) // a cancelled run says so itself
      return modules
    },
    restore(keysOfRun, unpack) {
      keys = keysOfRun
      const {build: buildKeys, outputs: outputKeys, outputsDecision} = keysOfRun
      unpacked =
        unpack &&
        modules?.then(report =>
          report?.result === 'restored' ? phases.time('unpack', CACHE_TITLES.modules, unpack) : undefined,
        )
      unpacked?.catch(() => {}) // the build says what is wrong
      if (policy.build.restore)
        build = fetch('build', () => restoreBuildCache({...place, keys: buildKeys, goCache, now}))
      if (outputsDecision.restore)
        outputs = fetch('outputs', () => restoreOutputs({...place, keys: outputKeys, root: outputsRoot, now}))
      build?.catch(() => {})
      outputs?.catch(() => {})
    },
    async arrived() {
      Object.assign(restored, {modules: await modules, build: await build, outputs: await outputs})
      await unpacked?.catch(() => {})
      hasArrived = true
    },
    async save(graphs) {
      const keys = known()
      const compiled = compileShare(graphs)
      const sweep = await sweepUnused(restored.build?.usedSince)
      const usedSinceMs = restored.outputs?.usedSince.getTime() ?? 0
      const tasks = [
        [modulesTask(), policy.modules.save, decideModules()],
        [
          {kind: 'build', key: keys.build.key, folder: goCache},
          policy.build.save,
          shouldSaveBuild({rule: policy.build.save, restored: restored.build, compiled}),
        ],
        [
          {kind: 'outputs', key: keys.outputs.key, folder: outputsRoot, usedSinceMs},
          keys.outputsDecision.save,
          shouldSaveOutputs({rule: keys.outputsDecision.save, restored: restored.outputs, compiled}),
        ],
      ] as const
      // A cancelled run ends the saving too, and says so itself.
      const saves = tasks.map(([task, rule, decision]) => save(task, rule, decision).catch(() => undefined))
      const [savedModules, savedBuild, savedOutputs] = await Promise.all(saves)
      isFinished = true
      return cachesReport({policy, keys, restored, compiled, sweep, saved: {savedModules, savedBuild, savedOutputs}})
    },
    left() {
      if (!hasArrived || isFinished) return [] // before it nothing was compiled
      const isColdBuild = keys !== undefined && policy.build.save !== 'never' && restored.build?.result === 'missing'
      return [
        ...(decideModules().save ? [modulesTask()] : []),
        // Compiled packages are right also where another one failed. With something restored it can't be told what is new.
        ...(isColdBuild && keys ? [{kind: 'build', key: keys.build.key, folder: goCache} as const] : []),
      ]
    },
  }
}

function cachesReport(run: {
  readonly policy: CiCaches['policy']
  readonly keys: CacheKeysOfRun
  readonly restored: {readonly modules?: RestoreReport; readonly build?: BuildRestore; readonly outputs?: RestoreReport}
  readonly compiled: CompileShare | undefined
  readonly sweep: CachesReport['build']['sweep']
  readonly saved: Readonly<Record<'savedModules' | 'savedBuild' | 'savedOutputs', SaveReport | undefined>>
}): CachesReport {
  const {policy, keys, restored, compiled, sweep, saved} = run
  const part = (reason: string, restore: RestoreReport | undefined, save: SaveReport | undefined) => ({
    reason,
    ...(restore ? {restore: withoutTime(restore)} : {}),
    ...(save ? {save} : {}),
  })
  return {
    modules: part(policy.modules.reason, restored.modules, saved.savedModules),
    build: {...part(policy.build.reason, restored.build, saved.savedBuild), ...(sweep ? {sweep} : {})},
    outputs: part(keys.outputsDecision.reason, restored.outputs, saved.savedOutputs),
    ...(compiled ? {compiled} : {}),
  }
}

/** What tells old from used is our own business. */
function withoutTime({usedSince: _, ...report}: RestoreReport & {readonly usedSince?: Date}): RestoreReport {
  return report
}
