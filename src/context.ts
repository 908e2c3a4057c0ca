import type {SaveTask} from './ci-cache/index.ts'
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
  /** Told of what is left to do at the end of the job. */
  readonly leave: (left: Leftover) => void
  /** Called with each secret before its first use. */
  readonly maskSecret: (value: string) => void
}

/** For the post step of the action. */
export interface Leftover {
  /** Absolute folders of ours, of no use once the job has ended. */
  readonly folders: readonly string[]
  readonly saves: readonly SaveTask[]
  /** Names of buildx builders that were made for this run. */
  readonly builders?: readonly string[]
}
