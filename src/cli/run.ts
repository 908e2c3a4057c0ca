import {CommanderError} from 'commander'
import {exitCodeOf, UserError} from '../lib/errors.ts'
import type {Session} from './call.ts'
import {expandSwitches} from './flags.ts'
import {createProgram} from './program.ts'

/** Runs one command line. The result is the exit code; what went wrong has been said on standard error. */
export async function runCli(args: readonly string[], session: Session, version: string): Promise<number> {
  const words = expandSwitches(args)
  try {
    await createProgram(session, version).parseAsync(words, {from: 'user'})
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return wrongWords(error, words, session)
    const {Reported} = await import('./perform.ts')
    if (error instanceof Reported) return exitCodeOf(error.cause)
    throw error
  }
}

/** Commander ends help and version by an error too; those are what was asked for. */
async function wrongWords({exitCode, message}: CommanderError, words: readonly string[], session: Session) {
  if (exitCode === 0) return 0
  const [json, end] = [words.indexOf('--json'), words.indexOf('--')]
  if (json >= 0 && (end < 0 || json < end)) {
    const [{printJson}, {failureJson}] = await Promise.all([import('./context.ts'), import('../report/index.ts')])
    printJson(
      session,
      failureJson(new UserError(message.replace(/^error: /, ''), {hint: '--help lists what there is'})),
    )
  }
  return 2
}
