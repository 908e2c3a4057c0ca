import {randomBytes} from 'node:crypto'
import {createServer as createTcpServer} from 'node:net'
import {Readable} from 'node:stream'
import {afterEach, expect, test} from '@jest/globals'
import {digestOf} from '../../src/oci/index.ts'
import {createAgents} from '../../src/registry/agents.ts'
import {connectionError} from '../../src/registry/connection-error.ts'
import {readBytes} from '../../src/registry/http.ts'
import {createTransport} from '../../src/registry/transport.ts'
import {isLoopback} from '../../src/registry/urls.ts'
import {bearer, readAll, startServer, testClient} from './support.ts'

const open: {close(): unknown}[] = []
afterEach(async () => {
  for (const part of open.splice(0)) await part.close()
})

function transport(idleMs?: number) {
  const agents = createAgents({env: {}, trustsAnyCertificate: () => false})
  open.push(agents)
  return createTransport({agents, ...(idleMs === undefined ? {} : {idleMs})})
}

const repository = (host: string) => ({registry: host, repository: 'acme/api'})

test.each([
  {host: 'localhost', want: true},
  {host: 'LOCALHOST:5000', want: true},
  {host: '127.1.2.3:80', want: true},
  {host: '[::1]:5000', want: true},
  {host: '127.0.0.1.evil.test', want: false},
  {host: 'localhost.evil.test', want: false},
  {host: '128.0.0.1', want: false},
])('$host is this machine: $want', ({host, want}) => expect(isLoopback(host)).toBe(want))

test('connections are kept and used again', async () => {
  const ports = new Set<number | undefined>()
  const server = await startServer((request, response) => {
    ports.add(request.socket.remotePort)
    response.writeHead(404, {'content-length': 2}).end('{}') // without a length Node's server ends the connection
  })
  open.push(server)
  const registry = testClient()
  open.push(registry)
  for (const tag of ['a', 'b', 'c']) await registry.head({...repository(server.host), tag})
  expect(ports.size).toBe(1)
})

test('an answer that comes before the body was sent ends the upload', async () => {
  const server = await startServer((_request, response) => {
    response.writeHead(413, {connection: 'close'}).end('too large')
  })
  open.push(server)
  let taken = 0
  async function* endless() {
    for (;;) {
      taken++
      yield Buffer.alloc(64 * 1024)
    }
  }
  const length = 10 * 1024 ** 3
  const body = {name: 'blob x', length, open: async () => Readable.from(endless())}
  const response = await transport()({method: 'PUT', url: new URL(server.origin), body})
  expect([response.status, (await readBytes(response, 100)).toString()]).toEqual([413, 'too large'])
  expect(taken * 64 * 1024).toBeLessThan(length)
})

test('a refusal is heard although the server hangs up at once', async () => {
  let uploads = 0
  const server = await startServer((request, response) => {
    if (request.method === 'HEAD') response.writeHead(404).end()
    else if (request.method === 'POST') response.writeHead(202, {location: `/upload/${++uploads}`}).end()
    else if (request.headers.expect) response.writeHead(413, {connection: 'close'}).end()
    else request.socket.resetAndDestroy()
  })
  open.push(server)
  const registry = testClient()
  open.push(registry)
  const bytes = Buffer.alloc(1_000_000)
  const blob = {mediaType: 'x', digest: digestOf(bytes), size: bytes.length}
  const put = registry.putBlob(repository(server.host), blob, async () => Readable.from([Buffer.from(bytes)]))
  await expect(put).rejects.toMatchObject({status: 413})
  expect(registry.slept).toEqual([500])
  // The first upload may hold a part of the blob, so the second attempt opens its own.
  const puts = server.seen.filter(({method}) => method === 'PUT').map(({path}) => path.split('?')[0])
  expect(puts).toEqual(['/upload/1', '/upload/2'])
})

test('a token that ends in mid-upload is replaced, and the blob is sent from its start', async () => {
  const got: [string | undefined, number][] = []
  const server = await startServer((request, response) => {
    const {authorization} = request.headers
    if (request.url?.startsWith('/token')) response.end(`{"token":"t${got.length}"}`)
    else if (!authorization) response.writeHead(401, {'www-authenticate': bearer(request)}).end()
    else if (request.method === 'HEAD') response.writeHead(404).end()
    else if (request.method === 'POST') response.writeHead(202, {location: '/upload'}).end()
    else if (got.length === 0) {
      got.push([authorization, 0])
      response.writeHead(401, {'www-authenticate': bearer(request)}).end()
    } else {
      let size = 0
      request.on('data', (chunk: Buffer) => {
        size += chunk.length
      })
      request.on('end', () => {
        got.push([authorization, size])
        response.writeHead(201).end()
      })
    }
  })
  open.push(server)
  const registry = testClient()
  open.push(registry)
  const bytes = Buffer.alloc(1_000_000)
  const blob = {mediaType: 'x', digest: digestOf(bytes), size: bytes.length}
  const put = registry.putBlob(repository(server.host), blob, async () => Readable.from([Buffer.from(bytes)]))
  expect(await put).toBe('sent')
  expect(got).toEqual([
    ['Bearer t0', 0],
    ['Bearer t1', bytes.length],
  ])
  expect(registry.slept).toEqual([])
})

