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
  const graphs = requests.map(request => ({request, graph: stageGraph(dockerfile, target, request)}))
  const walk = (stage: Stage, request: BuildRequest) => {
    return walkStage(dockerfile, stage, {...request, baseImage: golangImage})
  }
  const lineOf = (stage: Stage, request: BuildRequest): readonly Stage[] => {
    const {parent} = walk(stage, request)
    return parent ? [parent, ...lineOf(parent, request)] : []
  }
  // A FROM with a variable may lead each platform elsewhere, and what is a stage of one's image must stay as it is.
  const ofImage = new Set<Stage>()
  const reached = new Set<Stage>()
  const edges: StageEdge[] = []
  for (const {request, graph} of graphs) {
    if ('problem' in graph) return {why: `BuildKit would refuse it: ${graph.problem.message}`}
    for (const stage of [graph.target, ...lineOf(graph.target, request)]) ofImage.add(stage)
    for (const stage of graph.reached) reached.add(stage)
    edges.push(...graph.edges)
  }
  const inOrder = [...reached].sort((a, b) => a.index - b.index)
  const stages = inOrder.map((stage): InsideStage => {
    const lowest = lineOf(stage, first).at(-1) ?? stage
    const from = walk(lowest, first).from
    return {
      stage,
      below: [...new Set(requests.flatMap(request => lineOf(stage, request)))],
      root: {image: from?.image ?? '', isCertain: from?.unset.length === 0},
      isOfImage: ofImage.has(stage),
      steps: requests.map(request => walk(stage, request).steps),
    }
  })
  return {stages, edges}
}
