import type {Problem} from '../lib/errors.ts'
import {INPUTS, type InputSpec, type Request} from '../request/index.ts'
import type {Plan} from './types.ts'

export interface EngineDecision {
  readonly engine: Plan['engine']
  /** Is the image made as the Dockerfile says? */
  readonly usesDockerfile: boolean
  readonly problems: readonly Problem[]
}

/** Who makes the image, and what was asked for that it has no use for: to drop that in silence would be found out late. */
export function decideEngine(
  request: Pick<Request, 'engine' | 'given'>,
  dockerfile: string | undefined,
): EngineDecision {
  const engine = engineOf(request.engine, dockerfile)
  const usesDockerfile = engine.name === 'buildkit' && dockerfile !== undefined
  return {engine, usesDockerfile, problems: unusedInputs(request, engine, dockerfile)}
}

function unusedInputs(
  request: Pick<Request, 'given'>,
  {name}: Plan['engine'],
  dockerfile: string | undefined,
): readonly Problem[] {
  const byBuildkit = name === 'buildkit'
  if (byBuildkit && dockerfile !== undefined) {
    const message = `the image is made as ${dockerfile} says`
    const hint = 'write it in the Dockerfile, or use engine: embedded, which makes the image from the Go sources alone'
    return unused(request, 'sources', {message, hint})
  }
  const missing = byBuildkit ? (['dockerfile'] as const) : (['dockerfile', 'buildkit'] as const)
  return missing.flatMap(needs => {
    if (dockerfile !== undefined) {
      const message = `engine: embedded does not use ${dockerfile}`
      return unused(request, needs, {message, hint: 'leave engine out, or this input'})
    }
    const hint = needs === 'buildkit' ? 'name one in `file`, or use engine: buildkit' : 'name one in `file`'
    return unused(request, needs, {message: 'there is no Dockerfile', hint})
  })
}

function engineOf(asked: Request['engine'], dockerfile: string | undefined): Plan['engine'] {
  if (asked === 'buildkit' && dockerfile === undefined) {
    return {name: asked, reason: 'engine: buildkit; there is no Dockerfile, so it gets one that is written for the run'}
  }
  if (asked !== 'auto') return {name: asked, reason: `engine: ${asked}`}
  return dockerfile === undefined
    ? {name: 'embedded', reason: 'there is no Dockerfile'}
    : {name: 'buildkit', reason: `there is ${dockerfile}; engine: embedded would do without it`}
}

function unused(
  {given}: Pick<Request, 'given'>,
  needs: InputSpec['needs'],
  {message, hint}: Omit<Problem, 'subject'>,
): readonly Problem[] {
  const names = INPUTS.filter((input: InputSpec) => input.needs === needs).map(({name}) => name)
  return names
    .filter(name => given.includes(name))
    .map(subject => ({subject, message: `is of no use here: ${message}`, ...(hint === undefined ? {} : {hint})}))
}
