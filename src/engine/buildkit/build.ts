import {mkdir, mkdtemp} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {RequestError} from '../../lib/errors.ts'
import type {Environment} from '../../lib/exec.ts'
import {removeTree} from '../../lib/files.ts'
import type {Log} from '../../lib/log.ts'
import type {Descriptor} from '../../oci/index.ts'
import type {ManifestShape} from '../../request/types.ts'
import {allOrStop} from '../embedded/stop.ts'
import type {AssembledPlatform} from '../types.ts'
import type {BuildTask} from './arguments.ts'
import {type AttemptOptions, attempt} from './attempt.ts'
import type {CheckWarning} from './events.ts'
import {handOver} from './hand-over.ts'
import {type BuiltImage, type BuiltPlatform, joinBuilt, readBuilt} from './layout.ts'
import {splitByPlatform, splitProblems} from './nodes.ts'
import type {Progress, Step} from './progress.ts'
import {variableProblems} from './variables.ts'

export interface BuildOptions extends Omit<AttemptOptions, 'folder' | 'signal'> {
  readonly task: BuildTask
  readonly env: Environment
  readonly log: Log
  readonly layoutPath: string
  /** All names that the image gets in the layout. */
  readonly names: readonly string[]
  readonly shape: ManifestShape
  /** Given the folder of the layout before it is put in its place. */
  readonly complete?: (folder: string) => Promise<void>
}

export interface BuildResult {
  /** Of the index, or of the one manifest. */
  readonly descriptor: Descriptor
  /** In the order of the request. Which programs they hold, who wrote the Dockerfile knows. */
  readonly platforms: readonly Omit<AssembledPlatform, 'binaries'>[]
  readonly steps: readonly Step[]
  readonly warnings: readonly CheckWarning[]
}

/** Builds a Dockerfile into a layout. A build that fails or is cancelled leaves what was at `layoutPath`. */
export async function buildDockerfile(options: BuildOptions): Promise<BuildResult> {
  const {task, env, layoutPath: path, names, shape, complete} = options
  const problems = [...variableProblems(task.request, env), ...splitProblems(task)]
  if (problems.length > 0) throw new RequestError(problems)
  // Beside the layout, so that the blobs can be linked into it.
  await mkdir(dirname(path), {recursive: true})
  const folder = await mkdtemp(join(dirname(path), '.buildkit-'))
  try {
    const parts = await buildParts(options, folder)
    const built = joinBuilt(parts.map(({built}) => built))
    const {annotations} = task
    const descriptor = await handOver({built, path, names, shape, annotations, ...(complete && {complete})})
    const steps = parts.flatMap(({progress}) => progress.steps())
    return {descriptor, platforms: built.platforms.map(assembled), steps, warnings: warningsOf(parts)}
  } finally {
    await removeTree(folder)
  }
}

function assembled({platform, manifest, config, layers}: BuiltPlatform): Omit<AssembledPlatform, 'binaries'> {
  return {platform, manifest: manifest.descriptor, config, layers}
}

interface Part {
  readonly built: BuiltImage
  readonly progress: Progress
}

/** At the same time where there are several; the first failure ends the others. */
async function buildParts(options: BuildOptions, folder: string): Promise<readonly Part[]> {
  const stop = new AbortController()
  const works = splitByPlatform(options.task, options.log).map(async ({task, log}, index) => {
    const own = join(folder, String(index))
    const progress = await attempt({...options, task, log, folder: own, signal: stop.signal})
    return {built: await readBuilt(own, task.platforms), progress}
  })
  return allOrStop(works, stop)
}

/** Each part checks the same file. */
function warningsOf(parts: readonly Part[]): readonly CheckWarning[] {
  const warnings = parts.flatMap(({progress}) => progress.warnings())
  return [...new Map(warnings.map(warning => [JSON.stringify(warning), warning])).values()]
}
