import {UserError} from '../lib/errors.ts'
import {type HttpRequest, type HttpResponse, headerOf, type Send} from './http.ts'
import {urlForPeople} from './urls.ts'

const MAX_REDIRECTS = 10
const CREDENTIAL_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization'])

/** Follows redirects by hand: a credential never goes to another origin, and nothing goes from https to http. */
export function withRedirects(send: Send): Send {
  return async request => {
    let current = request
    for (let hop = 0; hop < MAX_REDIRECTS; hop++) {
      const response = await send(current)
      const target = targetOf(current, response)
      if (target === undefined) return response
      await response.discard()
      current = redirected(current, target)
    }
    throw new UserError(
      `${request.method} ${urlForPeople(request.url)} was redirected more than ${MAX_REDIRECTS} times`,
      {hint: 'look at the registry, or at the proxy before it'},
    )
  }
}

function targetOf(request: HttpRequest, response: HttpResponse): URL | undefined {
  const reading = request.method === 'GET' || request.method === 'HEAD'
  const keepsMethod = response.status === 307 || response.status === 308
  if (!keepsMethod && !(reading && [301, 302, 303].includes(response.status))) return undefined
  const location = headerOf(response, 'location')
  return location === undefined ? undefined : new URL(location, request.url)
}

function redirected(request: HttpRequest, url: URL): HttpRequest {
  if (request.url.protocol === 'https:' && url.protocol !== 'https:') {
    throw new UserError(
      `${urlForPeople(request.url)} redirects to ${urlForPeople(url)}, which is not encrypted; it was not followed`,
      {hint: 'whoever runs the registry has to keep its redirects on https'},
    )
  }
  if (url.origin === request.url.origin) return {...request, url}
  const headers = Object.entries(request.headers ?? {}).filter(([name]) => !CREDENTIAL_HEADERS.has(name.toLowerCase()))
  return {...request, url, headers: Object.fromEntries(headers)}
}
