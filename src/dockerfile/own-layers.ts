import type {BuildRequest} from './globals.ts'
import {stageGraph} from './graph.ts'
import {walkStage} from './scope.ts'
import type {Dockerfile, Stage} from './types.ts'

/** How many layers a Dockerfile adds to its base image, at most: an instruction that changes nothing adds none. */
export function ownLayers(dockerfile: Dockerfile, target: string | undefined, request: BuildRequest): number {
  const graph = stageGraph(dockerfile, target, request)
  return 'problem' in graph ? 0 : layersOf(dockerfile, graph.target, request)
}

function layersOf(dockerfile: Dockerfile, stage: Stage, request: BuildRequest): number {
  const {parent, steps} = walkStage(dockerfile, stage, request)
  const own = steps.filter(({instruction}) => /^(add|copy|run|workdir)$/.test(instruction.kind))
  return own.length + (parent ? layersOf(dockerfile, parent, request) : 0)
}
