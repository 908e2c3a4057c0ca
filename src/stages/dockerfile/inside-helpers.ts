import {randomUUID} from 'node:crypto'
import {mkdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {Taken} from '../../ci-cache/index.ts'
import {
  type CacheKind,
  fillScript,
  HELPER_CONTEXT,
  helperDockerfile,
  type ImageCaches,
  takeScript,
} from '../../dockerfile/index.ts'
import {buildkit} from '../../engine/index.ts'
import {messageOf} from '../../lib/errors.ts'
import {silentLog} from '../../lib/log.ts'
import {type BuildStage, buildOptions} from './build-image.ts'
import type {InsideSession} from './inside-session.ts'

/** Puts the archives into the cache mounts of a builder, for each image by a build of its own. */
export async function fill(stage: BuildStage, session: InsideSession): Promise<void> {
  await stage.context.phases.time('restore', 'into the builder', async () => {
    for (const caches of session.plan.images) {
      await writeFile(join(session.folder, 'run.sh'), fillScript(caches))
      await newRun(session.folder)
      await buildkit.buildHelper(await helperOptions(stage, session, {...caches, scripts: session.folder}))
    }
  })
}

/** A file that no other run has: so what mounts it runs again. */
export async function newRun(folder: string): Promise<string> {
  await mkdir(folder, {recursive: true})
  await writeFile(join(folder, 'run'), randomUUID())
  return folder
}

interface Helper extends Pick<ImageCaches, 'image' | 'volumes' | 'notes'> {
  /** Absolute. */
  readonly scripts: string
}

async function helperOptions(stage: BuildStage, {folder}: InsideSession, {scripts, image, volumes, notes}: Helper) {
  const own = join(dirname(folder), `helper-${randomUUID()}`)
  const [file, context] = [join(own, 'Dockerfile'), join(own, 'context')]
  await mkdir(context, {recursive: true})
  await writeFile(file, helperDockerfile({image, volumes, notes}))
  const options = buildOptions(stage, {file, contexts: {[HELPER_CONTEXT]: scripts}, lineOf: () => undefined})
  return {...options, signal: stage.context.signal, task: {...options.task, context}}
}

type TakenByKind = Readonly<Record<CacheKind, readonly Taken[]>>

/** Of the caches that could be saved; those of this run alone are emptied where the builder stays. */
export async function take(stage: BuildStage, session: InsideSession): Promise<TakenByKind> {
  const [wanted, emptied] = [session.wanted(), outlivesJob(stage)]
  const images = session.plan.images
    .map(({volumes, ...image}) => {
      return {...image, volumes: volumes.filter(({kind, isOurs}) => wanted.includes(kind) || (emptied && isOurs))}
    })
    .filter(({volumes}) => volumes.length > 0 || emptied)
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
  {image, volumes, notes, folder: place}: ImageCaches,
  {wanted, emptied}: Parameters<typeof takeScript>[1],
): Promise<TakenByKind> {
  const own = join(dirname(session.folder), 'taken', randomUUID())
  const scripts = await newRun(join(own, 'in'))
  await writeFile(join(scripts, 'run.sh'), takeScript(volumes, {wanted, emptied}))
  const options = await helperOptions(stage, session, {scripts, image, volumes, notes})
  const folders = await buildkit.buildHelper({...options, folder: join(own, 'out')})
  const takenOf = (kind: CacheKind) =>
    volumes.flatMap(({number, ...volume}) => {
      if (volume.kind !== kind || !wanted.includes(kind)) return []
      return folders.map(folder => ({folder, number, place: kind === 'build' ? place : ''}))
    })
  return {build: takenOf('build'), modules: takenOf('modules')}
}

/** More than it takes; a cancelled run ends sooner anyway. */
const EMPTY_MS = 10_000

/** Leaves nothing of a run that failed or was cancelled on a builder that stays. Never rejects. `why` it ended. */
export async function empty(stage: BuildStage, session: InsideSession, why: unknown): Promise<void> {
  if (!outlivesJob(stage) || buildkit.lostBuilder(why)) return
  const signal = AbortSignal.timeout(EMPTY_MS)
  try {
    for (const {image, notes, ...caches} of session.plan.images) {
      const volumes = caches.volumes.filter(({isOurs}) => isOurs)
      const scripts = await newRun(join(dirname(session.folder), 'emptied', randomUUID()))
      await writeFile(join(scripts, 'run.sh'), takeScript(volumes, {wanted: [], emptied: true}))
      const options = await helperOptions(stage, session, {scripts, image, volumes, notes})
      await buildkit.buildHelper({...options, signal, afterwards: true, log: silentLog})
    }
  } catch (error) {
    stage.context.log.debug(`Go's caches stay in the builder until it needs the space: ${messageOf(error)}`)
  }
}

/** A hosted runner's own Docker goes with the machine. */
function outlivesJob({builder, context}: BuildStage): boolean {
  return !builder.chosen.builder.driver.startsWith('docker') || context.env.RUNNER_ENVIRONMENT !== 'github-hosted'
}
