import type {Log} from '../../lib/log.ts'
import {type CheckWarning, parseEvent, type VertexEvent} from './events.ts'

/** What became of one step of a build. */
export interface Step {
  /** `[linux/arm64 build 2/3] RUN make` */
  readonly name: string
  readonly milliseconds: number
  readonly cached: boolean
  readonly error: string | undefined
  /** The end of what it printed. */
  readonly tail: readonly string[]
}

export interface Progress {
  /** Takes the next line of buildx's standard error. */
  readonly line: (text: string) => void
  readonly steps: () => readonly Step[]
  readonly warnings: () => readonly CheckWarning[]
  /** What buildx said in words. */
  readonly said: () => string
}

interface Running {
  readonly number: number
  name: string
  started: Date | undefined
  completed: Date | undefined
  cached: boolean
  error: string | undefined
  /** A line that is not complete yet. */
  rest: string
  readonly tail: string[]
}

const TAIL = 12
const TERMINAL = /\u001B\[[0-9;?]*[A-Za-z]/g

/** Follows a build: says in the log what it does, and keeps what the report and an error need. */
export function followProgress(log: Log): Progress {
  const steps = new Map<string, Running>()
  const warnings = new Map<string, CheckWarning>()
  const said: string[] = []
  const stepOf = (digest: string) => {
    const found = steps.get(digest) ?? newStep(steps.size + 1)
    steps.set(digest, found)
    return found
  }
  return {
    line(text) {
      const event = parseEvent(text)
      if (!event) {
        said.push(text)
        return
      }
      for (const vertex of event.vertexes) update(stepOf(vertex.digest), vertex, log)
      for (const {vertex, data} of event.logs) print(stepOf(vertex), data, log)
      // Each platform is checked, and says the same.
      for (const warning of event.warnings) warnings.set(JSON.stringify(warning), warning)
    },
    steps: () => [...steps.values()].filter(({started}) => started !== undefined).map(finished),
    warnings: () => [...warnings.values()],
    said: () => said.join('\n').trim(),
  }
}

function newStep(number: number): Running {
  const unknown = {name: '', started: undefined, completed: undefined, error: undefined}
  return {number, ...unknown, cached: false, rest: '', tail: []}
}

/** A step may be told several times, and may start again: its beginning and its end are said once. */
function update(step: Running, vertex: VertexEvent, log: Log): void {
  const begins = step.started === undefined && vertex.started !== undefined
  const ends = step.completed === undefined && vertex.completed !== undefined
  step.name ||= vertex.name
  step.started ??= vertex.started
  step.completed = vertex.completed ?? step.completed
  step.cached ||= vertex.cached
  step.error ??= vertex.error
  if (begins) say(step, step.name, log)
  if (!ends) return
  if (step.rest) printLine(step, step.rest, log)
  step.rest = ''
  // With its name, which may have been for debugging only.
  if (step.error !== undefined) log.info(`#${step.number} ${step.name} failed: ${step.error}`)
  else say(step, step.cached ? 'cached' : `done in ${(millisecondsOf(step) / 1000).toFixed(1)} s`, log)
}

function print(step: Running, data: string, log: Log): void {
  const lines = (step.rest + data).split('\n')
  step.rest = lines.pop() ?? ''
  for (const line of lines) printLine(step, line, log)
}

function printLine(step: Running, line: string, log: Log): void {
  // A progress bar writes over its line: the last state is what remains.
  const shown = line.replace(TERMINAL, '').trimEnd().split('\r').at(-1) ?? ''
  step.tail.push(shown)
  if (step.tail.length > TAIL) step.tail.shift()
  say(step, `| ${shown}`, log)
}

/** BuildKit's own house-keeping is for those who look for it. */
function say({number, name}: Running, text: string, log: Log): void {
  const line = `#${number} ${text}`
  if (name.startsWith('[internal]')) log.debug(line)
  else log.info(line)
}

function finished(step: Running): Step {
  const {name, cached, error, tail} = step
  return {name, milliseconds: millisecondsOf(step), cached, error, tail}
}

function millisecondsOf({started, completed}: Running): number {
  return started && completed ? Math.max(0, completed.getTime() - started.getTime()) : 0
}
