import {UserError} from '../lib/errors.ts'
import {errorText} from './failure.ts'
import {createLiveBlock, type ScreenSize} from './live-block.ts'
import {phaseLine, phaseTitle} from './plain.ts'
import {type RunLog, type Verbosity, type Write, warningOf, withPosition} from './run-log.ts'
import {cut, safeLines} from './text.ts'
import {formatElapsed} from './units.ts'

/** Calls `work` again and again; the result stops it. */
export type Repeat = (work: () => void, everyMs: number) => () => void

export interface TerminalOptions {
  readonly write: Write
  readonly verbosity: Verbosity
  readonly color: boolean
  readonly size: () => ScreenSize
  /** Milliseconds from any origin. */
  readonly now: () => number
  readonly repeat: Repeat
}

const REDRAW_MS = 100
const STYLE = {red: 31, green: 32, yellow: 33, dim: 2} as const

/** For a person at a terminal: what runs now, with a clock, below what has been done. */
export function createTerminalLog({write, verbosity, color, size, now, repeat}: TerminalOptions): RunLog {
  const paint = (style: keyof typeof STYLE, text: string) => (color ? `\x1b[${STYLE[style]}m${text}\x1b[0m` : text)
  const block = createLiveBlock(write, size, line => paint('dim', line))
  const running: {readonly key: string; readonly title: string; readonly since: number}[] = []
  let stop: (() => void) | undefined

  const lines = () => running.map(({title, since}) => clockLine(title, formatElapsed(now() - since), size().columns))
  // Nothing is drawn before the first tick, so that short phases don't flash by.
  const say = (text: string) => block.draw(`${text}\n`, stop && running.length > 0 ? lines() : [])
  const tell = (text: string, style?: keyof typeof STYLE, head = '') => {
    const safe = safeLines(text).join('\n')
    say(style ? `${paint(style, head)}${safe}` : safe)
  }
  const halt = () => {
    stop?.()
    stop = undefined
    block.draw('', [])
  }
  const quiet = verbosity === 'quiet'
  return {
    debug: message => {
      if (verbosity === 'verbose') say(paint('dim', safeLines(message).join('\n')))
    },
    info: message => {
      if (!quiet) tell(message)
    },
    warn: warning => {
      const {message, at} = warningOf(warning)
      if (!quiet) tell(withPosition(message, at), 'yellow', 'warning: ')
    },
    error: (message, at) => tell(withPosition(message, at), 'red', 'error: '),
    started(name, subject) {
      if (quiet) return
      running.push({key: `${name}\0${subject}`, title: phaseTitle({name, subject}), since: now()})
      stop ??= repeat(() => block.draw('', lines()), REDRAW_MS)
    },
    ended(phase, failed) {
      const at = running.findIndex(({key}) => key === `${phase.name}\0${phase.subject}`)
      if (at < 0) return
      running.splice(at, 1)
      const line = phaseLine(phase, failed)
      say(paint(failed ? 'red' : 'green', line.slice(0, 1)) + line.slice(1))
      if (running.length === 0) halt()
    },
    group: (title, text) => {
      if (!quiet) tell(`${title}\n${text}`)
    },
    failure: error => {
      const at = error instanceof UserError ? error.at : undefined
      tell(withPosition(errorText(error, {verbose: verbosity === 'verbose'}), at), 'red', 'error: ')
    },
    result: text => tell(text),
    close() {
      running.length = 0
      halt()
    },
  }
}

/** In a narrow window the title gives way, not the clock. The last column stays free. */
function clockLine(title: string, clock: string, columns: number): string {
  return `  ${cut(title, columns - clock.length - 4)} ${clock}`
}
