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
  const problems = usesDockerfile
    ? unused(request, 'sources', {
        message: `the image is made as ${dockerfile} says`,
        hint: 'write it in the Dockerfile, or use engine: embedded, which makes the image from the Go sources alone',
      })
    : unused(request, 'dockerfile', {
        message: dockerfile === undefined ? 'there is no Dockerfile' : `engine: embedded does not use ${dockerfile}`,
        hint: dockerfile === undefined ? 'name one in `file`' : 'leave engine out, or this input',
      })
  return {engine, usesDockerfile, problems}
}

function engineOf(asked: Request['engine'], dockerfile: string | undefined): Plan['engine'] {
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
