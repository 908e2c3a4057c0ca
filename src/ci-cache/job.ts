import {countBuildCache, sweepBuildCache} from './build-folder.ts'
import type {EntryPlace} from './entry.ts'
import {performSave, type SaveTask} from './save-task.ts'
import type {RestoreReport, SaveReport, SaveRule} from './types.ts'
import {type SaveDecision, shouldSaveBuild, shouldSaveModules} from './worth.ts'

/** What the end of a job needs to know of its caches. Plain data: it travels as the state of a step. */
export interface JobCaches {
  /** A folder of this job alone, to be removed. */
  readonly fresh?: string
  readonly goCache: string
  readonly goModCache: string
  /** The folder whose go.sum files name the modules. */
  readonly sums: string
  readonly modules: JobEntry
  readonly build: JobEntry & {
    /** For `sweepBuildCache`; absent when nothing was restored. */
    readonly usedSinceMs?: number
    /** `countBuildCache` after the restore. */
    readonly entriesBefore: number
  }
}

export interface JobEntry {
  readonly key: string
  readonly rule: SaveRule
  /** Absent when it was not even tried. */
  readonly restored?: Pick<RestoreReport, 'result' | 'exact' | 'unanswered'>
}

export interface FinishedSave {
  readonly kind: SaveTask['kind']
  readonly decision: SaveDecision
  /** Absent when it was not worth it. */
  readonly report?: SaveReport
}

/**
 * At the end of a job whose steps used the caches by themselves: sweeps what none of them used, and saves what is worth
 * it. No list of actions is there to tell how much is new, so the entries are counted.
 */
export async function finishJobCaches(caches: JobCaches, place: EntryPlace): Promise<readonly FinishedSave[]> {
  const {goCache, goModCache, sums, modules, build} = caches
  const executed = (await countBuildCache(goCache)) - build.entriesBefore
  if (build.usedSinceMs !== undefined) await sweepBuildCache(goCache, new Date(build.usedSinceMs))
  const compiled = {executed, total: await countBuildCache(goCache), unit: 'entries'}
  return [
    await perform({kind: 'modules', key: modules.key, folder: goModCache, sums}, shouldSaveModules(modules), place),
    await perform({kind: 'build', key: build.key, folder: goCache}, shouldSaveBuild({...build, compiled}), place),
  ]
}

async function perform(task: SaveTask, decision: SaveDecision, place: EntryPlace): Promise<FinishedSave> {
  const {kind} = task
  return decision.save ? {kind, decision, report: await performSave(task, place)} : {kind, decision}
}
