import type {Environment} from '../../lib/exec.ts'
import type {BuilderRequest} from '../../request/types.ts'

const VARIABLE = /^BUILDER_NODE_\d+_AUTH_TLS_(CACERT|CERT|KEY)$/

/**
 * docker/setup-buildx-action takes certificates of nodes from variables; a builder that is made here takes files.
 * https://docs.docker.com/build/ci/github-actions/configure-builder/#authentication-for-remote-builders
 */
export function unusedTlsVariables({endpoint, append}: BuilderRequest, env: Environment): string | undefined {
  if (endpoint === undefined && append === undefined) return undefined
  const names = Object.keys(env).filter(name => VARIABLE.test(name) && env[name])
  if (names.length === 0) return undefined
  return (
    `${names.sort().join(', ')}: not used for the builder that is made here. Write the certificates into files, and ` +
    'name them in "driver-opts" (cacert=PATH, cert=PATH, key=PATH), or let docker/setup-buildx make the builder'
  )
}
