import type {Phase} from '../lib/phases.ts'
import {formatError} from './failure.ts'
import {type RunLog, type Verbosity, type Write, warningOf, withPosition} from './run-log.ts'
import {indent, safeLine, safeLines} from './text.ts'
import {formatDuration} from './units.ts'

export interface PlainOptions {
  readonly write: Write
  readonly verbosity: Verbosity
}

/** For a pipe or file: plain lines in the order of events, one for each finished phase. */
export function createPlainLog({write, verbosity}: PlainOptions): RunLog {
  const say = (text: string) => write(`${safeLines(text).join('\n')}\n`)
  const quiet = verbosity === 'quiet'
  return {
    debug: message => {
      if (verbosity === 'verbose') say(`debug: ${message}`)
    },
    info: message => {
      if (!quiet) say(message)
    },
    warn: warning => {
      const {message, at} = warningOf(warning)
      say(`warning: ${withPosition(message, at)}`) // also when quiet: often the cause of what follows
    },
    error: (message, at) => say(`error: ${withPosition(message, at)}`),
    started() {},
    ended: (phase, failed) => {
      if (!quiet) say(phaseLine(phase, failed))
    },
    group: (title, text) => {
      if (!quiet) say([title, ...indent(text.split('\n'))].join('\n'))
    },
    failure: error => say(formatError(error, {verbose: verbosity === 'verbose'})),
    result: say,
    close() {},
  }
}

export function phaseLine(phase: Phase, failed: boolean): string {
  return `${failed ? '✗' : '✓'} ${phaseTitle(phase)} ${formatDuration(phase.durationMs)}`
}

export function phaseTitle({name, subject}: Pick<Phase, 'name' | 'subject'>): string {
  return safeLine(`${name} ${subject}`)
}
