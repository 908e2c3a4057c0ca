import {type Dockerfile, lineMap, type Overlay, parseDockerfile, runSteps} from '../../dockerfile/index.ts'
import {buildkit} from '../../engine/index.ts'
import {RequestError} from '../../lib/errors.ts'
import type {BuildStage} from './build-image.ts'
import {buildArgsOf} from './decide-mode.ts'

/** Before a compile: what would fail in the middle of the build. */
export function checkEmulation(
  {context, builder}: BuildStage,
  original: Dockerfile,
  overlay: Overlay | undefined,
): void {
  const {request, env} = context
  const {builder: found} = builder.chosen
  const [own] = found.nodes.flatMap(({platforms}) => platforms)
  if (!own) return
  const parsed = overlay ? parseDockerfile(overlay.dockerfile, original.path) : {dockerfile: original}
  if ('problem' in parsed) throw new Error(`our overlay can't be read: ${parsed.problem.message}`)
  const {target} = request.dockerfile
  const requests = request.platforms.map(platform => {
    return {buildArgs: buildArgsOf({request, env}), target: platform, build: own, targetStage: target}
  })
  const steps = runSteps(parsed.dockerfile, target, requests)
  const lineOf = overlay ? lineMap(original.source.toString(), overlay.dockerfile.toString()) : (line: number) => line
  const problems = buildkit.emulationProblems(
    found,
    steps.map(step => ({...step, line: lineOf(step.line) ?? step.line})),
  )
  if (problems.length > 0) throw new RequestError(problems)
}
