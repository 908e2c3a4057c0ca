import {type Challenge, chooseChallenge} from './challenge.ts'
import {basicValue, type CredentialSource} from './credentials.ts'
import {type HttpRequest, type HttpResponse, headerOf, type Send} from './http.ts'
import {mergeScopes} from './scope.ts'
import {fetchToken, type TokenEffects} from './token.ts'
import {createTokenCache, type TokenCache} from './token-cache.ts'

/** A request to a registry, with the rights it needs there. */
export interface RegistryRequest extends HttpRequest {
  /** Canonical host. */
  readonly registry: string
  /** scheme://host:port where the registry's API is: credentials go nowhere else. */
  readonly origin: string
  readonly scopes: readonly string[]
}

export type RegistrySend = (request: RegistryRequest) => Promise<HttpResponse>

export interface AuthOptions extends TokenEffects {
  readonly credentials: CredentialSource
  /** Called with each token before its first use. */
  readonly onSecret: (value: string) => void
}

/** How a registry wants to be asked, once it has said so. */
type Session =
  | {readonly scheme: 'basic'; readonly header: string | undefined}
  | {readonly scheme: 'bearer'; readonly challenge: Challenge; readonly tokens: TokenCache}

/**
 * Asks without a login first, answers the challenge, and remembers it for the run. A refused token is replaced once;
 * a second refusal goes back to the caller. All senders that one value decorates share what it learns.
 */
export function createAuth(options: AuthOptions): (send: Send) => RegistrySend {
  const sessions = new Map<string, Session>()
  const knownFor = ({registry}: RegistryRequest, challenge: Challenge) => {
    const known = sessions.get(registry)
    return known && fits(known, challenge) ? known : undefined
  }
  const sessionFor = async (challenge: Challenge, request: RegistryRequest) => {
    if (knownFor(request, challenge) === undefined) {
      const opened = await openSession(challenge, request, options)
      // Another request may have been challenged meanwhile: one session, so that they share its tokens.
      if (knownFor(request, challenge) === undefined) sessions.set(request.registry, opened)
    }
    return knownFor(request, challenge)
  }

  return send => async request => {
    if (request.url.origin !== request.origin) return send(request) // an upload elsewhere: its URL is its permission
    const session = sessions.get(request.registry)
    const first = session && (await authorization(session, request.scopes))
    const response = await send(withHeader(request, first))
    // Whoever a redirect led to has no say in where our login goes.
    if (response.status !== 401 || response.url.origin !== request.origin) return response
    const challenge = chooseChallenge(headerOf(response, 'www-authenticate'))
    if (challenge === undefined) return response

    const answering = await sessionFor(challenge, request)
    if (first && answering?.scheme === 'bearer') answering.tokens.refuse(first.slice('Bearer '.length))
    const second = answering && (await authorization(answering, [...request.scopes, challenge.parameters.scope ?? '']))
    // Nothing new to say: no login is known, or the password itself was refused.
    if (second === undefined || second === first) return response
    await response.discard()
    return send(withHeader(request, second))
  }
}

/** Does what we know of the registry answer this challenge too? */
function fits(session: Session, {scheme, parameters}: Challenge): boolean {
  if (session.scheme !== scheme) return false
  if (session.scheme === 'basic') return true
  const {realm, service} = session.challenge.parameters
  return realm === parameters.realm && service === parameters.service
}

async function openSession(challenge: Challenge, request: RegistryRequest, options: AuthOptions): Promise<Session> {
  const {registry, signal} = request
  const credential = await options.credentials(registry)
  if (challenge.scheme === 'basic') {
    return {scheme: 'basic', header: credential?.kind === 'password' ? `Basic ${basicValue(credential)}` : undefined}
  }
  const plainHttp = request.origin.startsWith('http:')
  const fetchFor = async (scopes: readonly string[]) => {
    const wanted = {challenge, scopes, credential, registry, plainHttp, ...(signal === undefined ? {} : {signal})}
    const token = await fetchToken(wanted, options)
    options.onSecret(token.value)
    return token
  }
  return {scheme: 'bearer', challenge, tokens: createTokenCache(fetchFor, options.now)}
}

async function authorization(session: Session, scopes: readonly string[]): Promise<string | undefined> {
  if (session.scheme === 'basic') return session.header
  return `Bearer ${await session.tokens.get(mergeScopes(scopes))}`
}

function withHeader(request: RegistryRequest, authorization: string | undefined): HttpRequest {
  if (authorization === undefined) return request
  return {...request, headers: {...request.headers, authorization}}
}
