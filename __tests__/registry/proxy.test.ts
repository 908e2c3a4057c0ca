import {createServer} from 'node:http'
import {connect} from 'node:net'
import {afterEach, expect, test} from '@jest/globals'
import {startServer, testClient} from './support.ts'

const saved = {...process.env}
const open: {close(): unknown}[] = []
afterEach(async () => {
  for (const name of ['http_proxy', 'no_proxy']) {
    if (saved[name] === undefined) delete process.env[name]
    else process.env[name] = saved[name]
  }
  for (const part of open.splice(0)) await part.close()
})

/** A proxy that leads every name to one server, and remembers which were asked for. */
async function startProxy(target: string) {
  const asked: string[] = []
  const server = createServer()
  server.on('connect', (request, socket) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? '-'}`)
    if (!request.url?.endsWith(':80')) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    const [host = '', port = ''] = target.split(':')
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  open.push({
    close: () =>
      new Promise(resolve => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  })
  return {asked, host: `127.0.0.1:${address.port}`}
}

test('requests go through the proxy of the environment, with its login', async () => {
  const server = await startServer((_request, response) => response.writeHead(404).end())
  open.push(server)
  const proxy = await startProxy(server.host)
  process.env.http_proxy = `http://me:pw@${proxy.host}` // the toolkit's agent reads the process's own environment
  process.env.https_proxy = process.env.http_proxy
  const registry = testClient({env: {http_proxy: 'set'}, insecure: ['registry.test']})
  open.push(registry)
  expect(await registry.head({registry: 'registry.test', repository: 'acme/api', tag: 't'})).toBeUndefined()
  const login = `Basic ${btoa('me:pw')}`
  // Named as insecure, so https is tried first.
  expect([...new Set(proxy.asked)]).toEqual([`registry.test:443 ${login}`, `registry.test:80 ${login}`])
  expect(server.seen.map(({method, path}) => `${method} ${path}`)).toEqual(['HEAD /v2/acme/api/manifests/t'])
})
