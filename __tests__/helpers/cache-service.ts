import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import {json} from 'node:stream/consumers'
import {cacheScopes} from '../../src/ci-cache/token.ts'
import {isRecord, stringAt} from '../../src/lib/json.ts'
import {type BlobFault, openBlobs} from './cache-blobs.ts'
import {runtimeToken} from './runtime-token.ts'

/** `errors`: every call gets a 500, `limited`: a 429. `silent`: none gets an answer, `unsaved`: no new entry does. */
export type CacheFault = BlobFault | 'errors' | 'silent' | 'unsaved' | 'limited'

export interface CacheServer {
  /** What a runner would set for a push to the default branch. */
  readonly env: Readonly<Record<string, string>>
  /** Finished entries, oldest first. */
  readonly entries: readonly {readonly key: string; readonly scope: string; readonly path: string}[]
  /** `CreateCacheEntry KEY`, `GET blob`: what was asked for, in order. */
  readonly requests: string[]
  /** Until it is set to undefined. */
  fault: CacheFault | undefined
  stop(): Promise<void>
}

interface Entry {
  readonly key: string
  readonly version: string
  readonly scope: string
  readonly id: string
  ready: boolean
}

/**
 * GitHub's cache service, version 2, as @actions/cache speaks to it: three calls, and blobs under signed addresses. It
 * is as strict as the real one about tokens, keys and duplicates.
 */
export async function startCacheService(folder: string): Promise<CacheServer> {
  const blobs = openBlobs(folder)
  const entries: Entry[] = []
  const requests: string[] = []
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })
  const state: {fault: CacheFault | undefined} = {fault: undefined}

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', origin)
    const {fault} = state
    const [, method] = /^\/twirp\/github\.actions\.results\.api\.v1\.CacheService\/(\w+)$/.exec(url.pathname) ?? []
    if (method === undefined) {
      requests.push(`${request.method} blob${url.searchParams.has('comp') ? ` ${url.searchParams.get('comp')}` : ''}`)
      const ofBlobs = ['cut', 'corrupt', 'gone', 'held'].find(name => name === fault) as BlobFault | undefined
      return blobs.answer(request, response, url, ofBlobs)
    }
    const body: unknown = await json(request)
    requests.push(`${method} ${stringAt(body, 'key')}`)
    if (fault === 'silent' || (fault === 'unsaved' && method === 'CreateCacheEntry')) return
    if (fault === 'errors') return reply(response, 500, {code: 'internal', msg: 'out of order'})
    if (fault === 'limited') return reply(response, 429, {code: 'resource_exhausted', msg: 'too many entries'})
    const [status, result] = call(method, body, request.headers.authorization)
    reply(response, status, result)
  }

  function call(method: string, body: unknown, authorization: string | undefined): [number, object] {
    const [, token] = /^Bearer (.+)$/.exec(authorization ?? '') ?? []
    const scopes = token === undefined ? undefined : cacheScopes(token)
    if (!scopes) return [401, {code: 'unauthenticated', msg: 'the token is missing or no token of ours'}]
    const [key = '', version = ''] = [stringAt(body, 'key'), stringAt(body, 'version')]
    const restoreKeys = isRecord(body) && Array.isArray(body.restore_keys) ? body.restore_keys.map(String) : []
    const wrong = [key, ...restoreKeys].find(name => name === '' || name.length > 512 || name.includes(','))
    if (wrong !== undefined || !/^[0-9a-f]{64}$/.test(version) || restoreKeys.length > 9) {
      return [400, {code: 'invalid_argument', msg: 'invalid key or version'}]
    }
    if (method === 'GetCacheEntryDownloadURL') {
      const readable = scopes.filter(({read}) => read).map(({scope}) => scope)
      if (readable.length === 0) return [403, {code: 'permission_denied', msg: 'cache read denied: no readable scope'}]
      const hit = find(entries, readable, version, key, restoreKeys)
      return [200, hit ? {ok: true, signed_download_url: signed(hit.id), matched_key: hit.key} : {ok: false}]
    }
    const scope = scopes.find(({write}) => write)?.scope
    if (scope === undefined) return [200, {ok: false, message: 'cache write denied: the token is read-only'}]
    const own = entries.find(entry => entry.key === key && entry.version === version && entry.scope === scope)
    if (method === 'CreateCacheEntry') {
      if (own) return [409, {code: 'already_exists', msg: 'cache entry with the same key, version, and scope exists'}]
      const id = String(entries.length + 1)
      entries.push({key, version, scope, id, ready: false})
      return [200, {ok: true, signed_upload_url: signed(id)}]
    }
    if (method !== 'FinalizeCacheEntryUpload' || !own) return [404, {code: 'not_found', msg: 'no such entry'}]
    own.ready = true
    return [200, {ok: true, entry_id: own.id}]
  }

  const signed = (id: string) => `${origin}/account/container/${id}?sig=signed&se=2030`
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the cache service has no port')
  const origin = `http://127.0.0.1:${address.port}`
  return {
    env: {
      ACTIONS_CACHE_SERVICE_V2: 'True',
      ACTIONS_RESULTS_URL: `${origin}/`,
      ACTIONS_RUNTIME_TOKEN: runtimeToken({scopes: {'refs/heads/main': 'write'}}),
    },
    requests,
    get entries() {
      return entries.filter(({ready}) => ready).map(({key, scope, id}) => ({key, scope, path: blobs.pathOf(id)}))
    },
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
    get fault() {
      return state.fault
    },
    set fault(fault) {
      state.fault = fault
    },
  }
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(body))
}

/** In the order of the scopes: the key, then what begins with it, then with each restore key; the newest of several. */
function find(
  entries: readonly Entry[],
  scopes: readonly string[],
  version: string,
  key: string,
  restoreKeys: readonly string[],
): Entry | undefined {
  for (const scope of scopes) {
    const ready = entries.filter(entry => entry.ready && entry.scope === scope && entry.version === version)
    const hit = ready.find(entry => entry.key === key)
    const newest = [key, ...restoreKeys].map(start => ready.findLast(entry => entry.key.startsWith(start)))
    const found = hit ?? newest.find(entry => entry !== undefined)
    if (found) return found
  }
  return undefined
}
