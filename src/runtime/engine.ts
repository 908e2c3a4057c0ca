import {environmentFor} from '../lib/environment.ts'
import {codeOf, messageOf, UserError} from '../lib/errors.ts'
import type {Environment, Exec} from '../lib/exec.ts'
import {type Platform, parsePlatform} from '../oci/index.ts'

/** A container engine that answers. */
export interface ContainerEngine {
  readonly program: 'docker' | 'podman'
  /** Of the machine that runs the containers, which need not be this one (DOCKER_HOST). */
  readonly platform: Platform
}

/** Asks for the server's side: the client alone says nothing about a daemon that isn't there. */
const PROBES = [
  {program: 'docker', args: ['version', '--format', '{{.Server.Os}}/{{.Server.Arch}}']},
  {program: 'podman', args: ['info', '--format', '{{.Host.OS}}/{{.Host.Arch}}']},
] as const

/** Docker where it answers, else podman. */
export async function findContainerEngine(
  exec: Exec,
  env: Environment,
  signal?: AbortSignal,
): Promise<ContainerEngine> {
  const failures: string[] = []
  for (const {program, args} of PROBES) {
    try {
      const {exitCode, stdout, stderr} = await exec({
        program,
        args,
        env: engineEnvironment(env),
        ...(signal && {signal}),
      })
      const platform = parsePlatform(stdout)
      if (exitCode === 0 && platform) return {program, platform}
      failures.push(`${program}: ${lastLine(stderr) || `"${program} ${args.join(' ')}" ended with ${exitCode}`}`)
    } catch (error) {
      signal?.throwIfAborted()
      failures.push(`${program}: ${codeOf(error) === 'ENOENT' ? 'not found' : messageOf(error)}`)
    }
  }
  throw new UserError(`no container engine to load the image into: ${failures.join('; ')}`, {
    hint: 'start Docker or podman, or use --output or --push instead of --load',
  })
}

const ENGINE_NAME = /^(SSH_AUTH_SOCK|(DOCKER|CONTAINER|CONTAINERS)_.*|(HTTP|HTTPS|NO|ALL)_PROXY)$/

/** What finds the engine and its daemon. */
export function engineEnvironment(env: Environment): Environment {
  return environmentFor(env, name => ENGINE_NAME.test(name))
}

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? ''
}
