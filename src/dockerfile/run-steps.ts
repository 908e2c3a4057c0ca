import {type Platform, parsePlatform} from '../oci/index.ts'
import type {BuildRequest} from './globals.ts'
import {stageGraph} from './graph.ts'
import {walkStage} from './scope.ts'
import type {Dockerfile, Stage} from './types.ts'

/** A RUN that a build executes, and for which platform. */
export interface RunOf {
  readonly platform: Platform
  /** Of the Dockerfile. */
  readonly line: number
}

/** Every RUN of the stages that the target needs, for each platform. What can't be told is left out. */
export function runSteps(
  dockerfile: Dockerfile,
  target: string | undefined,
  requests: readonly BuildRequest[],
): readonly RunOf[] {
  return requests.flatMap(request => {
    const graph = stageGraph(dockerfile, target, request)
    if ('problem' in graph) return []
    return graph.reached.flatMap(stage => {
      const platform = platformOf(dockerfile, stage, request)
      const runs = stage.instructions.filter(({kind}) => kind === 'run')
      return platform ? runs.map(({span}) => ({platform, line: span.firstLine})) : []
    })
  })
}

/** A stage that is built on another one has that one's platform. */
function platformOf(dockerfile: Dockerfile, stage: Stage, request: BuildRequest): Platform | undefined {
  const {from, parent} = walkStage(dockerfile, stage, request)
  if (parent) return platformOf(dockerfile, parent, request)
  if (!from) return undefined
  return from.platform === undefined ? request.target : parsePlatform(from.platform)
}
