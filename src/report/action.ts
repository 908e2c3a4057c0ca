import {positionOf} from '../lib/errors.ts'
import {annotationPosition, harmless, workflowCommand} from './commands.ts'
import {errorText} from './failure.ts'
import {phaseLine} from './plain.ts'
import {type RunLog, type Write, warningOf} from './run-log.ts'
import {safeLines} from './text.ts'

export interface ActionOptions {
  readonly write: Write
  /** GITHUB_WORKSPACE: annotations name files from here. */
  readonly workspace: string
  /** Is step debug logging on (RUNNER_DEBUG=1)? Then a failure names its causes. */
  readonly verbose?: boolean
}

/**
 * For a job's log. Phases overlap and groups can't, so a phase is one line when it has ended; only whole texts, such as
 * the plan, are groups.
 */
export function createActionLog({write, workspace, verbose = false}: ActionOptions): RunLog {
  const say = (text: string) => write(harmless(text))
  const command = (name: string, text: string, properties = {}) =>
    write(workflowCommand(name, properties, safeLines(text).join('\n')))
  return {
    debug: message => command('debug', message), // the runner shows these only when asked
    info: say,
    warn: warning => {
      const {message, at} = warningOf(warning)
      command('warning', message, annotationPosition(at, workspace))
    },
    error: (message, at) => command('error', message, annotationPosition(at, workspace)),
    started() {},
    ended: (phase, failed) => say(phaseLine(phase, failed)),
    group: (title, text) => {
      command('group', title)
      say(text)
      command('endgroup', '')
    },
    failure: error => {
      const at = positionOf(error)
      command('error', errorText(error, {verbose}), annotationPosition(at, workspace))
    },
    result: say,
    close() {},
  }
}
