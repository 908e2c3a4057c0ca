import {afterAll, afterEach, beforeAll, expect, test} from '@jest/globals'
import {pushImage} from '../../src/registry/index.ts'
import {type Fault, type FaultProxy, type Rule, startFaultProxy} from '../helpers/fault-proxy.ts'
import {startDistribution, type TestRegistry} from '../helpers/registries.ts'
import {readAll, testClient, testImage} from './support.ts'

// The registry is real; the proxy before it does the harm.

let server: TestRegistry
let proxy: FaultProxy | undefined
const clients: ReturnType<typeof testClient>[] = []

beforeAll(async () => {
  server = await startDistribution()
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await proxy?.stop()
})
afterAll(() => server.stop())

async function through(rules: readonly Rule[]) {
  proxy = await startFaultProxy(server, rules)
  const registry = testClient()
  clients.push(registry)
  return {registry, proxy}
}

const image = () => testImage({architectures: ['amd64'], layerSize: 400_000})
const UPLOAD = {method: 'PUT', path: /\/blobs\/uploads\//}

const passing: readonly {name: string; rule: Rule; slept: readonly number[]}[] = [
  {
    name: '429 with Retry-After',
    rule: {
      path: /uploads/,
      method: 'POST',
      times: 1,
      fault: {kind: 'answer', status: 429, headers: {'retry-after': '7'}},
    },
    slept: [7000],
  },
  {name: '500 at a HEAD', rule: {method: 'HEAD', times: 1, fault: {kind: 'answer', status: 500}}, slept: [500]},
  {
    name: '503 three times',
    rule: {method: 'PUT', path: /manifests/, times: 3, fault: {kind: 'answer', status: 503}},
    slept: [500, 2000, 8000],
  },
  {
    name: 'a reset in mid-upload',
    rule: {...UPLOAD, times: 1, fault: {kind: 'reset', afterBytes: 100_000}},
    slept: [500],
  },
  {
    name: 'a reset where the answer was due',
    rule: {method: 'PUT', path: /manifests/, times: 1, fault: {kind: 'reset', afterBytes: 0}},
    slept: [500],
  },
  {name: 'an early 503 with an unread body', rule: {...UPLOAD, times: 1, fault: early(503)}, slept: [500]},
  {name: 'a relative Location', rule: {method: 'POST', fault: headers(relativeLocation)}, slept: []},
]

function early(status: number, body = ''): Fault {
  return {kind: 'answer', status, early: true, body}
}

function headers(change: (location: string) => string): Fault {
  return {
    kind: 'headers',
    change: all => (typeof all.location === 'string' ? {...all, location: change(all.location)} : all),
  }
}

function relativeLocation(location: string): string {
  const url = new URL(location)
  return `${url.pathname}${url.search}`
}

test.each(passing)('$name: the push gets through', async ({rule, slept}) => {
  const {registry, proxy} = await through([rule])
  const {layout, root} = image()
  const repository = {registry: proxy.host, repository: 'acme/api'}
  const {tags} = await pushImage({registry, layout, root, repository, tags: ['t']})
  expect(tags).toMatchObject([{name: 't'}])
  expect(registry.slept).toEqual(slept)
  expect((await registry.head({...repository, digest: root.digest}))?.digest).toBe(root.digest)
})

const failing: readonly {name: string; rule: Rule; says: RegExp; hint?: RegExp}[] = [
  {
    name: '403 DENIED',
    rule: {method: 'POST', fault: {kind: 'answer', status: 403, body: '{"errors":[{"code":"DENIED","message":"no"}]}'}},
    says: /cannot push to localhost:\d+\/acme\/api: POST http:\/\/localhost:\d+\/v2\/acme\/api\/blobs\/uploads\/ was answered with 403 DENIED: no$/,
    hint: /no login for localhost:\d+ was found/,
  },
  {
    name: 'an early 413',
    rule: {...UPLOAD, fault: early(413, '<html>too large</html>')},
    says: /was answered with 413$/,
    hint: /limits the size/,
  },
  {
    name: 'a tag that may not move',
    rule: {
      method: 'PUT',
      path: /manifests\/t$/,
      fault: {
        kind: 'answer',
        status: 412,
        body: '{"errors":[{"code":"PRECONDITION","message":"configured as immutable"}]}',
      },
    },
    says: /cannot set the tag localhost:\d+\/acme\/api:t: .*412 PRECONDITION/,
    hint: /choose another tag/,
  },
  {
    name: 'a registry that stores another digest',
    rule: {
      method: 'PUT',
      path: /manifests/,
      fault: {kind: 'headers', change: all => ({...all, 'docker-content-digest': `sha256:${'0'.repeat(64)}`})},
    },
    says: /stored sha256:0+ where sha256:\w+ was sent/,
  },
]

test.each(failing)('$name: fails at once and says why', async ({rule, says, hint}) => {
  const {registry, proxy} = await through([rule])
  const {layout, root} = image()
  const repository = {registry: proxy.host, repository: 'acme/api'}
  const error = await pushImage({registry, layout, root, repository, tags: ['t']}).catch(error => error)
  expect(error.message).toMatch(says)
  if (hint) expect(error.hint).toMatch(hint)
  expect(registry.slept).toEqual([])
  // Without the faults: no tag names what could not be pushed.
  expect(await registry.head({registry: server.host, repository: 'acme/api', tag: 't'})).not.toMatchObject({
    digest: root.digest,
  })
})

test('no blob is sent again because another failed', async () => {
  const {registry, proxy} = await through([{...UPLOAD, times: 1, fault: {kind: 'reset', afterBytes: 1}}])
  const {layout, root, blobs} = testImage()
  await pushImage({registry, layout, root, repository: {registry: proxy.host, repository: 'acme/once'}, tags: ['t']})
  expect(proxy.requests.filter(line => line.startsWith('PUT') && line.includes('uploads'))).toHaveLength(
    blobs.length + 1,
  )
})

test('a blob that the registry does not know yet is looked for and sent again', async () => {
  const unknown = '{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN","message":"blob unknown"}]}'
  const rule: Rule = {
    method: 'PUT',
    path: /manifests\/sha256/,
    times: 2,
    fault: {kind: 'answer', status: 400, body: unknown},
  }
  const {registry, proxy} = await through([rule])
  const {layout, root, blobs} = image()
  const repository = {registry: proxy.host, repository: 'acme/slow'}
  await pushImage({registry, layout, root, repository, tags: ['t'], sleep: registry.sleep})
  const heads = proxy.requests.filter(line => line.startsWith('HEAD') && line.includes('/blobs/'))
  expect(heads).toHaveLength(3 * blobs.length) // once before, and after each refusal
  expect(proxy.requests.filter(line => line.startsWith('PUT') && line.includes('uploads'))).toHaveLength(blobs.length)
})

test.each<{name: string; fault: Fault; says: RegExp}>([
  {name: 'other bytes', fault: {kind: 'corrupt'}, says: /is damaged: the bytes hash to sha256:/},
  {name: 'a body that ends early', fault: {kind: 'truncate', afterBytes: 1000}, says: /bytes instead of|aborted/},
])('$name of a blob are noticed', async ({fault, says}) => {
  const {registry, proxy} = await through([{method: 'GET', path: /blobs/, fault}])
  const {layout, root, blobs} = image()
  await pushImage({registry, layout, root, repository: {registry: server.host, repository: 'acme/bad'}, tags: ['t']})
  const layer = blobs.find(({size}) => size > 100_000)
  if (!layer) throw new Error('no layer')
  const source = await registry.openBlob({registry: proxy.host, repository: 'acme/bad'}, layer)
  await expect(readAll(source)).rejects.toThrow(says)
})

test('the unchanged image costs one HEAD per manifest and tag', async () => {
  const {registry, proxy} = await through([])
  const {layout, root} = testImage()
  const repository = {registry: proxy.host, repository: 'acme/warm'}
  await pushImage({registry, layout, root, repository, tags: ['a', 'b']})
  const before = proxy.requests.length
  await pushImage({registry, layout, root, repository, tags: ['a', 'b']})
  const requests = proxy.requests.slice(before).map(line => line.replace(/sha256:.*/, 'digest'))
  expect(requests.sort()).toEqual([
    'HEAD /v2/acme/warm/manifests/a',
    'HEAD /v2/acme/warm/manifests/b',
    'HEAD /v2/acme/warm/manifests/digest',
    'HEAD /v2/acme/warm/manifests/digest',
  ])
})
