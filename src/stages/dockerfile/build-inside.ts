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
function mayBeOurs(error: unknown, {volumes}: InsidePlan, dockerfile: Dockerfile): boolean {
  if (buildkit.lacksNamedContexts(error)) return true
  if (!(error instanceof UserError)) return false
  const targets = volumes.map(({target}) => target)
  return mountsInTheWay(error.message, targets) || missesFiles(error.message, dockerfile, error.at?.line)
}

async function fill(stage: BuildStage, session: InsideSession): Promise<void> {
  const {phases} = stage.context
  const {volumes} = session.plan
  await writeFile(join(session.folder, 'run.sh'), fillScript(volumes))
  await newRun(session.folder)
  const options = await helperOptions(stage, session, {scripts: session.folder, volumes})
  await phases.time('restore', 'into the builder', () => buildkit.buildHelper(options))
}

/** A file that no other run has: so what mounts it runs again. */
async function newRun(folder: string): Promise<string> {
  await mkdir(folder, {recursive: true})
  await writeFile(join(folder, 'run'), randomUUID())
  return folder
}

interface Helper {
  /** Absolute. */
  readonly scripts: string
  readonly volumes: InsideSession['plan']['volumes']
}

async function helperOptions(stage: BuildStage, {plan, folder}: InsideSession, {scripts, volumes}: Helper) {
  const own = join(dirname(folder), `helper-${randomUUID()}`)
  const [file, context] = [join(own, 'Dockerfile'), join(own, 'context')]
  await mkdir(context, {recursive: true})
  await writeFile(file, helperDockerfile({image: plan.image, volumes}))
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

/** Of the caches that could be saved; those of this run alone are emptied where the builder stays. */
async function take(stage: BuildStage, session: InsideSession): Promise<Readonly<Record<CacheKind, readonly Taken[]>>> {
  const [wanted, emptied] = [session.wanted(), outlivesJob(stage)]
  const volumes = session.plan.volumes.filter(({kind, isOurs}) => wanted.includes(kind) || (emptied && isOurs))
  if (volumes.length === 0) return {build: [], modules: []}
  const own = join(dirname(session.folder), 'taken')
  const scripts = await newRun(join(own, 'in'))
  await writeFile(join(scripts, 'run.sh'), takeScript(volumes, {wanted, emptied}))
  const options = await helperOptions(stage, session, {scripts, volumes})
  const folders = await stage.context.phases.time('save', 'out of the builder', () =>
    buildkit.buildHelper({...options, folder: join(own, 'out')}),
  )
  const takenOf = (kind: CacheKind) =>
    volumes.flatMap((volume, number) => {
      return volume.kind === kind && wanted.includes(kind) ? folders.map(folder => ({folder, number})) : []
    })
  return {build: takenOf('build'), modules: takenOf('modules')}
}

/** A hosted runner's own Docker goes with the machine. */
function outlivesJob({builder, context}: BuildStage): boolean {
  return !builder.chosen.builder.driver.startsWith('docker') || context.env.RUNNER_ENVIRONMENT !== 'github-hosted'
}
