import {mkdir, mkdtemp} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import pLimit from 'p-limit'
import {RequestError} from '../../lib/errors.ts'
import {removeTree} from '../../lib/files.ts'
import {type Descriptor, type LayoutWriter, writeLayout} from '../../oci/index.ts'
import type {ManifestShape} from '../../request/types.ts'
import {allOrStop} from '../embedded/stop.ts'
import type {AssembledPlatform} from '../types.ts'
import {type AttemptOptions, attempt} from './attempt.ts'
import type {CheckWarning} from './events.ts'
import {handOver} from './hand-over.ts'
import {type BuiltImage, type BuiltPlatform, joinBuilt, readBuilt} from './layout.ts'
import {splitByPlatform, splitProblems} from './nodes.ts'
import type {Progress, Step} from './progress.ts'
import {variableProblems} from './variables.ts'

/** One image to build. */
export interface ImageOptions extends Omit<AttemptOptions, 'folder' | 'signal'> {
  readonly shape: ManifestShape
}

export interface LayoutOptions {
  readonly layoutPath: string
  /** Given the folder of the layout before it is put in its place. */
  readonly complete?: (folder: string) => Promise<void>
}

export interface BuildOptions extends ImageOptions, LayoutOptions {}

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
  const [result] = await buildDockerfiles([options], options)
  if (!result) throw new Error('the build has no result')
  return result
}

/** Several images side by side, all in one layout. The first failure ends the others. */
export async function buildDockerfiles(
  images: readonly ImageOptions[],
  {layoutPath: path, complete}: LayoutOptions,
): Promise<readonly BuildResult[]> {
  const problems = images.flatMap(({task, env}) => [...variableProblems(task.request, env), ...splitProblems(task)])
  if (problems.length > 0) throw new RequestError(problems)
  // Beside the layout, so that the blobs can be linked into it.
  await mkdir(dirname(path), {recursive: true})
  const folder = await mkdtemp(join(dirname(path), '.buildkit-'))
  const stop = new AbortController()
  const limit = pLimit(IMAGES_AT_ONCE)
  try {
    const buildAll = (writer: LayoutWriter) => {
      const works = images.map((image, at) => {
        const place = {folder: join(folder, String(at)), signal: stop.signal, writer}
        return limit(() => buildImage(image, place))
      })
      return allOrStop(works, stop)
    }
    return await writeLayout(path, buildAll, complete)
  } finally {
    await removeTree(folder)
  }
}

/** Each is a buildx process of some 50 MB; the builder has its own idea of how much it does at once. */
const IMAGES_AT_ONCE = 4

interface Place {
  readonly folder: string
  readonly signal: AbortSignal
  readonly writer: LayoutWriter
}

async function buildImage(image: ImageOptions, {folder, signal, writer}: Place): Promise<BuildResult> {
  signal.throwIfAborted()
  await mkdir(folder)
  const parts = await buildParts(image, folder, signal)
  const {names, shape, task} = image
  const built = joinBuilt(parts.map(({built}) => built))
  const descriptor = await handOver({built, names, shape, annotations: task.annotations}, writer)
  const steps = parts.flatMap(({progress}) => progress.steps())
  return {descriptor, platforms: built.platforms.map(assembled), steps, warnings: warningsOf(parts)}
}

function assembled({platform, manifest, config, layers}: BuiltPlatform): Omit<AssembledPlatform, 'binaries'> {
  return {platform, manifest: manifest.descriptor, config, layers}
}

interface Part {
  readonly built: BuiltImage
  readonly progress: Progress
}

/** At the same time where there are several; the first failure ends the others. */
async function buildParts(image: ImageOptions, folder: string, outer: AbortSignal): Promise<readonly Part[]> {
  const stop = new AbortController()
  const signal = AbortSignal.any([outer, stop.signal])
  const works = splitByPlatform(image.task, image.log).map(async ({task, log}, index) => {
    const own = join(folder, String(index))
    const progress = await attempt({...image, task, log, folder: own, signal})
    return {built: await readBuilt(own, task.platforms), progress}
  })
  return allOrStop(works, stop)
}

/** Each part checks the same file. */
function warningsOf(parts: readonly Part[]): readonly CheckWarning[] {
  const warnings = parts.flatMap(({progress}) => progress.warnings())
  return [...new Map(warnings.map(warning => [JSON.stringify(warning), warning])).values()]
}
