import {statSync} from 'node:fs'
import {Readable} from 'node:stream'
import {describe, expect, test} from '@jest/globals'
import {openCacheFolder} from '../../src/cache/index.ts'
import {resolveBase} from '../../src/engine/embedded/base.ts'
import type {BaseRegistry} from '../../src/engine/embedded/base-source.ts'
import {type Descriptor, formatPlatform, MEDIA_TYPE, openLayout, parsePlatform} from '../../src/oci/index.ts'
import {TestLayout} from '../helpers/layouts.ts'
import {inTemporaryFolder} from '../helpers/workspace.ts'

const AMD64 = {os: 'linux', architecture: 'amd64'}
const ARM64 = {os: 'linux', architecture: 'arm64', variant: 'v8'}
const ARM_V7 = {os: 'linux', architecture: 'arm', variant: 'v7'}

/** A registry that serves one layout under one tag, and counts. */
async function serving(layout: TestLayout, root: Descriptor): Promise<BaseRegistry & {readonly asked: string[]}> {
  const blobs = await openLayout(layout.path)
  const asked: string[] = []
  const known = new Map<string, string>([[root.digest, root.mediaType]])
  return {
    asked,
    async head({tag, digest}) {
      asked.push(`HEAD ${tag ?? digest}`)
      return tag === 'latest' || digest === root.digest ? root : undefined
    },
    async manifest({digest = root.digest}) {
      asked.push('GET manifest')
      const bytes = await blobs.read({mediaType: '', digest, size: sizeOf(layout, digest)})
      return {descriptor: {mediaType: known.get(digest) ?? '', digest, size: bytes.length}, bytes}
    },
    async openBlob(_, blob) {
      asked.push('GET blob')
      return Readable.from(await blobs.read(blob), {objectMode: false})
    },
  }
}

function sizeOf(layout: TestLayout, digest: Descriptor['digest']): number {
  return statSync(layout.blobFile(digest)).size
}

const noRegistry: BaseRegistry = {
  head: () => Promise.reject(new Error('no registry was to be asked')),
  manifest: () => Promise.reject(new Error('no registry was to be asked')),
  openBlob: () => Promise.reject(new Error('no registry was to be asked')),
}

function inLayout<T>(work: (layout: TestLayout, folder: string) => Promise<T>): Promise<T> {
  return inTemporaryFolder(folder => work(new TestLayout(`${folder}/base`), folder))
}

const platforms = (...texts: string[]) => texts.flatMap(text => parsePlatform(text) ?? [])

