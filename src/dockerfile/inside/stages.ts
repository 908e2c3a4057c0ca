import type {BuildRequest} from '../globals.ts'
import {type StageEdge, stageGraph} from '../graph.ts'
import {type Step, walkStage} from '../scope.ts'
import type {Dockerfile, Stage} from '../types.ts'
import {golangImage} from './cache-paths.ts'

/** A stage that the image needs, as the decision about caches sees it. */
export interface InsideStage {
  readonly stage: Stage
  /** The stages that it is built on, the nearest first; without itself. */
  readonly below: readonly Stage[]
  /** What the lowest of them is built on, or this one. */
  readonly root: {readonly image: string; readonly isCertain: boolean}
  /** The image is built on it, or is it. */
  readonly isOfImage: boolean
  /** Its own, in their order, once for each platform. */
  readonly steps: readonly (readonly Step[])[]
}

export interface InsideStages {
  readonly stages: readonly InsideStage[]
  readonly edges: readonly StageEdge[]
}

/** All stages that the image needs. `why`: what BuildKit would refuse. */
export function insideStages(
  dockerfile: Dockerfile,
  requests: readonly BuildRequest[],
  target: string | undefined,
): InsideStages | {readonly why: string} {
  const [first] = requests
  if (!first) return {why: 'no platform is built'}
  const graph = stageGraph(dockerfile, target, first)
  if ('problem' in graph) return {why: `BuildKit would refuse it: ${graph.problem.message}`}
  const walk = (stage: Stage, request: BuildRequest) => {
    return walkStage(dockerfile, stage, {...request, baseImage: golangImage})
  }
  const lineOf = (stage: Stage): readonly Stage[] => {
    const {parent} = walk(stage, first)
    return parent ? [parent, ...lineOf(parent)] : []
  }
  const ofImage = new Set([graph.target, ...lineOf(graph.target)])
  const stages = graph.reached.map((stage): InsideStage => {
    const below = lineOf(stage)
    const lowest = below.at(-1) ?? stage
    const from = walk(lowest, first).from
    return {
      stage,
      below,
      root: {image: from?.image ?? '', isCertain: from?.unset.length === 0},
      isOfImage: ofImage.has(stage),
      steps: requests.map(request => walk(stage, request).steps),
    }
  })
  return {stages, edges: graph.edges}
}
