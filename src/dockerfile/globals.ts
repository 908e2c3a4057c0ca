import {formatPlatform, type Platform} from '../oci/index.ts'
import {expand, type Variable, type Variables} from './expand.ts'
import type {Dockerfile, DockerfileProblem, InstructionOf} from './types.ts'

export interface BuildRequest {
  readonly buildArgs: Readonly<Record<string, string>>
  /** What is built for, and where it is built. */
  readonly target: Platform
  readonly build: Platform
  /** The name of the stage that is built; default: the last one. */
  readonly targetStage?: string | undefined
}

/** The ARGs that a FROM can use, and that a stage gets by `ARG NAME`: the platforms', and those before the first FROM. */
export function globalArgs(
  dockerfile: Dockerfile,
  request: BuildRequest,
): {readonly globals: Variables} | {readonly problem: DockerfileProblem} {
  const globals = platformArgs(dockerfile, request)
  for (const {args, span} of dockerfile.globals) {
    for (const {name, value} of args) {
      const given = ownValue(request.buildArgs, name)
      if (given === undefined && value === undefined) continue
      const variable = given === undefined ? expand(value ?? '', globals, dockerfile.directives) : known(given)
      if ('problem' in variable) return {problem: {line: span.firstLine, message: variable.problem}}
      globals.set(name, variable)
    }
  }
  return {globals}
}

/** https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope */
function platformArgs(
  {stages}: Dockerfile,
  {buildArgs, target, build, targetStage}: BuildRequest,
): Map<string, Variable> {
  const args: readonly (readonly [string, string])[] = [
    ...platformArgsOf('BUILD', build),
    ...platformArgsOf('TARGET', target),
    ['TARGETSTAGE', (targetStage ?? stages.at(-1)?.name) || 'default'],
  ]
  return new Map(args.map(([name, value]) => [name, known(ownValue(buildArgs, name) ?? value)]))
}

function platformArgsOf(prefix: string, platform: Platform): readonly (readonly [string, string])[] {
  return [
    [`${prefix}PLATFORM`, formatPlatform(platform)],
    [`${prefix}OS`, platform.os],
    [`${prefix}OSVERSION`, ''],
    [`${prefix}ARCH`, platform.architecture],
    [`${prefix}VARIANT`, platform.variant ?? ''],
  ]
}

/** What a FROM names, with only the global ARGs known. BuildKit refuses it when it is empty. */
export function expandFrom(
  {image, platform, span}: InstructionOf<'from'>,
  globals: Variables,
  directives: Dockerfile['directives'],
): ExpandedFrom | {readonly problem: DockerfileProblem} {
  const refused = (message: string) => ({problem: {line: span.firstLine, message}})
  const base = expand(image, globals, directives)
  if ('problem' in base) return refused(base.problem)
  if (base.value === '') return refused(`base name (${image}) should not be blank`)
  if (platform === undefined) return {image: base.value, platform: undefined, unset: base.unset}
  const where = expand(platform, globals, directives)
  if ('problem' in where) return refused(where.problem)
  if (where.value === '') return refused(`empty platform value from expression ${platform}`)
  return {image: base.value, platform: where.value, unset: [...new Set([...base.unset, ...where.unset])]}
}

export interface ExpandedFrom {
  readonly image: string
  readonly platform: string | undefined
  readonly unset: readonly string[]
}

/** A variable whose value is certain. */
export function known(value: string): Variable {
  return {value, unset: []}
}

export function ownValue(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}
