import {isMissing, SourceFailure, statusOf} from './failure.ts'
import {type Remote, remoteOf} from './remote.ts'

/** One entry of GOPROXY. `onFailure`: which failures let the next entry try. */
export interface ProxyEntry {
  readonly proxy: Remote | 'direct' | 'off'
  readonly text: string
  readonly onFailure: 'missing' | 'any'
}

/** `a,b|c,direct`: after a comma only what is missing goes on, after a bar anything. https://go.dev/ref/mod#goproxy-protocol */
export function parseGoProxy(text: string): readonly ProxyEntry[] {
  const entries: ProxyEntry[] = []
  for (const [, word = '', separator] of text.matchAll(/([^,|]*)([,|]|$)/g)) {
    const name = word.trim()
    if (name === '') continue
    const proxy = name === 'direct' || name === 'off' ? name : remoteOf(name)
    if (!proxy) throw new SourceFailure('GOPROXY has an entry that is no http, https or file address')
    entries.push({proxy, text: name, onFailure: separator === '|' ? 'any' : 'missing'})
    if (proxy === 'direct' || proxy === 'off') break // they end the list
  }
  return entries
}

/**
 * Is it one folder, which cmd/go trusts like the disk that it is on? Of several entries it trusts none.
 * https://github.com/golang/go/blob/go1.26.0/src/cmd/go/internal/modfetch/sumdb.go#L44
 */
export function isFolder(goProxy: string): boolean {
  return goProxy.startsWith('file://') && !/[,|]/.test(goProxy)
}

/** The first answer, by the rules of the list. */
export async function askProxies<T>(entries: readonly ProxyEntry[], ask: (proxy: Remote) => Promise<T>): Promise<T> {
  let last: unknown = new SourceFailure('GOPROXY is not set')
  for (const {proxy, onFailure} of entries) {
    if (proxy === 'off') throw new SourceFailure('GOPROXY ends with off: nothing may be fetched', {cause: last})
    if (proxy === 'direct') {
      if (last instanceof SourceFailure && last.missing) throw last
      throw new SourceFailure('GOPROXY says direct, which has no toolchains: they come from proxies only', {
        cause: last,
      })
    }
    try {
      return await ask(proxy)
    } catch (error) {
      if (error instanceof SourceFailure && error.isForged) throw error
      const missing = (error instanceof SourceFailure && error.missing) || isMissing(statusOf(error))
      if (!missing && onFailure === 'missing') throw error
      last = error
    }
  }
  throw last
}
