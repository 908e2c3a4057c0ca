import type {Environment} from '../lib/exec.ts'
import {createPlainLog} from './plain.ts'
import type {RunLog, Verbosity} from './run-log.ts'
import {createTerminalLog, type Repeat} from './terminal.ts'

/** What of a tty.WriteStream is used; standard error is one, or a pipe. */
export interface TextStream {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
}

export interface StreamLogOptions {
  readonly stream: TextStream
  readonly env: Environment
  readonly verbosity: Verbosity
}

/** The log of the command line: live on a terminal that can move its cursor, plain lines everywhere else. */
export function createStreamLog({stream, env, verbosity}: StreamLogOptions): RunLog {
  const write = (text: string) => void stream.write(text)
  if (!stream.isTTY || env.TERM === 'dumb') return createPlainLog({write, verbosity})
  return createTerminalLog({
    write,
    verbosity,
    color: !env.NO_COLOR, // https://no-color.org: any text but an empty one
    // A terminal without a known size says 0.
    size: () => ({columns: stream.columns || 80, rows: stream.rows || 24}),
    now: () => performance.now(),
    repeat: unrefInterval,
  })
}

/** A display must not keep the process alive. */
const unrefInterval: Repeat = (work, everyMs) => {
  const timer = setInterval(work, everyMs).unref()
  return () => clearInterval(timer)
}