describe('from a registry', () => {
  test('an index: digests by platform, the base named and pinned', () =>
    inLayout(async layout => {
      const root = await layout.index([{platform: AMD64, config: {Env: ['A=1'], Cmd: null}}, {platform: ARM64}])
      const base = await resolveBase({
        base: 'example.com/base',
        platforms: platforms('linux/amd64', 'linux/arm64'),
        registry: await serving(layout, root),
      })
      expect(base.name).toBe('example.com/base:latest')
      expect(base.digest).toBe(root.digest)
      expect(base.location).toEqual({kind: 'registry', repository: {registry: 'example.com', repository: 'base'}})
      const image = base.for(AMD64)
      expect(image.config.value.config).toEqual({Env: ['A=1']})
      expect(image.platform).toEqual(AMD64)
      expect(base.for(ARM64).manifest.descriptor.digest).not.toBe(image.manifest.descriptor.digest)
    }))

  test('known documents are not fetched again, the tag is always asked', () =>
    inLayout(async (layout, folder) => {
      const cache = openCacheFolder(`${folder}/cache`)
      const root = await layout.index([{platform: AMD64}])
      const registry = await serving(layout, root)
      const request = {base: 'example.com/base', platforms: platforms('linux/amd64'), registry, cache}
      await resolveBase(request)
      expect(registry.asked).toEqual(['HEAD latest', 'GET manifest', 'GET manifest', 'GET blob'])
      registry.asked.length = 0
      await resolveBase(request)
      expect(registry.asked).toEqual(['HEAD latest'])
    }))

  test('a plain manifest: its platform stands in its config', () =>
    inLayout(async layout => {
      const root = await layout.manifest({platform: ARM64})
      const registry = await serving(layout, root)
      const base = 'example.com/base'
      const found = await resolveBase({base, platforms: platforms('linux/arm64'), registry})
      expect(formatPlatform(found.for(ARM64).platform)).toBe('linux/arm64')
      await expect(resolveBase({base, platforms: platforms('linux/amd64'), registry})).rejects.toThrow(
        'the base image example.com/base:latest has no linux/amd64; it has linux/arm64',
      )
    }))

  test('an index in an index', () =>
    inLayout(async layout => {
      const inner = await layout.index([{platform: AMD64}, {platform: ARM64}])
      const root = layout.json(MEDIA_TYPE.index, {schemaVersion: 2, manifests: [inner]})
      const registry = await serving(layout, root)
      const base = await resolveBase({base: 'example.com/base', platforms: [AMD64, ARM64], registry})
      expect(formatPlatform(base.for(ARM64).platform)).toBe('linux/arm64')
    }))

  test('one manifest with two platforms', () =>
    inLayout(async layout => {
      const manifest = await layout.manifest({platform: ARM_V7})
      const manifests = ['v6', 'v7'].map(variant => ({...manifest, platform: {...ARM_V7, variant}}))
      const registry = await serving(layout, layout.json(MEDIA_TYPE.index, {schemaVersion: 2, manifests}))
      const requested = platforms('linux/arm/v7', 'linux/arm/v6')
      const base = await resolveBase({base: 'example.com/base', platforms: requested, registry})
      expect(requested.map(platform => formatPlatform(base.for(platform).platform))).toEqual([
        'linux/arm/v7',
        'linux/arm/v6',
      ])
    }))

  test('attestations are no platform', () =>
    inLayout(async layout => {
      const attestation = await layout.manifest({platform: {os: 'unknown', architecture: 'unknown'}})
      const root = await layout.index(
        [{platform: AMD64}, {platform: ARM_V7}],
        [{...attestation, platform: {os: 'unknown', architecture: 'unknown'}}],
      )
      const request = {base: 'example.com/base', registry: await serving(layout, root)}
      await expect(resolveBase({...request, platforms: platforms('linux/s390x', 'linux/386')})).rejects.toThrow(
        /has no linux\/s390x and no linux\/386; it has linux\/amd64, linux\/arm\/v7$/,
      )
    }))

  test('an artifact in the index is no platform', () =>
    inLayout(async layout => {
      const config = layout.json('application/vnd.oci.empty.v1+json', {})
      const artifact = layout.json(MEDIA_TYPE.manifest, {schemaVersion: 2, config, layers: []})
      const root = await layout.index([{platform: AMD64}], [artifact])
      const registry = await serving(layout, root)
      const base = await resolveBase({base: 'example.com/base', platforms: [AMD64], registry})
      expect(formatPlatform(base.for(AMD64).platform)).toBe('linux/amd64')
    }))

  test.each([
    {mediaType: 'application/vnd.docker.distribution.manifest.v1+prettyjws', message: 'schema 1'},
    {
      mediaType: 'application/vnd.cncf.helm.config.v1+json',
      message: 'is no container image but a "application/vnd.cncf',
    },
  ])('$mediaType is no base', ({mediaType, message}) =>
    inLayout(async layout => {
      const registry = await serving(layout, layout.json(mediaType, {}))
      await expect(resolveBase({base: 'example.com/chart', platforms: [AMD64], registry})).rejects.toThrow(message)
    }),
  )

  test('an artifact that calls itself a manifest', () =>
    inLayout(async layout => {
      const config = layout.json('application/vnd.oci.empty.v1+json', {})
      const root = layout.json(MEDIA_TYPE.manifest, {schemaVersion: 2, config, layers: []})
      const request = {base: 'example.com/sbom', platforms: [AMD64], registry: await serving(layout, root)}
      await expect(resolveBase(request)).rejects.toThrow('example.com/sbom:latest is no container image')
    }))

  test('absent', () =>
    inLayout(async layout => {
      const registry = await serving(layout, await layout.manifest({platform: AMD64}))
      await expect(resolveBase({base: 'example.com/base:nope', platforms: [AMD64], registry})).rejects.toThrow(
        "the base image example.com/base:nope isn't there",
      )
    }))

  test('a config with other bytes than announced', () =>
    inLayout(async layout => {
      const root = await layout.manifest({platform: AMD64})
      const honest = await serving(layout, root)
      const registry = {...honest, openBlob: async () => Readable.from('{"os":"linux"}', {objectMode: false})}
      await expect(resolveBase({base: 'example.com/base', platforms: [AMD64], registry})).rejects.toThrow(/sha256:/)
    }))
})

describe('from a layout', () => {
  test('the only image, or the one named', () =>
    inLayout(async layout => {
      const first = layout.name(await layout.index([{platform: AMD64}]), 'first')
      const base = `oci-layout://${layout.path}`
      const request = {platforms: [AMD64], registry: noRegistry}
      expect((await resolveBase({...request, base})).digest).toBe(first.digest)
      const second = layout.name(await layout.manifest({platform: AMD64, config: {User: '7'}}), 'second')
      expect((await resolveBase({...request, base: `${base}:second`})).digest).toBe(second.digest)
      expect((await resolveBase({...request, base: `${base}@${first.digest}`})).digest).toBe(first.digest)
      await expect(resolveBase({...request, base})).rejects.toThrow('holds several images: first, second')
      await expect(resolveBase({...request, base: `${base}:third`})).rejects.toThrow('no image named "third"')
    }))

  test('no layout there', async () => {
    const request = {base: 'oci-layout:///does/not/exist:tag', platforms: [AMD64], registry: noRegistry}
    await expect(resolveBase(request)).rejects.toThrow('/does/not/exist')
  })
})
