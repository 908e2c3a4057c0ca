import {type CacheFolder, cacheRoot, prepareCacheFolder} from '../../cache/index.ts'
import type {Context} from '../../context.ts'
import type {ImportFacts, ModeDecision} from '../../dockerfile/index.ts'
import type {buildkit} from '../../engine/index.ts'
import type {Plan} from '../../plan/index.ts'
import {keysOf} from '../cache-keys.ts'
import type {CacheSession} from '../cache-session.ts'
import {cacheEnv} from '../ci-caches.ts'
import {plannedCaches} from '../decide.ts'
import type {FirstLook} from '../look-around.ts'
import {offlineFor} from '../offline-go.ts'
import {prepareGo} from '../prepare-go.ts'
import {lookForBuildx} from '../ready-builder.ts'
import {openRunCaches} from '../run-caches.ts'
import {askMode, decided, needsGo} from './decide-mode.ts'
import type {FoundDockerfile} from './find.ts'
import {askFirst, type FirstAnswer} from './first-question.ts'
import {listCompiles} from './go-knowledge.ts'
import {type InsideSession, startInside} from './inside-session.ts'
import {planFor} from './plan.ts'
import {decideInside, plannedInside} from './plan-inside.ts'
import {lookAtStageGo, planStageGo, type StageGo, stillRight} from './prepare-stage-go.ts'
import {importsAtHand, importsOf} from './program-facts.ts'
import {compiledBy} from './stage-keys.ts'
import {mainFacts} from './work-tree.ts'

export interface DockerfileReady {
  readonly found: FoundDockerfile
  readonly decision: ModeDecision
  readonly plan: Plan
  readonly buildx: buildkit.Buildx
  /** Tells what the programs are made of that the stages compile, as far as that is known. */
  readonly imports: () => Promise<ImportFacts | undefined>
  readonly trigger: FirstLook['trigger']
  /** Undefined where nothing is compiled on this machine. */
  readonly stageGo: StageGo | undefined
  readonly cache: CacheFolder
  /** Go's on this machine. */
  readonly caches: CacheSession | undefined
  /** Go's in the stages of the Dockerfile. */
  readonly inside: InsideSession | undefined
  /** To be called when the run is over, however it ended. */
  close(): Promise<void>
}

/** Mode, plan, and where something is compiled here: its Go and the caches, which come side by side. */
export async function getDockerfileReady(context: Context, look: FirstLook): Promise<DockerfileReady> {
  const answer = await askFirst(context, look)
  const {question} = answer
  return question && needsGo(context.request.dockerfile, answer.first)
    ? readyWithGo(context, look, {...answer, question})
    : readyAsItIs(context, look, answer)
}

/** For a Dockerfile that is known to be built as it is. */
async function readyAsItIs(
  context: Context,
  look: FirstLook,
  {found, question, first, mains}: FirstAnswer,
): Promise<DockerfileReady> {
  const {trigger} = look
  const decision = decided(first)
  const buildx = await lookForBuildx(context)
  const cache = await prepareCacheFolder(cacheRoot(context.env))
  const inside = await decideInside(context, {found, decision, trigger})
  const plan = planFor(context, look, {decision, caches: inside ? plannedInside(inside) : null})
  const imports = async () => question && importsAtHand(context, look, {question, mains, root: found.context})
  const session = inside && (await startInside(context, inside))
  return {
    trigger,
    found,
    decision,
    plan,
    buildx,
    imports,
    stageGo: undefined,
    cache,
    caches: undefined,
    inside: session,
    close: async () => session?.close(),
  }
}

/** Compiles may be needed here, or a Go to tell whether they are. */
async function readyWithGo(
  context: Context,
  look: FirstLook,
  {found, question, first}: Required<FirstAnswer> & {readonly question: NonNullable<FirstAnswer['question']>},
): Promise<DockerfileReady> {
  const {trigger} = look
  // Before caches and a Go are fetched: without one they would be for nothing.
  const [buildx, {goContext, goPlan}] = await Promise.all([
    lookForBuildx(context),
    planStageGo(context, look, first.decision),
  ])
  const ready = {...look, goPlan}
  const {cache, ci, close} = await openRunCaches(goContext, ready)
  try {
    const prepared = await prepareGo(goContext, ready, cacheEnv(ci?.caches))
    const atOnce = ci?.caches.policy.modules.restore ? offlineFor(goContext, prepared.go) : prepared.go
    const stageGo = {...(await lookAtStageGo(goContext, {...prepared, go: atOnce})), go: prepared.go}
    const listed = mainFacts(stageGo.mains, found.context)
    const next = decided(await askMode(question, {mains: listed, compileFacts: new Map()}))
    const compiled = compiledBy(goContext, look, next, stageGo, found)
    const keys = ci && (await keysOf(goContext, ci, compiled))
    const list = once(() => listCompiles(goContext, stageGo.go, found.context, next))
    // What a compile reads go can tell when the modules are there, and it unpacks them, while the build cache comes.
    if (keys) ci.session.restore(keys, async () => void (await list()))
    await ci?.session.arrived()
    const compileFacts = await list()
    const decision = stillRight(context, decided(await askMode(question, {mains: listed, compileFacts})), stageGo)
    const inside = await decideInside(context, {found, decision, trigger})
    const ofRunner = ci && keys ? plannedCaches(ci.caches, keys) : null
    const plan = planFor(context, look, {decision, stageGo, caches: inside ? plannedInside(inside) : ofRunner})
    const imports = async () => importsOf(compileFacts)
    const session = inside && (await startInside(context, inside))
    const closeAll = async () => {
      close()
      await session?.close()
    }
    return {
      trigger,
      found,
      decision,
      plan,
      buildx,
      imports,
      stageGo,
      cache,
      caches: ci?.session,
      inside: session,
      close: closeAll,
    }
  } catch (error) {
    close()
    throw error
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined
  return () => {
    started ??= work()
    return started
  }
}
