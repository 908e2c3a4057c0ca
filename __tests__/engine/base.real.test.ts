import {Readable} from 'node:stream'
import {gzipSync} from 'node:zlib'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {createBaseReader, resolveBase} from '../../src/engine/index.ts'
import {nodeExec} from '../../src/lib/exec.ts'
import {silentLog} from '../../src/lib/log.ts'
import {type Descriptor, digestOf, type Platform} from '../../src/oci/index.ts'
import {type ClosableRegistry, createRegistry} from '../../src/registry/index.ts'
import {layerTar, type TestLayer} from '../helpers/layouts.ts'
import {startDistribution, type TestRegistry} from '../helpers/registries.ts'

const DOCKER = 'application/vnd.docker.distribution.manifest'
const AMD64: Platform = {os: 'linux', architecture: 'amd64'}
const ARM: Platform = {os: 'linux', architecture: 'arm', variant: 'v6'}
const LINKED: TestLayer = {'usr/lib/libc.so.6': 'x', lib: {link: 'usr/lib'}}

let server: TestRegistry
let registry: ClosableRegistry
beforeAll(async () => {
  server = await startDistribution()
  registry = createRegistry({env: {}, exec: nodeExec, log: silentLog})
})
afterAll(async () => {
  registry?.close()
  await server?.stop()
})

const repository = () => ({registry: server.host, repository: 'acme/base'})

async function push(mediaType: string, value: Buffer | object): Promise<Descriptor> {
  const bytes = Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))
  const blob = {mediaType, digest: digestOf(bytes), size: bytes.length}
  await registry.putBlob(repository(), blob, async () => Readable.from(bytes, {objectMode: false}))
  return blob
}

async function pushManifest(target: string | undefined, mediaType: string, value: object): Promise<Descriptor> {
  const bytes = Buffer.from(JSON.stringify({schemaVersion: 2, mediaType, ...value}))
  const descriptor = {mediaType, digest: digestOf(bytes), size: bytes.length}
  await registry.putManifest(repository(), target ?? descriptor.digest, {
    descriptor,
    bytes,
  })
  return descriptor
}

/** An image as Docker pushes it. */
async function pushDockerImage(platform: Platform, layer: TestLayer, tag?: string): Promise<Descriptor> {
  const tar = await layerTar(layer)
  const rootfs = {type: 'layers', diff_ids: [digestOf(tar)]}
  const config = await push('application/vnd.docker.container.image.v1+json', {...platform, rootfs})
  const blob = await push('application/vnd.docker.image.rootfs.diff.tar.gzip', gzipSync(tar))
  return pushManifest(tag, `${DOCKER}.v2+json`, {config, layers: [blob]})
}

test("a Docker manifest list: the lower variant serves, its layers' links are followed", async () => {
  const manifests = [
    {...(await pushDockerImage(AMD64, {lib: {folder: {}}})), platform: AMD64},
    {...(await pushDockerImage(ARM, LINKED)), platform: ARM},
  ]
  const list = await pushManifest('list', `${DOCKER}.list.v2+json`, {manifests})
  const target: Platform = {...ARM, variant: 'v7'}
  const base = await resolveBase({base: `${server.host}/acme/base:list`, platforms: [AMD64, target], registry})
  expect(base.digest).toBe(list.digest)
  expect(base.for(target).platform).toEqual(ARM)
  const read = createBaseReader({registry})
  expect((await read(base, base.for(target))).locate('/lib/hello').path).toBe('/usr/lib/hello')
  expect((await read(base, base.for(AMD64))).locate('/lib/hello').path).toBe('/lib/hello')
})

test('a plain Docker manifest, by tag and by digest', async () => {
  const {digest} = await pushDockerImage(AMD64, LINKED, 'plain')
  for (const name of [':plain', `@${digest}`, `:plain@${digest}`]) {
    const base = await resolveBase({base: `${server.host}/acme/base${name}`, platforms: [AMD64], registry})
    expect({name: base.name, digest: base.digest}).toEqual({name: `${server.host}/acme/base${name}`, digest})
  }
})

test('a tag that is not there', async () => {
  const request = {base: `${server.host}/acme/base:nope`, platforms: [AMD64], registry}
  await expect(resolveBase(request)).rejects.toThrow(`the base image ${request.base} isn't there`)
})
