import type {Trigger} from '../trigger/types.ts'
import type {CacheAccess} from './access.ts'
import type {CacheDecision, CacheMode, CachePolicy, SaveRule} from './types.ts'

export interface PolicyInput {
  readonly mode: CacheMode
  readonly door: 'action' | 'cli'
  readonly trigger: Trigger
  readonly access: CacheAccess
  /** RUNNER_ENVIRONMENT is `github-hosted`: a machine of this job alone. */
  readonly hosted: boolean
  /** Did Go's folders hold anything before we touched them? See `isWarm…`. */
  readonly warm: {readonly modules: boolean; readonly build: boolean}
}

interface Answer<T> {
  readonly value: T
  readonly reason: string
}

/**
 * What happens with Go's two caches. The first rule that applies decides. Modules are checked against go.sum, zips by Go
 * and sources by us, whoever wrote the entry; nothing checks GOCACHE, so what is published is built without a foreign one
 * (https://docs.zizmor.sh/audits/#cache-poisoning).
 */
export function cachePolicy(input: PolicyInput): CachePolicy {
  const fresh = whyFresh(input)
  const warm = (isWarm: boolean) => (isWarm ? whyWarm(input) : undefined)
  const modules = decide(input, warm(input.warm.modules))
  const build = decide(input, fresh ?? warm(input.warm.build))
  if (fresh === undefined) return {modules, build: {...build, fresh: false}}
  const reason = `an empty build cache of this run's own: ${fresh}`
  return {modules, build: {restore: false, save: 'never', fresh: true, reason}}
}

/**
 * From so many programs on, fetching what was linked and packed before is faster than doing it again. With 12 mains
 * for 2 platforms and one of them edited: 13 s of linking and compressing, or 3 s and an archive of 220 MB. With one
 * main nearly every run links it anyway.
 */
export const OUTPUTS_FROM_MAINS = 3

/** Programs and layers go the way of the build cache: nothing but their own records checks them either. */
export function outputsDecision(
  {build}: Pick<CachePolicy, 'build'>,
  {mains, warm}: {readonly mains: number; readonly warm: boolean},
): CacheDecision {
  const alone = (why: string): CacheDecision => ({restore: false, save: 'never', reason: `left alone: ${why}`})
  if (!build.restore && build.save === 'never') return {restore: false, save: 'never', reason: build.reason}
  if (warm) return alone('this machine has programs of an earlier run')
  if (mains < OUTPUTS_FROM_MAINS) return alone(`it does not pay for fewer than ${OUTPUTS_FROM_MAINS} main packages`)
  const {restore, save, reason} = build
  return {restore, save, reason}
}

function decide(input: PolicyInput, notNeeded: string | undefined): CacheDecision {
  const nothing = whyNothing(input) ?? notNeeded
  if (nothing !== undefined) return {restore: false, save: 'never', reason: `left alone: ${nothing}`}
  const restore = restoreRule(input)
  const save = saveRule(input)
  return {restore: restore.value, save: save.value, reason: `${restore.reason}; ${save.reason}`}
}

/** Neither restored nor saved, whatever else is true. */
function whyNothing({door, mode}: PolicyInput): string | undefined {
  if (door === 'cli') return 'on the command line caches stay where Go keeps them'
  return mode === 'false' ? 'cache: false' : undefined
}

function whyFresh({door, mode, trigger}: PolicyInput): string | undefined {
  if (door === 'cli') return undefined
  const stranger = whyStranger(trigger)
  if (stranger !== undefined) return stranger
  if (mode === 'true' || !isRelease(trigger)) return undefined
  return 'tags and releases are built from their sources alone'
}

/** Code that may not be this repository's must neither read into nor write to what later builds believe. */
function whyStranger({kind, trust}: Trigger): string | undefined {
  if (!trust.trusted) return trust.reason
  if (kind === 'workflow_run') return 'workflow_run can build what a stranger’s workflow left'
  // Comments and other events start on the default branch, with code of the workflow's choice.
  return kind === 'other' ? 'an event that others can cause' : undefined
}

/** Dispatches and schedules may run on a tag as well. */
function isRelease({kind, tag}: Trigger): boolean {
  return kind === 'tag' || kind === 'release' || tag !== undefined
}

function whyWarm({hosted}: PolicyInput): string {
  return hosted ? 'an earlier step of the job has filled it' : "this runner's own disk has it warm already"
}

function restoreRule({access}: PolicyInput): Answer<boolean> {
  return access.read.allowed
    ? {value: true, reason: 'restored'}
    : {value: false, reason: `not restored: ${access.read.reason}`}
}

function saveRule(input: PolicyInput): Answer<SaveRule> {
  const {mode, trigger, access} = input
  const never = whyNeverSaved(input)
  if (never !== undefined) return {value: 'never', reason: `not saved: ${never}`}
  if (!access.write.allowed) return {value: 'never', reason: `not saved: ${access.write.reason}`}
  if (isOnDefaultBranch(trigger)) return {value: 'worth-it', reason: 'saved if it pays: the default branch'}
  if (mode === 'true') return {value: 'worth-it', reason: 'saved if it pays: cache: true'}
  // Other branches read the default branch's entries, nobody else reads theirs: one is made where there is none.
  return {value: 'nothing-restored', reason: 'saved only if there is none yet: not the default branch'}
}

function whyNeverSaved({mode, trigger}: PolicyInput): string | undefined {
  if (mode === 'read') return 'cache: read'
  const stranger = whyStranger(trigger)
  if (stranger !== undefined || mode === 'true') return stranger
  if (isRelease(trigger)) return 'only the same tag could read it'
  return trigger.kind === 'merge_group'
    ? 'the branch of a merge queue is gone afterwards, and its entries too'
    : undefined
}

/** A schedule's event may not name the default branch, but always runs on it. For a pull request `branch` is the base. */
function isOnDefaultBranch({kind, branch, tag, defaultBranch}: Trigger): boolean {
  if (tag !== undefined) return false
  if (kind === 'schedule') return true
  return (kind === 'push' || kind === 'dispatch') && branch !== undefined && branch === defaultBranch
}
