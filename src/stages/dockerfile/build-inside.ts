import {randomUUID} from 'node:crypto'
import {mkdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {CachesReport, Taken} from '../../ci-cache/index.ts'
import {
  type CacheKind,
  type Dockerfile,
  fillScript,
  HELPER_CONTEXT,
  helperDockerfile,
  type ImageCaches,
  type InsidePlan,
  insideOverlay,
  missesFiles,
  mountsInTheWay,
  takeScript,
} from '../../dockerfile/index.ts'
import {type AssembledImage, buildkit} from '../../engine/index.ts'
import {messageOf, UserError} from '../../lib/errors.ts'
import {type BuildStage, build, buildOptions, type Instead, writeDockerfile} from './build-image.ts'
import {contextNames} from './decide-mode.ts'
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
  const plain = async (why: unknown): Promise<BuiltInside> => {
    signal.throwIfAborted()
    const [sentence] = messageOf(why).split('\n')
    log.warn(`${stage.ready.found.name} is built without Go's caches: ${sentence}`) // what it printed is in the log
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
    if (!mayBeOurs(error, session.plan, dockerfile)) throw error
    return plain(error)
  }
}

/** All else that a build fails by would come again without them. */
function mayBeOurs(error: unknown, {images}: InsidePlan, dockerfile: Dockerfile): boolean {
  if (buildkit.lacksNamedContexts(error)) return true
  if (!(error instanceof UserError)) return false
  const targets = images.flatMap(({volumes}) => volumes.map(({target}) => target))
  return mountsInTheWay(error.message, targets) || missesFiles(error.message, dockerfile, error.at?.line)
}

async function fill(stage: BuildStage, session: InsideSession): Promise<void> {
  await stage.context.phases.time('restore', 'into the builder', async () => {
    for (const caches of session.plan.images) {
      await writeFile(join(session.folder, 'run.sh'), fillScript(caches))
      await newRun(session.folder)
      await buildkit.buildHelper(await helperOptions(stage, session, {...caches, scripts: session.folder}))
    }
  })
}

/** A file that no other run has: so what mounts it runs again. */
async function newRun(folder: string): Promise<string> {
  await mkdir(folder, {recursive: true})
  await writeFile(join(folder, 'run'), randomUUID())
  return folder
}

interface Helper extends Pick<ImageCaches, 'image' | 'volumes'> {
  /** Absolute. */
  readonly scripts: string
}

async function helperOptions(stage: BuildStage, {folder}: InsideSession, {scripts, image, volumes}: Helper) {
  const own = join(dirname(folder), `helper-${randomUUID()}`)
  const [file, context] = [join(own, 'Dockerfile'), join(own, 'context')]
  await mkdir(context, {recursive: true})
  await writeFile(file, helperDockerfile({image, volumes}))
  const options = buildOptions(stage, {file, contexts: {[HELPER_CONTEXT]: scripts}, lineOf: () => undefined})
  return {...options, signal: stage.context.signal, task: {...options.task, context}}
}

async function save(stage: BuildStage, session: InsideSession): Promise<CachesReport | undefined> {
  const {signal, log} = stage.context
  try {
    return await session.save(await take(stage, session))
  } catch (error) {
    // A cancelled run says so itself.
    if (!signal.aborted) log.warn(`Go's caches were not saved: ${messageOf(error)}`)
    return undefined
  }
}

type TakenByKind = Readonly<Record<CacheKind, readonly Taken[]>>

/** Of the caches that could be saved; those of this run alone are emptied where the builder stays. */
async function take(stage: BuildStage, session: InsideSession): Promise<TakenByKind> {
  const [wanted, emptied] = [session.wanted(), outlivesJob(stage)]
  const images = session.plan.images
    .map(({volumes, ...image}) => {
      return {...image, volumes: volumes.filter(({kind, isOurs}) => wanted.includes(kind) || (emptied && isOurs))}
    })
    .filter(({volumes}) => volumes.length > 0)
  if (images.length === 0) return {build: [], modules: []}
  return stage.context.phases.time('save', 'out of the builder', async () => {
    const taken: TakenByKind[] = []
    for (const caches of images) taken.push(await takeOf(stage, session, caches, {wanted, emptied}))
    return {build: taken.flatMap(({build}) => build), modules: taken.flatMap(({modules}) => modules)}
  })
}

async function takeOf(
  stage: BuildStage,
  session: InsideSession,
  {image, volumes, folder: place}: ImageCaches,
  {wanted, emptied}: Parameters<typeof takeScript>[1],
): Promise<TakenByKind> {
  const own = join(dirname(session.folder), 'taken', randomUUID())
  const scripts = await newRun(join(own, 'in'))
  await writeFile(join(scripts, 'run.sh'), takeScript(volumes, {wanted, emptied}))
  const options = await helperOptions(stage, session, {scripts, image, volumes})
  const folders = await buildkit.buildHelper({...options, folder: join(own, 'out')})
  const takenOf = (kind: CacheKind) =>
    volumes.flatMap((volume, number) => {
      if (volume.kind !== kind || !wanted.includes(kind)) return []
      return folders.map(folder => ({folder, number, place: kind === 'build' ? place : ''}))
    })
  return {build: takenOf('build'), modules: takenOf('modules')}
}

/** A hosted runner's own Docker goes with the machine. */
function outlivesJob({builder, context}: BuildStage): boolean {
  return !builder.chosen.builder.driver.startsWith('docker') || context.env.RUNNER_ENVIRONMENT !== 'github-hosted'
}
