import {type Problem, RequestError} from '../../lib/errors.ts'
import type {BuilderRequest} from '../../request/types.ts'
import type {AppendedNode} from './append.ts'

/** The BuildKit that we make builders of, unless another is asked for. */
export const BUILDKIT_IMAGE = 'moby/buildkit:v0.34.2'

/** What makes a builder, as far as it doesn't come from the request. */
export interface Making {
  readonly name: string
  readonly nodes: readonly AppendedNode[]
  /** Rights that the build asks for (`allow`). */
  readonly allow: readonly string[]
  /** The file with `buildkitd-config-inline`, where it was given. */
  readonly inlineConfig?: string
  /** Where it runs, if the request names no place: the Docker context of the builder that it stands in for. */
  readonly endpoint?: string
}

/** Does the request ask for a builder of its own? An image alone says of what to make one, should one be needed. */
export function asksForBuilder(request: BuilderRequest): boolean {
  const {driver, endpoint, append, buildkitdFlags, buildkitdConfig, buildkitdConfigInline} = request
  const said = [driver, endpoint, append, buildkitdFlags, buildkitdConfig, buildkitdConfigInline]
  return said.some(value => value !== undefined) || request.driverOpts.length > 0 || request.platforms.length > 0
}

/** What contradicts itself in what was said about the builder. */
export function builderProblems(request: BuilderRequest): readonly Problem[] {
  const problems: Problem[] = []
  if (request.name !== undefined && asksForBuilder(request)) {
    problems.push({
      subject: 'builder',
      message: `"${request.name}" is there already, and the other inputs describe a new one`,
      hint: 'leave "builder" out to make one, or the other inputs to use it',
    })
  }
  if (request.driver === 'remote' && request.endpoint === undefined) {
    problems.push({
      subject: 'endpoint',
      message: 'the driver "remote" needs the address of a buildkitd',
      hint: 'write endpoint: tcp://HOST:PORT',
    })
  }
  if (request.buildkitdConfig !== undefined && request.buildkitdConfigInline !== undefined) {
    const message = 'a file and a text were given, and a buildkitd reads one configuration'
    problems.push({subject: 'buildkitd-config-inline', message, hint: 'keep one of them'})
  }
  return problems
}

/** The arguments of `buildx create`, one list for each node: the first makes the builder, the others add to it. */
export function createArguments(request: BuilderRequest, making: Making): readonly (readonly string[])[] {
  const problems = builderProblems(request)
  if (problems.length > 0) throw new RequestError(problems)
  const driver = request.driver ?? 'docker-container'
  const common = ['create', `--name=${making.name}`, `--driver=${driver}`]
  const config = request.buildkitdConfig ?? making.inlineConfig
  const first = {
    platforms: request.platforms,
    driverOpts: request.driverOpts,
    buildkitdFlags: request.buildkitdFlags,
    endpoint: request.endpoint ?? making.endpoint,
  }
  const nodes = [first, ...making.nodes]
  return nodes.map((node, index) => [
    ...common,
    ...(index > 0 ? ['--append'] : []),
    ...('name' in node && node.name !== undefined ? [`--node=${node.name}`] : []),
    ...(config !== undefined && driver !== 'remote' ? [`--buildkitd-config=${config}`] : []),
    ...flagsOf(driver, node.buildkitdFlags, making.allow),
    ...optionsOf(driver, node.driverOpts, request.image).map(option => `--driver-opt=${option}`),
    ...node.platforms.map(platform => `--platform=${platform}`),
    ...(node.endpoint === undefined ? [] : ['--', node.endpoint]),
  ])
}

function optionsOf(driver: string, given: readonly string[], image: string | undefined): readonly string[] {
  if (driver === 'remote' || given.some(option => option.startsWith('image='))) return given
  return [`image=${image ?? BUILDKIT_IMAGE}`, ...given]
}

/** A right must be granted twice: by the buildkitd, and by the build. */
function flagsOf(driver: string, given: string | undefined, allow: readonly string[]): readonly string[] {
  if (given !== undefined) return [`--buildkitd-flags=${given}`]
  const rights = allow.filter(right => right === 'security.insecure' || right === 'network.host')
  if (driver === 'remote' || rights.length === 0) return []
  return [`--buildkitd-flags=${rights.map(right => `--allow-insecure-entitlement=${right}`).join(' ')}`]
}
