import {type SourcePosition, UserError} from '../lib/errors.ts'
import type {Environment} from '../lib/exec.ts'
import type {RunLog, TextStream} from '../report/index.ts'
import type {RawInputs} from '../request/index.ts'

/** The outside world of one call of the command line. */
export interface Session {
  /** For programs: results and JSON. */
  readonly stdout: TextStream
  /** For people: progress, warnings, errors. */
  readonly stderr: TextStream
  readonly env: Environment
  readonly cwd: string
  /** Folder of the running bundle. */
  readonly assets: string
  readonly signal: AbortSignal
}

/** One command with what was given to it. */
export interface Call {
  readonly session: Session
  readonly raw: RawInputs
  /** The arguments that are no flags. */
  readonly args: readonly string[]
  readonly json: boolean
  readonly log: RunLog
}

/** The work of a command; it throws what it can't do. */
export type RunCommand = (call: Call) => Promise<void>

/** A failure of a command that has something to print all the same: with --json in one document with the error. */
export class FailureWithResult extends UserError {
  readonly result: Readonly<Record<string, unknown>>

  constructor(
    message: string,
    {result, ...options}: {result: Readonly<Record<string, unknown>>; hint?: string; at?: SourcePosition},
  ) {
    super(message, options)
    this.result = result
  }
}
