import {phaseTitle} from './plain.ts'
import {cut} from './text.ts'
import {formatElapsed} from './units.ts'

/** The phases that run now, in the order in which they began. Two may have one name. */
export interface RunningPhases {
  add(name: string, subject: string): void
  /** False if it is none of them. */
  remove(name: string, subject: string): boolean
  clear(): void
  isEmpty(): boolean
  /** One line for each, with a clock. */
  lines(columns: number): string[]
}

export function createRunningPhases(now: () => number): RunningPhases {
  const running: {readonly key: string; readonly title: string; readonly since: number}[] = []
  const keyOf = (name: string, subject: string) => `${name}\0${subject}`
  return {
    add: (name, subject) => {
      running.push({key: keyOf(name, subject), title: phaseTitle({name, subject}), since: now()})
    },
    remove(name, subject) {
      const at = running.findIndex(({key}) => key === keyOf(name, subject))
      if (at >= 0) running.splice(at, 1)
      return at >= 0
    },
    clear: () => {
      running.length = 0
    },
    isEmpty: () => running.length === 0,
    lines: columns => running.map(({title, since}) => clockLine(title, formatElapsed(now() - since), columns)),
  }
}

/** In a narrow window the title gives way, not the clock. The last column stays free. */
function clockLine(title: string, clock: string, columns: number): string {
  return `  ${cut(title, columns - clock.length - 4)} ${clock}`
}
