import {positionOf} from '../lib/errors.ts'
import {errorText} from './failure.ts'
import {createLiveBlock, type ScreenSize} from './live-block.ts'
import {phaseLine} from './plain.ts'
import {type RunLog, type Verbosity, type Write, warningOf, withPosition} from './run-log.ts'
import {createRunningPhases} from './running.ts'
import {indent, safeLines} from './text.ts'

type Style = (line: string) => string

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
export function createTerminalLog({verbosity, color, ...options}: TerminalOptions): RunLog {
  const paint = (style: keyof typeof STYLE, text: string) => (color ? `\x1b[${STYLE[style]}m${text}\x1b[0m` : text)
  const display = createDisplay(options, line => paint('dim', line))
  const safe = (text: string) => safeLines(text).join('\n')
  const loud = (say: () => void) => (verbosity === 'quiet' ? undefined : say())
  const fail = (text: string) => display.say(paint('red', 'error: ') + safe(text))
  return {
    debug: message => {
      if (verbosity === 'verbose') display.say(paint('dim', safe(message)))
    },
    info: message => loud(() => display.say(safe(message))),
    warn: warning => {
      const {message, at} = warningOf(warning)
      display.say(paint('yellow', 'warning: ') + safe(withPosition(message, at))) // also when quiet: often the cause of what follows
    },
    error: (message, at) => fail(withPosition(message, at)),
    started: (name, subject) => loud(() => display.begin(name, subject)),
    ended: (phase, failed) => {
      const line = phaseLine(phase, failed)
      const text = paint(failed ? 'red' : 'green', line.slice(0, 1)) + line.slice(1)
      loud(() => display.end(phase.name, phase.subject, text))
    },
    group: (title, text) => loud(() => display.say(safe([title, ...indent(text.split('\n'))].join('\n')))),
    failure: error => {
      const at = positionOf(error)
      fail(withPosition(errorText(error, {verbose: verbosity === 'verbose'}), at))
    },
    result: text => display.say(safe(text)),
    close: display.close,
  }
}

/** Text that stays, above phases that run. A timer redraws these while there are any. */
function createDisplay({write, size, now, repeat}: Omit<TerminalOptions, 'verbosity' | 'color'>, style: Style) {
  const block = createLiveBlock(write, size, style)
  const running = createRunningPhases(now)
  let stop: (() => void) | undefined
  const draw = (above: string) => block.draw(above, running.lines(size().columns))
  const rest = () => {
    stop?.()
    stop = undefined
  }
  return {
    say: (text: string) => draw(`${text}\n`),
    begin(name: string, subject: string) {
      running.add(name, subject)
      stop ??= repeat(() => draw(''), REDRAW_MS) // not at once: a short phase would only flash by
    },
    end(name: string, subject: string, text: string) {
      if (!running.remove(name, subject)) return
      if (running.isEmpty()) rest()
      draw(`${text}\n`)
    },
    close() {
      running.clear()
      rest()
      draw('')
    },
  }
}
