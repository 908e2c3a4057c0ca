import {UserError} from '../lib/errors.ts'
import type {Digest} from '../oci/index.ts'
import {type HttpResponse, headerOf} from './http.ts'
import {urlForPeople} from './urls.ts'

/** Where an upload goes on. It may be relative, have a query, or name another host. */
export function locationOf(response: HttpResponse): URL {
  const text = headerOf(response, 'location')
  if (!text || !URL.canParse(text, response.url.href)) {
    throw new UserError(
      `${urlForPeople(response.url)} opened an upload but does not say where (Location "${text ?? ''}")`,
      {hint: 'look at the registry, or at the proxy before it'},
    )
  }
  const location = new URL(text, response.url)
  if (response.url.protocol !== 'https:' || location.protocol === 'https:') return location
  // A registry behind a proxy that ends TLS and does not tell it so: its own host is meant, encrypted as before.
  if (location.hostname === response.url.hostname)
    return new URL(`${location.pathname}${location.search}`, response.url)
  throw new UserError(
    `${urlForPeople(response.url)} wants an upload sent to ${urlForPeople(location)}, not encrypted`,
    {
      hint: 'the registry has to be told its https address (behind a proxy: X-Forwarded-Proto)',
    },
  )
}

/** The URL as the registry gave it, with the digest added: rewriting its query could break a signature. */
export function withDigest(location: URL, digest: Digest): URL {
  return new URL(`${location.href}${location.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`)
}
