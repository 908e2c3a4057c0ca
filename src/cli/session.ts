import type {Context} from '../context.ts'
import {type Environment, nodeExec} from '../lib/exec.ts'
import {createPhases} from '../lib/phases.ts'
import {createStreamLog, type RunLog, type TextStream, type Verbosity} from '../report/index.ts'
import type {RawInputs, Request} from '../request/index.ts'

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

export function createLog(session: Session, verbosity: Verbosity): RunLog {
  return createStreamLog({stream: session.stderr, env: session.env, verbosity})
}

export function contextOf(session: Session, request: Request, log: RunLog): Context {
  return {
    door: 'cli',
    request,
    env: session.env,
    exec: nodeExec,
    log,
    phases: createPhases(() => performance.now(), log),
    signal: session.signal,
    now: () => new Date(),
    assets: session.assets,
    // A terminal hides nothing; our messages hold no secrets to begin with.
    maskSecret: () => {},
  }
}

export function isSet(raw: RawInputs, name: 'json' | 'quiet' | 'verbose'): boolean {
  return raw.values[name]?.at(-1) === 'true'
}

export function verbosityOf(raw: RawInputs): Verbosity {
  if (isSet(raw, 'verbose')) return 'verbose'
  return isSet(raw, 'quiet') ? 'quiet' : 'normal'
}

export function printJson(session: Session, document: unknown): void {
  session.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
}

/** Runs `work` with a log that is taken down whatever happens. The exit code: 0, or what the error is worth. */
export async function withLog<T>(
  session: Session,
  verbosity: Verbosity,
  work: (log: RunLog) => Promise<T>,
): Promise<T> {
  const log = createLog(session, verbosity)
  try {
    return await work(log)
  } catch (error) {
    if (!session.signal.aborted) log.failure(error)
    throw new Reported(error)
  } finally {
    log.close()
  }
}

/** An error that the user has been told about; only its exit code is left to give. */
export class Reported extends Error {
  override readonly name = 'Reported'
  constructor(cause: unknown) {
    super('reported', {cause})
  }
}
