import type {PlacedBuild, StageModel} from '../stage-model.ts'
import type {CompileFacts, ModeWarning, StageProgram, UnlistedCompile} from '../types.ts'
import type {Use} from '../uses.ts'

/** A stage with what its consumers take from it. */
export interface Judged {
  readonly model: StageModel
  readonly uses: readonly Use[]
  /** The builds that write what is taken, each with those of its programs. */
  readonly builds: readonly UsedBuild[]
}

export interface UsedBuild {
  readonly build: PlacedBuild
  readonly programs: readonly StageProgram[]
  readonly buildvcs: 'true' | 'false'
}

export interface Refusal {
  readonly ok: false
  /** A sentence without a full stop that names the thing. */
  readonly reason: string
  readonly line: number
}

export type RuleResult = {readonly ok: true; readonly warnings?: readonly ModeWarning[]} | Refusal

/** One thing that must hold before a stage is replaced. */
export interface Rule {
  /** As it is printed: `replace-4-cgo`. */
  readonly id: string
  /** What must hold. */
  readonly title: string
  /** What one can do about it. */
  readonly hint: string
  readonly check: (judged: Judged) => RuleResult
}

/** What only `go list` can tell of a compile; `undefined`: not asked yet. */
export type CompileFactsOf = (model: StageModel, build: PlacedBuild) => CompileFacts | UnlistedCompile | undefined

export const OK: RuleResult = {ok: true}

export function refuse(reason: string, line: number): Refusal {
  return {ok: false, reason, line}
}
