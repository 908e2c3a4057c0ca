import {afterEach, expect, test} from '@jest/globals'
import {bearer, type Handler, type ScriptedServer, startServer, testClient} from './support.ts'

// A registry and its token server in one: /token gives numbered tokens, everything else wants one that is still good.

const open: {close(): unknown}[] = []
afterEach(async () => {
  for (const part of open.splice(0)) await part.close()
})

interface TokenServer extends ScriptedServer {
  /** Tokens that are no longer taken. */
  readonly revoked: Set<string>
}

async function startTokenRegistry(options: {life?: number; refuseAll?: boolean; denyTokens?: boolean} = {}) {
  const revoked = new Set<string>()
  let issued = 0
  const handler: Handler = (request, response) => {
    if (request.url?.startsWith('/token')) {
      if (options.denyTokens) return void response.writeHead(403).end('{"details":"incorrect username or password"}')
      issued++
      return void response.end(JSON.stringify({token: `t${issued}`, expires_in: options.life ?? 300}))
    }
    const token = request.headers.authorization?.replace('Bearer ', '')
    if (options.refuseAll || token === undefined || revoked.has(token)) {
      return void response.writeHead(401, {'www-authenticate': bearer(request)}).end()
    }
    response.writeHead(404).end()
  }
  const server = await startServer(handler)
  open.push(server)
  return {...server, revoked} satisfies TokenServer
}

function client(options: Parameters<typeof testClient>[0] = {}) {
  const registry = testClient(options)
  open.push(registry)
  return registry
}

const asked = ({seen}: ScriptedServer) =>
  seen
    .filter(({path}) => path !== '/v2/')
    .map(({method, path, authorization}) => [method, decodeURIComponent(path), authorization ?? '-'].join(' '))

test('the challenge is answered once; later requests bring the token', async () => {
  const server = await startTokenRegistry()
  const registry = client()
  const reference = {registry: server.host, repository: 'acme/api'}
  await registry.head({...reference, tag: 'a'})
  await registry.head({...reference, tag: 'b'})
  expect(asked(server)).toEqual([
    'HEAD /v2/acme/api/manifests/a -',
    'GET /token?service=tests&scope=repository:acme/api:pull -',
    'HEAD /v2/acme/api/manifests/a Bearer t1',
    'HEAD /v2/acme/api/manifests/b Bearer t1',
  ])
})

test('many first requests share one token', async () => {
  const server = await startTokenRegistry()
  const registry = client()
  const tags = ['a', 'b', 'c', 'd']
  await Promise.all(tags.map(tag => registry.head({registry: server.host, repository: 'acme/api', tag})))
  expect(asked(server).filter(line => line.includes('/token'))).toHaveLength(1)
})

test('a token for writing does for reading', async () => {
  const server = await startTokenRegistry()
  const registry = client()
  const repository = {registry: server.host, repository: 'acme/api'}
  await expect(registry.checkPush(repository)).rejects.toThrow('404')
  await registry.head({...repository, tag: 'a'})
  expect(asked(server).slice(1)).toEqual([
    'GET /token?service=tests&scope=repository:acme/api:pull,push -',
    'POST /v2/acme/api/blobs/uploads/ Bearer t1',
    'HEAD /v2/acme/api/manifests/a Bearer t1',
  ])
})

test('a HEAD for a push asks for the right to write: without it Docker Hub shows no repository that is yet to be made', async () => {
  const server = await startTokenRegistry()
  const repository = {registry: server.host, repository: 'acme/api'}
  await client().head({...repository, tag: 'a'}, {toPush: true})
  expect(asked(server)).toContain('GET /token?service=tests&scope=repository:acme/api:pull,push -')
})

test('a refused token is replaced once', async () => {
  const server = await startTokenRegistry()
  const registry = client()
  const reference = {registry: server.host, repository: 'acme/api', tag: 'a'}
  await registry.head(reference)
  server.revoked.add('t1')
  await registry.head(reference)
  expect(asked(server).slice(3)).toEqual([
    'HEAD /v2/acme/api/manifests/a Bearer t1',
    'GET /token?service=tests&scope=repository:acme/api:pull -',
    'HEAD /v2/acme/api/manifests/a Bearer t2',
  ])
})

