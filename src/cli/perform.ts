import {join} from 'node:path'
import {cacheRoot} from '../cache/index.ts'
import {keepCompiledCode} from '../lib/code-cache.ts'
import {RequestError} from '../lib/errors.ts'
import {createStreamLog, failureJson, type Verbosity} from '../report/index.ts'
import {inputsOf, type RawInputs} from '../request/index.ts'
import {type Call, FailureWithResult, type RunCommand, type Session} from './call.ts'
import {printJson} from './context.ts'

/** An error that the user has been told about; only its exit code is left to give. */
export class Reported extends Error {
  override readonly name = 'Reported'
  constructor(cause: unknown) {
    super('reported', {cause})
  }
}

/** Runs a command with a log that is taken down whatever happens. */
export async function perform({
  session,
  raw,
  args,
  load,
}: {
  readonly session: Session
  readonly raw: RawInputs
  readonly args: readonly unknown[]
  readonly load: () => Promise<RunCommand>
}): Promise<void> {
  const {stderr, env, signal} = session
  const log = createStreamLog({stream: stderr, env, verbosity: verbosityOf(raw)})
  keepCompiledCode(join(cacheRoot(env), 'code'))
  try {
    const run = await load()
    const words = args.filter(arg => typeof arg === 'string')
    await run({session, raw, args: words, json: isSet(raw, 'json'), log})
  } catch (error) {
    // After a signal nothing is left to explain; the exit code says which one it was.
    if (!signal.aborted) tell(withFlagNames(error), {session, raw, log})
    throw new Reported(error)
  } finally {
    log.close()
  }
}

/** To people; and to the program that waits for a document, which so gets one whatever happens. */
function tell(error: unknown, {session, raw, log}: Pick<Call, 'session' | 'raw' | 'log'>): void {
  log.failure(error)
  if (!isSet(raw, 'json')) return
  printJson(session, {...(error instanceof FailureWithResult ? error.result : {}), ...failureJson(error)})
}

const FLAGS = new Set<string>(inputsOf('cli').map(({name}) => name))

/** Mistakes are found under the names of inputs; who typed a command knows them as flags. */
function withFlagNames(error: unknown): unknown {
  if (!(error instanceof RequestError)) return error
  return new RequestError(
    error.problems.map(problem =>
      FLAGS.has(problem.subject) ? {...problem, subject: `--${problem.subject}`} : problem,
    ),
    error.at,
  )
}

function verbosityOf(raw: RawInputs): Verbosity {
  if (isSet(raw, 'verbose')) return 'verbose'
  return isSet(raw, 'quiet') ? 'quiet' : 'normal'
}

function isSet(raw: RawInputs, name: 'json' | 'quiet' | 'verbose'): boolean {
  return raw.values[name]?.at(-1) === 'true'
}
