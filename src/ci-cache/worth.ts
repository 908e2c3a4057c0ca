import type {CompileShare, RestoreReport, SaveRule} from './types.ts'

/**
 * From so many packages compiled anew on, the next run gains more than an upload costs. A usual edit compiles a few
 * packages, and the next one the same ones again whether saved or not; what the runs between two entries compile adds
 * up, so an entry never falls behind by more than this.
 */
export const WORTH_PACKAGES = 30
/** The same for small programs: less than this share and a run stays close to a warm one. */
export const WORTH_SHARE = 0.15

/**
 * Programs linked and packed anew, of all: below it the upload of all the others costs more than the next run gains.
 */
export const WORTH_PROGRAMS = 0.25

export interface SaveDecision {
  readonly save: boolean
  readonly reason: string
}

interface SaveInput {
  readonly rule: SaveRule
  /** Undefined: not even tried. */
  readonly restored?: Pick<RestoreReport, 'result' | 'exact' | 'unanswered'> | undefined
}

/** Modules change with go.sum alone, and so does their key. */
export function shouldSaveModules({rule, restored}: SaveInput): SaveDecision {
  const byRule = decideByRule(rule, restored)
  if (byRule) return byRule
  return restored?.exact
    ? {save: false, reason: 'the entry of this go.sum is there'}
    : {save: true, reason: 'no entry of this go.sum yet'}
}

/**
 * Asked where the modules were needed as a whole: what was restored of their sources, if anything, was not enough. `same`:
 * and there is nothing else to save than that.
 */
export function shouldSaveSources({
  packages,
  same,
  ...input
}: SaveInput & {readonly packages: number; readonly same: boolean}): SaveDecision {
  if (packages === 0) return {save: false, reason: 'the build needs no module'}
  if (same) return {save: false, reason: 'go needs more of the modules than the sources of their packages'}
  return decideByRule(input.rule, input.restored) ?? {save: true, reason: `${packages} packages are needed`}
}

export function shouldSaveBuild(
  input: SaveInput & {readonly compiled: (Pick<CompileShare, 'executed' | 'total'> & {unit?: string}) | undefined},
): SaveDecision {
  const {rule, restored, compiled} = input
  const byRule = decideByRule(rule, restored)
  if (byRule) return byRule
  if (restored?.result !== 'restored') return {save: true, reason: 'nothing was restored'}
  // Without cmd/go's account an entry would never be renewed.
  if (!compiled) return {save: true, reason: 'how much was compiled is not known'}
  const {executed, total, unit = 'packages'} = compiled
  const isWorthIt = executed >= WORTH_PACKAGES || executed >= total * WORTH_SHARE
  return {save: isWorthIt && executed > 0, reason: `${executed} of ${total} ${unit} are new`}
}

export function shouldSaveOutputs(input: SaveInput & {readonly compiled: CompileShare | undefined}): SaveDecision {
  const {rule, restored, compiled} = input
  const byRule = decideByRule(rule, restored)
  if (byRule) return byRule
  if (restored?.result !== 'restored') return {save: true, reason: 'nothing was restored'}
  if (!compiled) return {save: true, reason: 'how much was linked is not known'}
  const {executed, total} = compiled.linked
  const isWorthIt = executed > 0 && executed >= total * WORTH_PROGRAMS
  return {save: isWorthIt, reason: `${executed} of ${total} programs were linked anew`}
}

/** A restore that failed says nothing about what is there: only the default branch may then replace it. */
function decideByRule(rule: SaveRule, restored: SaveInput['restored']): SaveDecision | undefined {
  if (rule === 'never') return {save: false, reason: 'not allowed'}
  if (restored?.unanswered) return {save: false, reason: 'the cache service did not answer before'}
  if (rule === 'worth-it') return undefined
  if (restored?.result === 'missing') return {save: true, reason: 'there was none'}
  return {save: false, reason: restored?.result === 'restored' ? 'there is one' : 'whether there is one is not known'}
}
