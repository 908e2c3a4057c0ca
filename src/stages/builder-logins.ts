import type {Context} from '../context.ts'
import type {buildkit} from '../engine/index.ts'
import type {CredentialSource} from '../registry/index.ts'
import {buildArgsOf} from './dockerfile/decide-mode.ts'
import type {FoundDockerfile} from './dockerfile/find.ts'

interface Logins {
  readonly found: Pick<FoundDockerfile, 'source'>
  /** Those that the request says for their hosts. */
  readonly own: readonly buildkit.BuilderLogin[]
  readonly credentials: CredentialSource
}

/** The one registry that the job's own token is good for. */
const GITHUB = 'ghcr.io'

/**
 * What the builder of a Dockerfile logs in with, beside what Docker's configuration says: the logins of the request,
 * and for ghcr.io what a push to it would take. That is asked for only where the build may go there: a credential
 * helper can be slow or broken, and what we hand over comes before what buildx finds itself.
 */
export async function builderLogins(
  context: Pick<Context, 'request' | 'env'>,
  {found, own, credentials}: Logins,
): Promise<readonly buildkit.BuilderLogin[]> {
  const {dockerfile, registry} = context.request
  if (registry.githubToken === undefined || own.some(login => login.registry === GITHUB)) return own
  const asked = JSON.stringify({...dockerfile, buildArgs: buildArgsOf(context)}) // contexts and caches too
  if (!found.source.includes(GITHUB) && !asked.includes(GITHUB)) return own
  const login = await credentials(GITHUB)
  // A refresh token is from Docker's configuration, where buildx finds it.
  if (login?.kind !== 'password') return own
  return [...own, {registry: GITHUB, username: login.username, password: login.password}]
}
