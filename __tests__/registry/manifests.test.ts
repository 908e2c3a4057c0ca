import {afterEach, expect, test} from '@jest/globals'
import {digestOf, MEDIA_TYPE} from '../../src/oci/index.ts'
import {startServer, testClient} from './support.ts'

const open: {close(): unknown}[] = []
afterEach(async () => {
  for (const part of open.splice(0)) await part.close()
})

const bytes = Buffer.from(JSON.stringify({schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests: []}))
const digest = digestOf(bytes)
const descriptor = {mediaType: MEDIA_TYPE.index, digest, size: bytes.length}

/** A registry that has one manifest and shows it with these headers. */
async function reference(headers: Record<string, string | number>, body = bytes) {
  const accepted = new Set<string | undefined>()
  const server = await startServer((request, response) => {
    if (request.url !== '/v2/') accepted.add(request.headers.accept)
    response.writeHead(200, headers).end(body)
  })
  open.push(server)
  const registry = testClient()
  open.push(registry)
  return {registry, accepted, seen: server.seen, at: {registry: server.host, repository: 'acme/api', tag: 't'}}
}

test('a HEAD with all headers needs no GET, and all four types are accepted', async () => {
  const {registry, at, seen, accepted} = await reference({
    'docker-content-digest': digest,
    'content-type': `${MEDIA_TYPE.index}; charset=utf-8`,
    'content-length': bytes.length,
  })
  expect(await registry.head(at)).toEqual(descriptor)
  expect(seen.map(({method}) => method)).toEqual(['GET', 'HEAD']) // the first asks whether this is http
  expect([...accepted][0]?.split(', ').sort()).toEqual(
    [MEDIA_TYPE.index, MEDIA_TYPE.manifest, MEDIA_TYPE.dockerList, MEDIA_TYPE.dockerManifest].sort(),
  )
})

test('a HEAD without a digest is followed by a GET', async () => {
  const {registry, at} = await reference({'content-type': MEDIA_TYPE.index})
  expect(await registry.head(at)).toEqual(descriptor)
})

test.each([
  {
    name: 'other bytes than their digest',
    headers: {'docker-content-digest': digestOf('other')},
    body: bytes,
    says: /is damaged/,
  },
  {name: 'no JSON', headers: {}, body: Buffer.from('<html>'), says: /is not JSON/},
  {name: 'no media type', headers: {}, body: Buffer.from('{}'), says: /has no media type/},
  {name: 'too much', headers: {}, body: Buffer.alloc(9 * 1024 * 1024), says: /is larger than/},
])('a manifest of $name is refused', async ({headers, body, says}) => {
  const {registry, at} = await reference(headers, body)
  await expect(registry.manifest(at)).rejects.toThrow(says)
})

test('a manifest asked for by digest must have it', async () => {
  const {registry, at} = await reference({})
  expect((await registry.manifest({...at, digest})).bytes).toEqual(bytes)
  await expect(registry.manifest({...at, digest: digestOf('other')})).rejects.toThrow(/expected sha256:/)
})
