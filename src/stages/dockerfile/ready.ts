import {type CacheFolder, cacheRoot, prepareCacheFolder} from '../../cache/index.ts'
import type {CachesReport} from '../../ci-cache/index.ts'
import type {Context} from '../../context.ts'
import type {ImportFacts, ModeDecision} from '../../dockerfile/index.ts'
import type {buildkit} from '../../engine/index.ts'
import type {Plan} from '../../plan/index.ts'
import type {CacheSession} from '../cache-session.ts'
import {plannedCaches} from '../decide.ts'
import type {FirstLook} from '../look-around.ts'
import {lookForBuildx} from '../ready-builder.ts'
import {openRunCaches} from '../run-caches.ts'
import {askGo} from './ask-go.ts'
import {decided, needsGo} from './decide-mode.ts'
import type {FoundDockerfile} from './find.ts'
import {askFirst, type FirstAnswer} from './first-question.ts'
import {type InsideSession, startInside} from './inside-session.ts'
import {startSources} from './module-sources.ts'
import {planFor} from './plan.ts'
import {decideInside, plannedInside} from './plan-inside.ts'
import {planStageGo, type StageGo, stillRight} from './prepare-stage-go.ts'
import {importsAtHand, importsOf} from './program-facts.ts'

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
  readonly caches: Pick<CacheSession, 'arrived' | 'save'> | undefined
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
  const {cache, ci, close} = await openRunCaches(goContext, {...look, goPlan})
  const sources = ci && startSources(goContext, ci, {found, decision: first.decision, trigger})
  if (!sources) void ci?.session.fetchModules()
  let session: InsideSession | undefined
  const closeAll = async () => {
    close()
    await Promise.all([session?.close(), sources?.close()])
  }
  try {
    const asked = await askGo(goContext, {...look, goPlan}, {found, question, ci, sources})
    const {stageGo, compileFacts, keys, wholeModules} = asked
    const decision = stillRight(context, asked.decision, stageGo)
    const inside = await decideInside(context, {found, decision, trigger})
    const own = ci && keys ? plannedCaches(ci.caches, keys) : null
    const ofRunner = own && sources ? {...own, sources: sources.planned} : own
    const plan = planFor(context, look, {decision, stageGo, caches: inside ? plannedInside(inside) : ofRunner})
    session = inside && (await startInside(context, inside))
    return {
      trigger,
      found,
      decision,
      plan,
      buildx,
      imports: async () => importsOf(compileFacts),
      stageGo,
      cache,
      caches: ci && withSources(ci.session, () => sources?.save(wholeModules ? compileFacts : undefined)),
      inside: session,
      close: closeAll,
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}

function withSources(
  session: CacheSession,
  saveSources: () => Promise<CachesReport['sources']> | undefined,
): Pick<CacheSession, 'arrived' | 'save'> {
  return {
    arrived: () => session.arrived(),
    async save(graphs) {
      const [report, sources] = await Promise.all([session.save(graphs), saveSources()])
      return {...report, ...(sources ? {sources} : {})}
    },
  }
}
