import {codeOf} from '../lib/errors.ts'
import {readBytes, type Send} from './http.ts'
import {isLoopback} from './urls.ts'

/** Where the API of each registry is: scheme and host without a slash at the end, found once per run. */
export type OriginOf = (registry: string) => Promise<string>

export interface HostsOptions {
  /** Without retries: a wrong scheme looks like a fault that passes. */
  readonly send: Send
  /** May this host be spoken to over plain http? */
  readonly isInsecure: (registry: string) => boolean
  readonly signal?: AbortSignal
}

export function createOrigins(options: HostsOptions): OriginOf {
  const found = new Map<string, Promise<string>>()
  return registry => {
    const origin = found.get(registry) ?? findOrigin(registry, options)
    found.set(registry, origin)
    return origin
  }
}

/**
 * Only hosts that may speak either are asked which it is: loopback ones with http first, hosts named as insecure with
 * https first, as Docker does. It never fails: where nothing answers, the real request says so better.
 * https://docs.docker.com/reference/cli/dockerd/#insecure-registries
 */
async function findOrigin(registry: string, options: HostsOptions): Promise<string> {
  const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry
  // Through URL, which drops a default port: origins are compared as text.
  const http = new URL(`http://${host}`).origin
  const https = new URL(`https://${host}`).origin
  if (isLoopback(host)) {
    const speaksHttp = await probe(http, options)
    if (speaksHttp !== 'unclear') return speaksHttp === 'yes' ? http : https
    return (await probe(https, options)) === 'yes' ? https : http
  }
  if (!options.isInsecure(registry)) return https
  return (await probe(https, options)) === 'yes' ? https : http
}

type Answer = 'yes' | 'no' | 'unclear'

async function probe(origin: string, {send, signal}: HostsOptions): Promise<Answer> {
  try {
    const url = new URL(`${origin}/v2/`)
    const response = await send({method: 'GET', url, ...(signal === undefined ? {} : {signal})})
    const text = (await readBytes(response, 4096)).toString('utf8')
    // Go: "Client sent an HTTP request to an HTTPS server."; nginx: "The plain HTTP request was sent to HTTPS port".
    return response.status === 400 && /\bHTTPS\b/.test(text) ? 'no' : 'yes'
  } catch (error) {
    signal?.throwIfAborted()
    const code = codeOf(error) ?? ''
    if (code === 'ECONNREFUSED') return origin.startsWith('http:') ? 'yes' : 'no'
    // A certificate that nobody vouches for is still one.
    return /CERT|SIGNATURE|ISSUER/.test(code) ? 'yes' : 'unclear'
  }
}
