import {basename} from 'node:path'
import {RequestError, type SourcePosition, UserError} from '../../lib/errors.ts'
import type {ExecResult} from '../../lib/exec.ts'
import {blamedInput} from './blame.ts'
import {GONE, hintFor, NO_CONTEXTS, OWN_DISK_FULL} from './hints.ts'
import type {Progress, Step} from './progress.ts'

/** Where the lines of the built file are in the user's: an overlay moves them. */
export interface SourceOfLines {
  /** The user's Dockerfile. Absolute, or relative to the work tree. */
  readonly path: string
  /** The user's line for a line of the built file; undefined for one that is ours. */
  readonly lineOf: (line: number) => number | undefined
}

export interface FailedBuild {
  readonly result: ExecResult
  readonly progress: Pick<Progress, 'said' | 'steps'>
  /** What was built, as the reader knows it; default: the user's Dockerfile. */
  readonly what?: string
  /** The file that was built. */
  readonly file: string
  /** Its name. */
  readonly builder: string
  /** Where this machine gets what is built. */
  readonly folder?: string | undefined
  readonly source: SourceOfLines
}

/** The error of a build that failed: BuildKit's message, the user's line or input, the likely cause. */
export function buildFailure(failed: FailedBuild): UserError | RequestError {
  const {result, progress, what = "the Dockerfile's build", file, source} = failed
  const said = progress.said()
  const message = messageIn(said) || said || `buildx ended with ${result.exitCode} and gave no reason`
  const step = failedStep(progress.steps())
  const output = step && step.tail.length > 0 ? `\n${step.name} printed last:\n${step.tail.join('\n')}` : ''
  const at = positionIn(said, basename(file), source)
  const hint = hintOf(failed, `${message}\n${step?.error ?? ''}`)
  const subject = blamedInput(message)
  if (subject !== undefined) return new RequestError([{subject, message, ...(hint !== undefined && {hint})}])
  return new UserError(`${what} failed${at?.line ? ` at line ${at.line}` : ''}: ${message}${output}`, {
    ...(hint !== undefined && {hint}),
    ...(at && {at}),
  })
}

function hintOf({builder, folder}: FailedBuild, text: string): string | undefined {
  const isOwnDisk = folder !== undefined && text.includes(`write ${folder}`) && text.includes('no space left on device')
  return isOwnDisk ? OWN_DISK_FULL : hintFor(text, builder)
}

/**
 * The Dockerfile's `# syntax` names a frontend from before named contexts (1.4), so nothing of ours can be handed in.
 * https://github.com/docker/buildx/blob/v0.38.2/commands/build.go#L753
 */
export function lacksNamedContexts(error: unknown): boolean {
  return error instanceof UserError && NO_CONTEXTS.test(error.message)
}

/** Whoever asks the builder now waits for it in vain. */
export function lostBuilder(error: unknown): boolean {
  return error instanceof UserError && GONE.test(error.message)
}

/** buildx ends with `ERROR: failed to build: failed to solve: …`; lines of the Dockerfile, and of its log, stand before it. */
function messageIn(said: string): string | undefined {
  const [, message] = /^ERROR: (failed to build: (?:.|\n)*)/m.exec(said) ?? /^ERROR: ((?:.|\n)*)/m.exec(said) ?? []
  return message
    ?.replace(/\n.+:\d+\n-{5,}\n(.|\n)*$/, '') // a question's answer has them behind it
    .replace(/^(failed to build: |failed to solve: )+/, '')
    .replace(/ref \S+::\S+: /, '') // a name that the builder made up
    .trim()
}

/** One that was stopped because another failed is not to blame. */
function failedStep(steps: readonly Step[]): Step | undefined {
  return steps.find(({error}) => error !== undefined && !/context canceled$/.test(error))
}

/** `Dockerfile:3` and a rule below it. https://github.com/moby/buildkit/blob/v0.34.2/solver/errdefs/source.go */
function positionIn(said: string, file: string, {path, lineOf}: SourceOfLines): SourcePosition | undefined {
  const places = [...said.matchAll(/^(.+):(\d+)\n-{5,}$/gm)]
  const lines = places.flatMap(([, name, line]) => (name && basename(name) === file ? [Number(line)] : []))
  const parse = /dockerfile parse error on line (\d+)/.exec(said)?.[1]
  const found = parse === undefined ? lines[0] : Number(parse)
  const line = found === undefined ? undefined : lineOf(found)
  return line === undefined ? undefined : {file: path, line}
}
