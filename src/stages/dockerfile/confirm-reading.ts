import type {Context} from '../../context.ts'
import {type Dockerfile, type ModeDecision, type StageDifference, stageDifference} from '../../dockerfile/index.ts'
import {buildkit} from '../../engine/index.ts'
import {RequestError} from '../../lib/errors.ts'
import type {Log} from '../../lib/log.ts'
import type {DockerfileRequest} from '../../request/index.ts'
import type {ReadyBuilder} from '../ready-builder.ts'
import {plannedDockerfile} from './planned.ts'
import type {DockerfileReady} from './ready.ts'

/**
 * Asks BuildKit for the stages of a Dockerfile before one of ours is built in its place: where it reads others than we
 * do, or can't take programs from us, the file is built as it is. 70 ms. A buildx or a frontend that can't be asked changes nothing.
 */
export async function confirmReading<R extends Read>(context: Asking, ready: R, builder: ReadyBuilder): Promise<R> {
  const {found, decision} = ready
  if (!found.dockerfile || !usesOverlay(decision)) return ready
  const difference = await differenceFor(context, ready, found.dockerfile, builder)
  return difference ? {...ready, ...asItIs(context, ready, difference)} : ready
}

type Asking = Pick<Context, 'request' | 'env'> & {readonly log: Log}
type Read = Pick<DockerfileReady, 'found' | 'decision' | 'plan'>

function asItIs(
  {request, log}: Asking,
  {found, plan}: Read,
  {reason, line}: StageDifference,
): Pick<Read, 'decision' | 'plan'> {
  const {mode: asked} = request.dockerfile
  const place = line === undefined ? {} : {at: {file: found.path, line}}
  if (isAskedFor(asked)) {
    const hint = 'use dockerfile-mode: auto or inside'
    throw new RequestError([{subject: 'dockerfile-mode', message: `${asked} is not possible: ${reason}`, hint}])
  }
  log.warn({message: `${BUILT_AS_IT_IS}: ${reason}`, ...place})
  const why = {rule: 'confirm', reason, line, warnings: []}
  const decision: ModeDecision = {...why, mode: 'inside', compilesGo: false, hint: undefined}
  const planned = plannedDockerfile(found, request.dir, decision)?.decided
  return {
    decision,
    plan: plan.dockerfile && planned ? {...plan, dockerfile: {...plan.dockerfile, ...planned}} : plan,
  }
}

/** Inside, it is go's caches that come by one. */
function usesOverlay(decision: ModeDecision): boolean {
  return decision.mode !== 'inside' || decision.compilesGo
}

async function differenceFor(
  {request, env}: Asking,
  {found, decision}: Read,
  dockerfile: Dockerfile,
  {buildx, chosen}: ReadyBuilder,
): Promise<StageDifference | undefined> {
  const source = {path: found.path, lineOf: (line: number) => line}
  const task: buildkit.QuestionTask = {
    request: request.dockerfile,
    builder: chosen.builder,
    file: found.path,
    context: found.context,
    // Nothing of it is read: it is to be seen whether the frontend would take one.
    contexts: {['context' in decision ? decision.context : 'go-containerize-run']: found.context},
    platforms: request.platforms,
  }
  try {
    const told = await buildkit.askTargets({buildx, task, source, env})
    return told && stageDifference(dockerfile, told)
  } catch (error) {
    if (!buildkit.lacksNamedContexts(error)) throw error
    return {reason: NO_CONTEXTS, line: undefined}
  }
}

export const BUILT_AS_IT_IS = 'the Dockerfile is built as it is (dockerfile-mode: inside)'

/** A mode that was asked for by its name is not given up in silence. */
export function isAskedFor(mode: DockerfileRequest['mode']): boolean {
  return mode === 'replace' || mode === 'prebuilt'
}

/** https://docs.docker.com/build/buildkit/dockerfile-release-notes/#140 */
export const NO_CONTEXTS = 'the frontend that reads it has no named contexts, by which our programs would come'
