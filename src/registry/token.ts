import {UserError} from '../lib/errors.ts'
import {numberAt, stringAt} from '../lib/json.ts'
import type {Challenge} from './challenge.ts'
import {connectionError} from './connection-error.ts'
import {basicValue, type Credential} from './credentials.ts'
import {refusalError} from './errors.ts'
import {bytesBody, type HttpRequest, readBytes, type Send} from './http.ts'
import {isLoopback, urlForPeople} from './urls.ts'

export interface Token {
  readonly value: string
  /** In the time of `now`. */
  readonly expiresAt: number
}

export interface TokenRequest {
  readonly challenge: Challenge
  readonly scopes: readonly string[]
  readonly credential: Credential | undefined
  readonly registry: string
  /** Was the registry itself reached over plain http? Only then may its token server be. */
  readonly plainHttp: boolean
  readonly signal?: AbortSignal
}

export interface TokenEffects {
  readonly send: Send
  /** The same without following redirects: a POST carries the refresh token in its body. */
  readonly sendDirectly: Send
  readonly now: () => number
}

const CLIENT_ID = 'go-containerize'
const TOKEN_LIMIT = 1024 * 1024
/** https://distribution.github.io/distribution/spec/auth/token/: without `expires_in` a token lives 60 s. */
const DEFAULT_LIFE_S = 60
/** A token is renewed before it ends: clocks differ, and a request takes time. */
const USABLE_PART = 0.8

/** Gets a token for the scopes: by GET with the login or none, or by POST with a refresh token. */
export async function fetchToken(wanted: TokenRequest, {send, sendDirectly, now}: TokenEffects): Promise<Token> {
  const {credential, registry} = wanted
  const goal = `get a token for ${registry}`
  const request = credential?.kind === 'refresh' ? refreshRequest(wanted, credential.token) : getRequest(wanted)
  const asked = now()
  const response = await (credential?.kind === 'refresh' ? sendDirectly : send)(request).catch(error => {
    throw connectionError(goal, request.url, error)
  })
  if (response.status !== 200) {
    throw await refusalError({goal, registry, request, response, credentialOrigin: credential?.origin})
  }
  return parseToken(await readBytes(response, TOKEN_LIMIT), request.url, asked)
}

function getRequest({challenge, scopes, credential, registry, plainHttp, signal}: TokenRequest): HttpRequest {
  const url = realmOf(challenge, registry, plainHttp)
  const {service} = challenge.parameters
  if (service) url.searchParams.set('service', service)
  for (const scope of scopes) url.searchParams.append('scope', scope)
  if (credential?.kind === 'password') {
    url.searchParams.set('account', credential.username)
    url.searchParams.set('client_id', CLIENT_ID)
  }
  return {
    method: 'GET',
    url,
    headers: credential?.kind === 'password' ? {authorization: `Basic ${basicValue(credential)}`} : {},
    ...(signal === undefined ? {} : {signal}),
  }
}

/** https://distribution.github.io/distribution/spec/auth/oauth/ */
function refreshRequest(
  {challenge, scopes, registry, plainHttp, signal}: TokenRequest,
  refreshToken: string,
): HttpRequest {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    service: challenge.parameters.service ?? registry,
    client_id: CLIENT_ID,
    scope: scopes.join(' '),
    refresh_token: refreshToken,
  })
  return {
    method: 'POST',
    url: realmOf(challenge, registry, plainHttp),
    headers: {'content-type': 'application/x-www-form-urlencoded'},
    body: bytesBody('login', Buffer.from(form.toString())),
    ...(signal === undefined ? {} : {signal}),
  }
}

const WRONG_SETUP = 'the registry names the wrong token server: its settings have to be corrected'

function realmOf({parameters: {realm = ''}}: Challenge, registry: string, plainHttp: boolean): URL {
  if (!URL.canParse(realm)) {
    throw new UserError(`${registry} asks for a token but does not say where to get it (realm "${realm}")`, {
      hint: WRONG_SETUP,
    })
  }
  const url = new URL(realm)
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && (plainHttp || isLoopback(url.host)))
  if (!allowed) {
    throw new UserError(
      `${registry} wants the login sent to ${urlForPeople(url)}, which is not encrypted; it was not sent`,
      {hint: WRONG_SETUP},
    )
  }
  return url
}

function parseToken(body: Buffer, url: URL, asked: number): Token {
  let answer: unknown
  try {
    answer = JSON.parse(body.toString('utf8'))
  } catch {
    // Without the parser's message: it quotes the text, which may be the token.
    throw new UserError(`${urlForPeople(url)} gave no token: its answer is not JSON`, {
      hint: 'does a proxy or a login page answer in its place?',
    })
  }
  const value = stringAt(answer, 'token') || stringAt(answer, 'access_token')
  if (!value) throw new UserError(`${urlForPeople(url)} gave no token`, {hint: WRONG_SETUP})
  const life = numberAt(answer, 'expires_in') || DEFAULT_LIFE_S
  return {value, expiresAt: asked + life * 1000 * USABLE_PART}
}
