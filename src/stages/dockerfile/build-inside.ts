import {join} from 'node:path'
import type {CachesReport} from '../../ci-cache/index.ts'
import {type Dockerfile, type InsidePlan, insideOverlay, missesFiles, mountsInTheWay} from '../../dockerfile/index.ts'
import {type AssembledImage, buildkit} from '../../engine/index.ts'
import {messageOf, UserError} from '../../lib/errors.ts'
import {type BuildStage, build, type Instead, writeDockerfile} from './build-image.ts'
import {contextNames} from './decide-mode.ts'
import {empty, fill, newRun, take} from './inside-helpers.ts'
import type {InsideSession} from './inside-session.ts'

export interface Warm {
  readonly session: InsideSession
  readonly dockerfile: Dockerfile
  /** Absolute, of this build alone. */
  readonly folder: string
}

export interface BuiltInside {
  readonly image: AssembledImage
  /** Takes the caches out of the builder and saves what is worth it. Never rejects. */
  readonly saveCaches: () => Promise<CachesReport | undefined>
}

/**
 * An ordinary build whose RUNs find Go's caches filled: before it a build of our own puts the archives into cache
 * mounts, after it another one takes out what is new. Trouble with them costs the warmth, never the build.
 */
export async function buildInside(stage: BuildStage, {session, dockerfile, folder}: Warm): Promise<BuiltInside> {
  const {log, request, signal} = stage.context
  const plain = async (why: unknown, how = "built without Go's caches"): Promise<BuiltInside> => {
    await empty(stage, session, why)
    signal.throwIfAborted()
    const [sentence] = messageOf(why).split('\n')
    log.warn(`${stage.ready.found.name} is ${how}: ${sentence}`) // what it printed is in the log
    return {image: await build(stage), saveCaches: async () => undefined}
  }
  await session.arrived()
  try {
    await fill(stage, session)
  } catch (error) {
    return plain(error)
  }
  const overlay = insideOverlay(dockerfile, session.plan, contextNames(request.dockerfile))
  log.group(`What is built in place of ${stage.ready.found.name}`, overlay.diff)
  const instead: Instead = {
    file: await writeDockerfile(folder, overlay.dockerfile, stage),
    contexts: {[overlay.context]: await newRun(join(folder, 'run'))},
    lineOf: line => line, // nothing but words were added
  }
  try {
    return {image: await build(stage, instead), saveCaches: () => save(stage, session)}
  } catch (error) {
    const how = secondTry(error, session.plan)
    if (how !== undefined) return plain(error, how)
    await empty(stage, session, error)
    throw error
  }
}

/** How it is built then, where the caches may be to blame. All else that a build fails by would come again without them. */
function secondTry(error: unknown, plan: InsidePlan): string | undefined {
  if (buildkit.lacksNamedContexts(error)) return "built without Go's caches"
  if (!(error instanceof UserError)) return undefined
  const targets = plan.images.flatMap(({volumes}) => volumes.map(({target}) => target))
  if (missesFiles(error.message, plan, error.at?.line))
    return "built again without Go's caches, since a link into one may be what it takes and doesn't find"
  return mountsInTheWay(error.message, targets)
    ? "built again without Go's caches, which may be what it fails by"
    : undefined
}

async function save(stage: BuildStage, session: InsideSession): Promise<CachesReport | undefined> {
  const {signal, log} = stage.context
  try {
    const taken = await take(stage, session).catch(async error => {
      await empty(stage, session, error)
      throw error
    })
    return await session.save(taken)
  } catch (error) {
    // A cancelled run says so itself.
    if (!signal.aborted) log.warn(`Go's caches were not saved: ${messageOf(error)}`)
    return undefined
  }
}
