import {randomUUID} from 'node:crypto'
import {createReadStream, createWriteStream, existsSync, mkdirSync, statSync} from 'node:fs'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {pipeline} from 'node:stream/promises'

/** What a download of a blob does instead of arriving. */
export type BlobFault = 'cut' | 'corrupt' | 'gone' | 'held'

export interface Blobs {
  pathOf(id: string): string
  /** Answers a request for `/<account>/<container>/<id>`. */
  answer(request: IncomingMessage, response: ServerResponse, url: URL, fault: BlobFault | undefined): Promise<void>
}

/**
 * Azure's block blobs as far as @actions/cache uses them, in a folder: an entry may have 2 GB.
 * https://learn.microsoft.com/rest/api/storageservices/put-blob
 */
export function openBlobs(folder: string): Blobs {
  mkdirSync(folder, {recursive: true})
  const pathOf = (id: string) => join(folder, id)
  const blockOf = (id: string, block: string) => join(folder, `${id}.${Buffer.from(block).toString('hex')}`)
  return {
    pathOf,
    async answer(request, response, url, fault) {
      const id = url.pathname.split('/').at(-1) ?? ''
      if (url.searchParams.get('sig') !== 'signed') return refuse(response, 403, 'AuthenticationFailed')
      if (request.method === 'GET' || request.method === 'HEAD') return send(request, response, pathOf(id), fault)
      const part = url.searchParams.get('comp')
      if (part === 'block') {
        await pipeline(request, createWriteStream(blockOf(id, url.searchParams.get('blockid') ?? '')))
      } else if (part === 'blocklist') {
        const names = [...(await text(request)).matchAll(/<(?:Latest|Uncommitted)>([^<]+)</g)].map(match => match[1])
        for (const [index, name] of names.entries()) {
          const block = createReadStream(blockOf(id, name ?? ''))
          await pipeline(block, createWriteStream(pathOf(id), {flags: index === 0 ? 'w' : 'a'}))
        }
      } else {
        if (request.headers['x-ms-blob-type'] !== 'BlockBlob') return refuse(response, 400, 'MissingRequiredHeader')
        await pipeline(request, createWriteStream(pathOf(id)))
      }
      response.writeHead(201, {...headers(), 'content-length': 0}).end()
    },
  }
}

async function send(request: IncomingMessage, response: ServerResponse, path: string, fault: BlobFault | undefined) {
  if (fault === 'gone' || !existsSync(path)) return refuse(response, 404, 'BlobNotFound')
  const {size} = statSync(path)
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const start = Number(first ?? 0)
  const end = last ? Math.min(Number(last), size - 1) : size - 1
  response.writeHead(first === undefined ? 200 : 206, {
    ...headers(),
    'content-type': 'application/octet-stream',
    'content-length': end - start + 1,
    ...(first === undefined ? {} : {'content-range': `bytes ${start}-${end}/${size}`}),
  })
  if (request.method === 'HEAD') return void response.end()
  if (fault === 'corrupt') return void response.end(Buffer.alloc(end - start + 1, 'no archive'))
  const shown = fault === undefined ? end : start + Math.floor((end - start) / 2)
  await pipeline(createReadStream(path, {start, end: shown}), response, {end: fault === undefined})
  if (fault === 'cut') response.destroy()
  // `held`: the rest never comes. Whoever waits for it has to give up.
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, {...headers(), 'x-ms-error-code': code, 'content-length': 0}).end()
}

function headers() {
  const id = randomUUID()
  return {etag: '"1"', 'last-modified': new Date(0).toUTCString(), 'x-ms-request-id': id, 'x-ms-version': '2026-02-06'}
}
