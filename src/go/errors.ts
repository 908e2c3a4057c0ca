import {relative, resolve, sep} from 'node:path'
import {type SourcePosition, UserError} from '../lib/errors.ts'
import type {ExecResult} from '../lib/exec.ts'
import {stringAt} from '../lib/json.ts'
import type {Log} from '../lib/log.ts'
import {formatPlatform, type Platform} from '../oci/index.ts'
import type {CompileTask} from './compile-plan.ts'
import {hintFor} from './hints.ts'

/** One `go build` that failed. */
export interface BuildFailure {
  readonly platform: string
  readonly errors: readonly CompileError[]
  /** What go said, as it stands in a terminal. */
  readonly text: string
}

export interface CompileError {
  readonly message: string
  readonly at: SourcePosition | undefined
}

interface FailureInput {
  readonly result: ExecResult
  readonly task: Pick<CompileTask, 'platform' | 'moduleDir'>
  readonly dir: string
}

/** Reads what `go build`, with or without -json, said about its failure. */
export function buildFailure({result, task, dir}: FailureInput): BuildFailure {
  const said = `${eventOutput(result.stdout)}${result.stderr}`.split('\n')
  const text = said
    .filter(line => !line.startsWith('go: downloading '))
    .join('\n')
    .trim()
  const {moduleDir} = task
  return {platform: formatPlatform(task.platform), errors: readErrors(text, {moduleDir, dir}), text}
}

/** `build-output` events carry the lines that go would print. https://pkg.go.dev/cmd/go#hdr-Build__json_encoding */
function eventOutput(stdout: string): string {
  return stdout
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => {
      try {
        return stringAt(JSON.parse(line), 'Output') ?? ''
      } catch {
        return ''
      }
    })
    .join('')
}

const POSITION = /^(?:vet: )?(.+?\.[A-Za-z]+):(\d+)(?::(\d+))?: (.*)$/

/** A line with a position begins an error; indented lines after it belong to it. */
function readErrors(text: string, folders: {moduleDir: string; dir: string}): readonly CompileError[] {
  const errors: {message: string; at: SourcePosition | undefined}[] = []
  for (const line of text.split('\n')) {
    const [, file, row, column, message] = POSITION.exec(line) ?? []
    const last = errors.at(-1)
    if (file !== undefined && message !== undefined) {
      errors.push({
        message,
        at: positionOf(file, Number(row), column === undefined ? undefined : Number(column), folders),
      })
    } else if (/^[ \t]/.test(line) && last) {
      last.message += `\n${line}`
    }
  }
  return errors
}

/** Relative to the request's folder, as the user writes it. Errors in dependencies keep their whole path. */
function positionOf(
  file: string,
  line: number,
  column: number | undefined,
  {moduleDir, dir}: {moduleDir: string; dir: string},
): SourcePosition {
  const path = relative(dir, resolve(moduleDir, file))
  const shown = path.startsWith(`..${sep}..`) ? resolve(moduleDir, file) : path
  return {file: shown.split(sep).join('/'), folder: dir, line, ...(column === undefined ? {} : {column})}
}

export interface FailureReport {
  readonly log: Log
  readonly platforms: readonly Platform[]
  /** What to do, where that took a closer look; else it is told from the text. */
  readonly hint: string | undefined
}

/** Annotates each place once, whatever the number of platforms, and returns the one error to throw. */
export function reportFailures(failures: readonly BuildFailure[], {log, platforms, hint}: FailureReport): UserError {
  const places = new Map(failures.flatMap(({errors}) => errors.map(error => [JSON.stringify(error), error])))
  for (const {message, at} of places.values()) if (at) log.error(message, at)

  const texts = [...new Set(failures.map(({text}) => text))]
  const saidOf = (part: (text: string) => string) =>
    texts
      .map(text => ({platforms: platformsOf(failures, text).join(', '), said: part(text)}))
      .filter(({said}) => said !== '')
      .map(({platforms, said}) => (texts.length === 1 ? said : `${platforms}:\n${said}`))
      .join('\n')
  const advice = hint ?? hintFor(texts.join('\n'))
  const hasPlaces = places.size > 0
  const untold = hasPlaces ? saidOf(withoutPlaces) : saidOf(text => text) || 'it gave no reason'
  return new UserError(`go build failed${whereOf(failures, platforms)}${untold === '' ? '' : `:\n${untold}`}`, {
    ...(advice === undefined ? {} : {hint: advice}),
    ...(hasPlaces ? {told: saidOf(text => text)} : {}),
  })
}

/** What belongs to no place, such as the linker's words; a heading that only names the package is nothing alone. */
function withoutPlaces(text: string): string {
  let isPlaced = false
  const rest = text.split('\n').filter(line => {
    isPlaced = POSITION.test(line) || (isPlaced && /^[ \t]/.test(line))
    return !isPlaced
  })
  return rest.every(line => line === '' || line.startsWith('# ')) ? '' : rest.join('\n')
}

/** The first failure stops the other builds, so of theirs nobody knows. */
function whereOf(failures: readonly BuildFailure[], platforms: readonly Platform[]): string {
  const failed = [...new Set(failures.map(({platform}) => platform))].sort()
  return failed.length === platforms.length ? '' : ` for ${failed.join(', ')} (builds for other platforms were stopped)`
}

function platformsOf(failures: readonly BuildFailure[], text: string): readonly string[] {
  return failures.filter(failure => failure.text === text).map(({platform}) => platform)
}
