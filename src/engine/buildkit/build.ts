import {mkdir, mkdtemp} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {RequestError} from '../../lib/errors.ts'
import type {Environment} from '../../lib/exec.ts'
import {removeTree} from '../../lib/files.ts'
import type {Log} from '../../lib/log.ts'
import type {Descriptor} from '../../oci/index.ts'
import type {ManifestShape} from '../../request/types.ts'
import {type BuildTask, buildCommand} from './arguments.ts'
import type {Buildx} from './buildx.ts'
import type {CheckWarning} from './events.ts'
import {buildFailure, type SourceOfLines} from './failure.ts'
import {handOver} from './hand-over.ts'
import {type BuiltPlatform, readBuilt} from './layout.ts'
import {followProgress, type Progress, type Step} from './progress.ts'
import {variableProblems, variablesFor} from './variables.ts'

export interface BuildOptions {
  readonly buildx: Buildx
  readonly task: BuildTask
  readonly source: SourceOfLines
  /** Ours: what the request names of it goes to the build. */
  readonly env: Environment
  /** Where relative paths of the request (secret files, outputs, contexts) begin. */
  readonly cwd: string
  readonly log: Log
  readonly layoutPath: string
  readonly names: readonly string[]
  readonly shape: ManifestShape
  readonly complete?: (folder: string) => Promise<void>
}

export interface BuildResult {
  /** Of the index, or of the one manifest. */
  readonly descriptor: Descriptor
  readonly platforms: readonly BuiltPlatform[]
  readonly steps: readonly Step[]
  readonly warnings: readonly CheckWarning[]
}

/** Builds a Dockerfile into a layout. A build that fails or is cancelled leaves what was at `layoutPath`. */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const {task, layoutPath, names, shape, complete} = options
  const problems = variableProblems(task.request, options.env)
  if (problems.length > 0) throw new RequestError(problems)
  // Beside the layout, so that the blobs can be linked into it.
  await mkdir(dirname(layoutPath), {recursive: true})
  const temporary = await mkdtemp(join(dirname(layoutPath), '.buildkit-'))
  try {
    const folder = join(temporary, 'layout')
    const places = {layout: folder, metadata: join(temporary, 'metadata.json')}
    const progress = await runBuild(options, places)
    const built = await readBuilt(folder, task.platforms)
    const descriptor = await handOver({
      built,
      folder,
      path: layoutPath,
      names,
      shape,
      annotations: task.annotations,
      ...(complete && {complete}),
    })
    return {descriptor, platforms: built.platforms, steps: progress.steps(), warnings: progress.warnings()}
  } finally {
    await removeTree(temporary)
  }
}

interface Places {
  readonly layout: string
  readonly metadata: string
}

/** Once more without `cache-to` where only that failed: what is built is in the builder, so that takes a moment. */
async function runBuild(options: BuildOptions, places: Places): Promise<Progress> {
  const {task, log} = options
  const first = await attempt(options, task, places)
  if (!first.failure) {
    for (const {name, error} of first.progress.steps()) {
      if (error !== undefined) log.warn(`${name}: ${error}; the build goes on without it`)
    }
    return first.progress
  }
  if (!onlyCacheFailed(task, first)) throw first.failure
  log.warn(`BuildKit's layer cache can't be written (${first.progress.said()}): building without "cache-to"`)
  await removeTree(places.layout)
  const second = await attempt(options, {...task, request: {...task.request, cacheTo: []}}, places)
  if (second.failure) throw second.failure
  return second.progress
}

async function attempt({buildx, env, cwd, log, source}: BuildOptions, task: BuildTask, places: Places) {
  const command = buildCommand(task, places)
  const progress = followProgress(log)
  const result = await buildx.run(command.args, {
    cwd,
    env: {...variablesFor(task.request, env), ...command.env},
    onStderrLine: progress.line,
  })
  const failure = result.exitCode === 0 ? undefined : buildFailure({result, progress, file: task.file, source})
  return {progress, failure}
}

/** No step failed, and what buildx says is about the place of the cache. */
function onlyCacheFailed({request}: BuildTask, {progress}: {readonly progress: Progress}): boolean {
  if (request.cacheTo.length === 0) return false
  const stepFailed = progress.steps().some(({name, error}) => error !== undefined && !/\bcache\b/.test(name))
  return (
    !stepFailed && /\bcache exporter\b|\bcache export\b|mkdir |permission denied|not a directory/.test(progress.said())
  )
}
