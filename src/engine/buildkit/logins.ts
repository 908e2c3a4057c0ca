import type {Environment} from '../../lib/exec.ts'
import {isRecord, recordAt} from '../../lib/json.ts'
import type {Buildx} from './buildx.ts'

/** How the builder is to log in to a registry, beside what Docker's configuration says. */
export interface BuilderLogin {
  readonly registry: string
  readonly username: string
  readonly password: string
}

/** The same buildx, whose builder logs in with these as well: for bases, and for a frontend, of private repositories. */
export function withLogins(buildx: Buildx, logins: readonly BuilderLogin[], env: Environment): Buildx {
  const variables = loginVariables(logins, env)
  return {...buildx, run: (args, options) => buildx.run(args, {...options, env: {...options?.env, ...variables}})}
}

/**
 * The logins, in the order of their right, as buildx takes them without a file: from a variable, before it looks into Docker's configuration. What the
 * user has put there holds. A buildx before 0.26 knows only the configuration.
 * https://github.com/docker/cli/blob/v29.8.2/cli/config/configfile/file.go#L88
 */
export function loginVariables(logins: readonly BuilderLogin[], env: Environment): Environment {
  if (logins.length === 0) return {}
  const own = logins.map(({registry, username, password}) => {
    return [keyOf(registry), {auth: Buffer.from(`${username}:${password}`).toString('base64')}] as const
  })
  own.reverse() // the last of one name stays
  return {[VARIABLE]: JSON.stringify({auths: {...Object.fromEntries(own), ...authsIn(env[VARIABLE])}})}
}

const VARIABLE = 'DOCKER_AUTH_CONFIG'

/** Docker Hub goes by the address that it had first. */
function keyOf(registry: string): string {
  return registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry
}

function authsIn(text = ''): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return (isRecord(value) && recordAt(value, 'auths')) || {}
  } catch {
    return {}
  }
}
