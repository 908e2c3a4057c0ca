import {join} from 'node:path'
import {commonArguments} from './arguments.ts'
import type {AttemptOptions} from './attempt.ts'
import {csv} from './csv.ts'
import {buildFailure} from './failure.ts'
import {splitByPlatform} from './nodes.ts'
import {followProgress} from './progress.ts'
import {variablesFor} from './variables.ts'

export type HelperOptions = Omit<AttemptOptions, 'folder' | 'names'> & {
  /** Gets what the build makes, for each node in a folder of its own. Undefined: only what it does counts. */
  readonly folder?: string
  /** Heeds only `signal`: for what cleans up after a run that was cancelled. */
  readonly afterwards?: boolean
}

/**
 * Builds a Dockerfile that makes no image, on each node that takes part in the task. Gives the folders with its files:
 * few ones, because with thousands of them BuildKit was seen to hang.
 */
export async function buildHelper(options: HelperOptions): Promise<readonly string[]> {
  const {task, log, folder} = options
  const folders: string[] = []
  for (const [index, part] of splitByPlatform(task, log).entries()) {
    const own = folder === undefined ? undefined : join(folder, String(index))
    await buildOne({...options, ...part}, own)
    if (own !== undefined) folders.push(own)
  }
  return folders
}

const WHAT = "the build that moves Go's caches"

/** One platform of a node is enough for it to be asked. */
async function buildOne(
  {buildx, task, env, log, source, signal, afterwards = false}: HelperOptions,
  folder: string | undefined,
): Promise<void> {
  const {request, file, context} = task
  const platforms = task.platforms.slice(0, 1)
  const {target: _, ...rest} = request
  const args = [
    ...commonArguments({...task, platforms, request: {...rest, pull: false}}),
    '--progress=rawjson',
    `--output=${csv(folder === undefined ? ['type=cacheonly'] : ['type=local', `dest=${folder}`, 'platform-split=false'])}`,
    '--',
    context,
  ]
  const progress = followProgress(log)
  const result = await buildx.run(args, {
    cwd: request.cwd,
    env: variablesFor(request, env),
    onStderrLine: progress.line,
    signal,
    afterwards,
  })
  const builder = task.builder.name
  if (result.exitCode !== 0) throw buildFailure({result, progress, what: WHAT, file, builder, folder, source})
}