test.each([
  {name: 'less', content: 'abc', says: 'blob x should have 5 bytes, but has only 3'},
  {name: 'more', content: 'abcdefgh', says: 'blob x should have 5 bytes, but has more'},
])('a body of $name bytes than announced is an error', async ({content, says}) => {
  const server = await startServer((request, response) => {
    request.resume().on('end', () => response.end())
  })
  open.push(server)
  const body = {name: 'blob x', length: 5, open: async () => Readable.from([Buffer.from(content)])}
  await expect(transport()({method: 'PUT', url: new URL(server.origin), body})).rejects.toThrow(says)
})

test('a source that fails fails the upload with its own error', async () => {
  const server = await startServer(() => {})
  open.push(server)
  const source = () =>
    new Readable({
      read() {
        this.destroy(new Error('disk on fire'))
      },
    })
  const body = {name: 'blob x', length: 5, open: async () => source()}
  await expect(transport()({method: 'PUT', url: new URL(server.origin), body})).rejects.toThrow('disk on fire')
})

test('silence ends in a time-out', async () => {
  const server = await startServer(() => {})
  open.push(server)
  await expect(transport(20)({method: 'GET', url: new URL(server.origin)})).rejects.toMatchObject({code: 'ETIMEDOUT'})
})

test('cancelling ends a request with the reason', async () => {
  const controller = new AbortController()
  const server = await startServer(() => controller.abort(new Error('SIGTERM')))
  open.push(server)
  const request = {method: 'GET', url: new URL(server.origin), signal: controller.signal} as const
  await expect(transport()(request)).rejects.toThrow('SIGTERM')
})

test('closing the client ends what is under way, and no retry follows', async () => {
  const server = await startServer(() => client.close())
  open.push(server)
  const client = testClient()
  const head = client.head({registry: server.host, repository: 'a', tag: 't'})
  await expect(head).rejects.toThrow('the run is over')
  expect(server.seen).toHaveLength(1)
})

test('a kept connection that the server has closed is no failure', async () => {
  let requests = 0
  const server = await startServer((request, response) => {
    requests++
    if (requests === 2) request.socket.resetAndDestroy()
    else response.end()
  })
  open.push(server)
  const send = transport()
  for (const _ of [1, 2]) {
    const response = await send({method: 'GET', url: new URL(server.origin)})
    await response.discard()
  }
  expect(requests).toBe(3)
})

test('a connection that is lost behind the last byte of a blob is no loss', async () => {
  const bytes = randomBytes(1000)
  const server = await startServer((request, response) => {
    if (request.url === '/v2/') return void response.end()
    response.write(bytes, () => response.destroy())
  })
  open.push(server)
  const blob = {mediaType: 'x', digest: digestOf(bytes), size: bytes.length}
  const stream = await testClient().openBlob(repository(server.host), blob)
  expect(await readAll(stream)).toEqual(bytes)
  expect(server.seen.filter(({path}) => path.includes('/blobs/'))).toHaveLength(1)
})

test.each([
  {name: 'with ranges', takesRanges: true},
  {name: 'without ranges', takesRanges: false},
])('a cut download goes on where it broke, from a registry $name', async ({takesRanges}) => {
  const bytes = randomBytes(200_000)
  const blob = {mediaType: 'x', digest: digestOf(bytes), size: bytes.length}
  const ranges: (string | undefined)[] = []
  const server = await startServer((request, response) => {
    if (request.url === '/v2/') return void response.end()
    const {range} = request.headers
    ranges.push(range)
    const start = takesRanges ? Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0) : 0
    response.writeHead(range && takesRanges ? 206 : 200, {'content-length': bytes.length - start})
    const end = 50_000 * ranges.length
    if (ranges.length < 3) response.write(bytes.subarray(start, end), () => response.destroy())
    else response.end(bytes.subarray(start))
  })
  open.push(server)
  const registry = testClient()
  open.push(registry)
  const read = await readAll(await registry.openBlob(repository(server.host), blob))
  expect(read.equals(bytes)).toBe(true)
  expect(ranges).toEqual([undefined, expect.stringMatching(/^bytes=\d+-$/), expect.stringMatching(/^bytes=\d+-$/)])
})

test('a registry that is not there', async () => {
  const server = createTcpServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  await new Promise(resolve => server.close(resolve))
  const registry = testClient()
  open.push(registry)
  const error = await registry.checkPush(repository(`127.0.0.1:${address.port}`)).catch(error => error)
  expect(error.message).toMatch(
    /^cannot push to 127.0.0.1:\d+\/acme\/api: nothing listens at 127.0.0.1:\d+ \(ECONNREFUSED\)$/,
  )
  expect(error.hint).toMatch(/is the registry running/)
})

test.each([
  {code: 'ENOTFOUND', says: 'there is no host r.test', hint: 'spelling'},
  {code: 'DEPTH_ZERO_SELF_SIGNED_CERT', says: 'signed by nobody', hint: 'NODE_EXTRA_CA_CERTS'},
  {code: 'EPROTO', says: 'does not speak https', hint: 'insecure-registries: r.test'},
  {code: 'ETIMEDOUT', says: 'did not answer in time', hint: 'firewall'},
])('$code is explained', ({code, says, hint}) => {
  const error = connectionError('pull', new URL('https://r.test/v2/?secret=1'), Object.assign(new Error('x'), {code}))
  expect(error).toMatchObject({message: expect.stringContaining(says), hint: expect.stringContaining(hint)})
  expect(String(error)).not.toContain('secret')
})
