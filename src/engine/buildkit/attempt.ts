import type {Environment} from '../../lib/exec.ts'
import {removeTree} from '../../lib/files.ts'
import type {Log} from '../../lib/log.ts'
import {type BuildTask, buildCommand} from './arguments.ts'
import type {Buildx} from './buildx.ts'
import {buildFailure, type SourceOfLines} from './failure.ts'
import {followProgress, type Progress} from './progress.ts'
import {variablesFor} from './variables.ts'

export interface AttemptOptions {
  readonly buildx: Buildx
  readonly task: BuildTask
  readonly source: SourceOfLines
  /** Ours: what the request names of it goes to the build. */
  readonly env: Environment
  readonly log: Log
  readonly signal: AbortSignal
  /** Gets the layout. */
  readonly folder: string
  /** All names that the image gets in the layout. */
  readonly names: readonly string[]
}

/** Runs one build. Where only the cache's export failed it runs again without: what is built is in the builder. */
export async function attempt(options: AttemptOptions): Promise<Progress> {
  const {task, log, folder} = options
  const first = await runOnce(options)
  if (!first.failure) {
    tellWhatFailedAllTheSame(first.progress, log)
    return first.progress
  }
  if (!onlyCacheFailed(task, first.progress)) throw first.failure
  log.warn(
    `BuildKit's layer cache can't be written, so the image is built without "cache-to": ${first.failure.message}`,
  )
  await removeTree(folder)
  const second = await runOnce({...options, task: {...task, request: {...task.request, cacheTo: []}}})
  if (second.failure) throw second.failure
  return second.progress
}

/** Caches, which may fail without failing the build. */
function tellWhatFailedAllTheSame(progress: Progress, log: Log): void {
  if (progress.said()) log.debug(progress.said())
  for (const {name, error} of progress.steps()) {
    if (error === undefined) continue
    const told = `${name}: ${error}; the build goes on without it`
    // What a first build finds in the place of its cache: nothing.
    if (/^importing /.test(name) && /not found$/.test(error)) log.info(told)
    else log.warn(told)
  }
}

async function runOnce({buildx, task, env, log, source, signal, folder, names}: AttemptOptions) {
  const command = buildCommand(task, {folder, names})
  const progress = followProgress(log)
  const result = await buildx.run(command.args, {
    cwd: task.request.cwd,
    env: {...variablesFor(task.request, env), ...command.env},
    onStderrLine: progress.line,
    signal,
  })
  const failure =
    result.exitCode === 0
      ? undefined
      : buildFailure({result, progress, file: task.file, builder: task.builder.name, folder, source})
  return {progress, failure}
}

/** No step failed, and what buildx says is about the place of the cache. */
function onlyCacheFailed({request}: BuildTask, progress: Progress): boolean {
  if (request.cacheTo.length === 0) return false
  const failed = progress.steps().filter(({error}) => error !== undefined)
  const isAboutCache = /\bcache (exporter|export)\b|^ERROR: failed to build: mkdir /m.test(progress.said())
  return failed.every(({name}) => /\bcache\b/.test(name)) && isAboutCache
}