test('a token is renewed before it ends', async () => {
  let now = 0
  const server = await startTokenRegistry({life: 100})
  const registry = client({now: () => now})
  const reference = {registry: server.host, repository: 'acme/api', tag: 'a'}
  await registry.head(reference)
  now = 90_000
  await registry.head(reference)
  expect(asked(server).at(-1)).toBe('HEAD /v2/acme/api/manifests/a Bearer t2')
})

test('a second refusal fails and names the login', async () => {
  const server = await startTokenRegistry({refuseAll: true})
  const registry = client({logins: [{registry: server.host, username: 'u', password: 'p', origin: 'registry-auth'}]})
  const error = await registry.head({registry: server.host, repository: 'acme/api', tag: 'a'}).catch(error => error)
  expect(error.message).toMatch(
    /^cannot read 127.0.0.1:\d+\/acme\/api:a: HEAD http:.*\/manifests\/a was answered with 401$/,
  )
  expect(error.hint).toMatch(/the login from registry-auth is wrong or has expired/)
  expect(asked(server).filter(line => line.startsWith('HEAD'))).toHaveLength(2)
})

test('a login that the token server refuses', async () => {
  const server = await startTokenRegistry({denyTokens: true})
  const registry = client({logins: [{registry: server.host, username: 'u', password: 'p'}]})
  const error = await registry.head({registry: server.host, repository: 'acme/api', tag: 'a'}).catch(error => error)
  expect(error.message).toMatch(
    /cannot get a token for .*: GET .*\/token was answered with 403 incorrect username or password/,
  )
  expect(error.message + error.hint).not.toMatch(/scope|account/)
  expect(error.hint).toMatch(/registry-auth/)
})

test('passwords go to the token server, secrets are told', async () => {
  const secrets: string[] = []
  const server = await startTokenRegistry()
  const logins = [{registry: server.host, username: 'u', password: 'p'}]
  const registry = client({logins, onSecret: secret => void secrets.push(secret)})
  await registry.head({registry: server.host, repository: 'acme/api', tag: 'a'})
  expect(server.seen.find(({path}) => path.startsWith('/token'))?.authorization).toBe(`Basic ${btoa('u:p')}`)
  expect(secrets).toEqual(['p', btoa('u:p'), 't1'])
})

test('a registry that wants the password itself', async () => {
  const wanted = `Basic ${btoa('u:p')}`
  const server = await startServer((request, response) => {
    if (request.headers.authorization === wanted) response.writeHead(404).end()
    else response.writeHead(401, {'www-authenticate': 'Basic realm="tests"'}).end()
  })
  open.push(server)
  const registry = client({logins: [{registry: server.host, username: 'u', password: 'p'}]})
  const reference = {registry: server.host, repository: 'acme/api', tag: 'a'}
  expect(await registry.head(reference)).toBeUndefined()
  expect(await registry.head(reference)).toBeUndefined()
  expect(asked(server).map(line => line.split(' ').slice(2).join(' '))).toEqual(['-', wanted, wanted])
  await expect(client().head(reference)).rejects.toMatchObject({
    status: 401,
    hint: expect.stringMatching(/no login for .* was found: give registry-auth, or run "docker login/),
  })
})

test('a mount asks for both repositories', async () => {
  const server = await startTokenRegistry()
  const registry = client()
  const blob = {mediaType: 'x', digest: `sha256:${'0'.repeat(64)}`, size: 1} as const
  const target = {registry: server.host, repository: 'acme/api'}
  const source = {registry: server.host, repository: 'base/image'}
  const neverOpened = async () => {
    throw new Error('opened')
  }
  await expect(registry.putBlob(target, blob, neverOpened, source)).rejects.toThrow('404')
  expect(asked(server)[1]).toBe(
    'GET /token?service=tests&scope=repository:acme/api:pull,push&scope=repository:base/image:pull -',
  )
})

test('a login is not sent to a token server without encryption elsewhere', async () => {
  const server = await startServer((_request, response) => {
    response.writeHead(401, {'www-authenticate': 'Bearer realm="ftp://evil.test/token?x=1"'}).end()
  })
  open.push(server)
  const registry = client({logins: [{registry: server.host, username: 'u', password: 'p'}]})
  await expect(registry.head({registry: server.host, repository: 'a', tag: 't'})).rejects.toThrow(
    /wants the login sent to ftp:\/\/evil.test\/token, which is not encrypted/,
  )
})
