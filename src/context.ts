import type {Problem} from './lib/errors.ts'
import type {Environment, Exec} from './lib/exec.ts'
import type {Phases} from './lib/phases.ts'
import type {RunLog} from './report/index.ts'
import type {Request} from './request/index.ts'

/** What a door hands to the pipeline: the request and the outside world. The pipeline reads no globals. */
export interface Context {
  readonly door: 'action' | 'cli'
  readonly request: Request
  /** Mistakes of the request that showed on reading it; the pipeline tells them with those that it finds itself. */
  readonly problems: readonly Problem[]
  readonly env: Environment
  readonly exec: Exec
  readonly log: RunLog
  readonly phases: Phases
  readonly signal: AbortSignal
  readonly now: () => Date
  /** Absolute folder of the running bundle: the roots layer lies beside it. */
  readonly assets: string
  /** Called with each secret before its first use. */
  readonly maskSecret: (value: string) => void
}
