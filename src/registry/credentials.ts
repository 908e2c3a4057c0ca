import {canonicalRegistry} from '../oci/index.ts'

export interface Login {
  readonly registry: string
  readonly username: string
  readonly password: string
  /** Where the user gave it, for messages: `registry-auth`. */
  readonly origin?: string
}

/** How to log in to one host, and for messages where that was found. */
export type Credential =
  | {readonly kind: 'password'; readonly username: string; readonly password: string; readonly origin: string}
  /** An OAuth2 refresh token, which Docker calls identity token. */
  | {readonly kind: 'refresh'; readonly token: string; readonly origin: string}

/** One place that may know the credential of a host, given in canonical form. */
export type CredentialSource = (host: string) => Promise<Credential | undefined>

/** The first source that answers; asked once for each host, and only when a registry wants a login. */
export function firstCredential(
  sources: readonly CredentialSource[],
  onSecret: (value: string) => void,
): CredentialSource {
  const known = new Map<string, Promise<Credential | undefined>>()
  const find = async (host: string) => {
    for (const source of sources) {
      const credential = await source(host)
      if (credential === undefined) continue
      for (const secret of secretsOf(credential)) onSecret(secret)
      return credential
    }
    return undefined
  }
  return host => {
    const found = known.get(host) ?? find(host)
    known.set(host, found)
    return found
  }
}

function secretsOf(credential: Credential): readonly string[] {
  if (credential.kind === 'refresh') return [credential.token]
  return [credential.password, basicValue(credential)].filter(secret => secret !== '')
}

/** What follows `Basic ` in an Authorization header. */
export function basicValue({username, password}: {readonly username: string; readonly password: string}): string {
  return Buffer.from(`${username}:${password}`).toString('base64')
}

export function fromLogins(logins: readonly Login[]): CredentialSource {
  return async host => {
    const login = logins.find(({registry}) => hostOf(registry) === host)
    if (login === undefined) return undefined
    const {username, password, origin = 'registry-auth'} = login
    return {kind: 'password', username, password, origin}
  }
}

/** The job's own token is good for one registry and goes to no other. */
export function fromGitHubToken(token: string | undefined, actor = 'x-access-token'): CredentialSource {
  return async host => {
    if (!token || host !== 'ghcr.io') return undefined
    return {kind: 'password', username: actor, password: token, origin: 'github-token'}
  }
}

const API_PATH = /^\/?(?:v[12]\/?)?$/

/**
 * The canonical host that a key of a Docker config means (`https://index.docker.io/v1/` is docker.io); undefined for
 * podman's keys of one namespace (`quay.io/acme`), which hold for less than the host.
 */
export function hostOf(key: string): string | undefined {
  const text = key.trim().replace(/^https?:\/\//i, '')
  const slash = text.indexOf('/')
  const host = slash < 0 ? text : text.slice(0, slash)
  return host !== '' && API_PATH.test(slash < 0 ? '' : text.slice(slash)) ? canonicalRegistry(host) : undefined
}
