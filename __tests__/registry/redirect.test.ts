import {Readable} from 'node:stream'
import {afterEach, expect, test} from '@jest/globals'
import {digestOf} from '../../src/oci/index.ts'
import {withRedirects} from '../../src/registry/redirect.ts'
import {bearer, readAll, type ScriptedServer, startServer, testClient} from './support.ts'

const open: {close(): unknown}[] = []
afterEach(async () => {
  for (const part of open.splice(0)) await part.close()
})

const bytes = Buffer.from('the blob')
const blob = {mediaType: 'application/octet-stream', digest: digestOf(bytes), size: bytes.length}

/** A registry with a login that sends readers of blobs to `target`. */
async function startRedirecting(target: string): Promise<ScriptedServer> {
  const server = await startServer((request, response) => {
    if (request.url?.startsWith('/token')) response.end('{"token":"secret-token"}')
    else if (!request.headers.authorization) response.writeHead(401, {'www-authenticate': bearer(request)}).end()
    else response.writeHead(307, {location: target}).end()
  })
  open.push(server)
  return server
}

function client(host: string) {
  const registry = testClient({logins: [{registry: host, username: 'u', password: 'p'}]})
  open.push(registry)
  return registry
}

test('a redirect to another origin carries no login', async () => {
  const storage = await startServer((_request, response) => response.end(bytes))
  open.push(storage)
  const server = await startRedirecting(`${storage.origin}/signed?signature=s`)
  const stream = await client(server.host).openBlob({registry: server.host, repository: 'a'}, blob)
  expect(await readAll(stream)).toEqual(bytes)
  expect(storage.seen).toEqual([{method: 'GET', path: '/signed?signature=s', authorization: undefined}])
})

test('a challenge of that other origin is not answered', async () => {
  const storage = await startServer((request, response) => {
    response.writeHead(401, {'www-authenticate': bearer(request)}).end()
  })
  open.push(storage)
  const server = await startRedirecting(`${storage.origin}/signed`)
  const registry = client(server.host)
  for (const _ of ['the first answers the registry itself', 'the second brings its token at once']) {
    await expect(registry.openBlob({registry: server.host, repository: 'a'}, blob)).rejects.toThrow('401')
  }
  expect(storage.seen.map(({path}) => path)).toEqual(['/signed', '/signed'])
})

test('an upload that goes on at another origin carries no login', async () => {
  const storage = await startServer((request, response) => {
    request.resume().on('end', () => response.writeHead(201).end())
  })
  open.push(storage)
  const server = await startServer((request, response) => {
    if (request.url?.startsWith('/token')) response.end('{"token":"secret-token"}')
    else if (!request.headers.authorization) response.writeHead(401, {'www-authenticate': bearer(request)}).end()
    else if (request.method === 'HEAD') response.writeHead(404).end()
    else response.writeHead(202, {location: `${storage.origin}/upload?signature=s`}).end()
  })
  open.push(server)
  await client(server.host).putBlob({registry: server.host, repository: 'a'}, blob, async () => Readable.from([bytes]))
  expect(storage.seen).toEqual([
    {method: 'PUT', path: `/upload?signature=s&digest=${encodeURIComponent(blob.digest)}`, authorization: undefined},
  ])
})

test('redirects in a circle end', async () => {
  const server = await startServer((_request, response) => response.writeHead(302, {location: '/again?x=1'}).end())
  open.push(server)
  const read = client(server.host).openBlob({registry: server.host, repository: 'a'}, blob)
  await expect(read).rejects.toThrow(/redirected more than 10 times/)
})

test('no redirect leads from https to http, and the message has no query', async () => {
  const asked: string[] = []
  const send = withRedirects(async ({url}) => {
    asked.push(url.href)
    const headers = {location: 'http://storage.test/blob?signature=s'}
    return {status: 307, headers, url, body: Readable.from([]), discard: async () => {}}
  })
  await expect(send({method: 'GET', url: new URL('https://r.test/v2/a?x=1')})).rejects.toThrow(
    'https://r.test/v2/a redirects to http://storage.test/blob, which is not encrypted; it was not followed',
  )
  expect(asked).toHaveLength(1)
})
