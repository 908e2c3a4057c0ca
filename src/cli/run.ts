import {exitCodeOf} from '../lib/errors.ts'
import {expandSwitches} from './flags.ts'
import {CommanderError, createProgram, exitCodeOfCommander} from './program.ts'
import {createLog, Reported, type Session} from './session.ts'

/** Runs one command line. The result is the exit code; what went wrong has been said on standard error. */
export async function runCli(args: readonly string[], session: Session, version: string): Promise<number> {
  try {
    await createProgram(session, version).parseAsync(expandSwitches(args), {from: 'user'})
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return exitCodeOfCommander(error)
    if (error instanceof Reported) return exitCodeOf(error.cause)
    createLog(session, 'normal').failure(error)
    return exitCodeOf(error)
  }
}
