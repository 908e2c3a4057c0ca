import type {Problem} from '../../lib/errors.ts'
import type {Dockerfile} from '../types.ts'
import type {PrebuiltCopy, PrebuiltProgram} from './prebuilt.ts'
import type {CompileFactsById, Cut} from './replace.ts'
import type {BuildFacts, ModeWarning, StageCommand, StageCompile, WorkTreeFacts} from './types.ts'

export const DOCKERFILE_MODES = ['auto', 'replace', 'prebuilt', 'inside'] as const
export type RequestedMode = (typeof DOCKERFILE_MODES)[number]

export interface ModeInput {
  readonly dockerfile: Dockerfile
  readonly requested: RequestedMode
  readonly build: BuildFacts
  readonly tree: WorkTreeFacts
  /** What go said of compiles that an earlier decision left `open`. */
  readonly compileFacts: CompileFactsById
  /** The user's own words that compile in the place of the Go stage. */
  readonly buildCommand: readonly string[] | undefined
}

/** Why a mode was chosen. */
export interface Explained {
  /** Stable: `replace`, `replace-4-cgo`, `prebuilt`, `no-go` … */
  readonly rule: string
  /** A sentence without a full stop. */
  readonly reason: string
  /** That the reason is about. */
  readonly line: number | undefined
  readonly warnings: readonly ModeWarning[]
}

export type ModeDecision = Explained &
  (
    | {
        readonly mode: 'replace'
        /** The name of the context that brings the programs. */
        readonly context: string
        readonly cuts: readonly Cut[]
        readonly compiles: readonly StageCompile[]
        readonly commands: readonly StageCommand[]
        /** Not certain before go has told what these read: see goListArguments. */
        readonly open: readonly StageCompile[]
      }
    | {
        readonly mode: 'prebuilt'
        readonly context: string
        readonly copies: readonly PrebuiltCopy[]
        readonly programs: readonly PrebuiltProgram[]
      }
    | {
        /** An ordinary build. */
        readonly mode: 'inside'
        /** Then go's caches are worth bringing in. */
        readonly compilesGo: boolean
        /** What to change for a faster mode. */
        readonly hint: string | undefined
      }
  )

export interface ModeAnswer {
  readonly decision: ModeDecision | undefined
  /** A mode was asked for that can't be. */
  readonly problems: readonly Problem[]
}
