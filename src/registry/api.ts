import {formatRepository, type Repository} from '../oci/index.ts'
import type {RegistryRequest, RegistrySend} from './auth.ts'
import {connectionError} from './connection-error.ts'
import type {CredentialSource} from './credentials.ts'
import {refusalError} from './errors.ts'
import type {OriginOf} from './hosts.ts'
import type {HttpRequest, HttpResponse} from './http.ts'
import type {RetryPolicy} from './retry.ts'

/** What the calls of the client are made of. */
export interface Api {
  readonly originOf: OriginOf
  /** With login and retries. */
  readonly send: RegistrySend
  /** With login, without retries: for what must be repeated together with what came before it. */
  readonly sendOnce: RegistrySend
  readonly credentials: CredentialSource
  readonly retry: RetryPolicy
}

export interface Question extends Pick<HttpRequest, 'method' | 'headers' | 'body'> {
  readonly repository: Repository
  /** Below /v2/NAME, or a whole URL that the registry gave. */
  readonly path: string | URL
  readonly scopes: readonly string[]
  /** To follow "cannot". */
  readonly goal: string
}

export async function toRequest(api: Api, question: Question): Promise<RegistryRequest> {
  const {repository, path, method, headers, body, scopes} = question
  const origin = await api.originOf(repository.registry)
  const url = path instanceof URL ? path : new URL(`${origin}/v2/${repository.repository}${path}`)
  return {
    method,
    url,
    registry: repository.registry,
    origin,
    scopes,
    ...(headers === undefined ? {} : {headers}),
    ...(body === undefined ? {} : {body}),
    ...(api.retry.signal === undefined ? {} : {signal: api.retry.signal}),
  }
}

/** Asks, and turns every status that is not `expected` and every broken connection into an error that speaks. */
export async function ask(api: Api, question: Question, expected: readonly number[]): Promise<HttpResponse> {
  const request = await toRequest(api, question)
  const response = await api.send(request).catch(error => {
    throw connectionError(question.goal, request.url, error)
  })
  return expectStatus(api, question, {request, response, expected})
}

export async function expectStatus(
  api: Api,
  {goal, repository}: Pick<Question, 'goal' | 'repository'>,
  {request, response, expected}: {request: HttpRequest; response: HttpResponse; expected: readonly number[]},
): Promise<HttpResponse> {
  if (expected.includes(response.status)) return response
  const denied = response.status === 401 || response.status === 403
  const credential = denied ? await api.credentials(repository.registry) : undefined
  throw await refusalError({
    goal,
    registry: repository.registry,
    request,
    response,
    credentialOrigin: credential?.origin,
  })
}

export function pushGoal(repository: Repository): string {
  return `push to ${formatRepository(repository)}`
}
