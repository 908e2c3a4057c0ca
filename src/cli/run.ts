import {CommanderError} from 'commander'
import {exitCodeOf} from '../lib/errors.ts'
import type {Session} from './call.ts'
import {expandSwitches} from './flags.ts'
import {createProgram} from './program.ts'

/** Runs one command line. The result is the exit code; what went wrong has been said on standard error. */
export async function runCli(args: readonly string[], session: Session, version: string): Promise<number> {
  try {
    await createProgram(session, version).parseAsync(expandSwitches(args), {from: 'user'})
    return 0
  } catch (error) {
    // Commander ends help and version by an error too; those are what was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const {Reported} = await import('./perform.ts')
    if (error instanceof Reported) return exitCodeOf(error.cause)
    throw error
  }
}
