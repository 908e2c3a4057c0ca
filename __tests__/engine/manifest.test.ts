import {expect, test} from '@jest/globals'
import {checkShape, imageIndex, imageManifest, isSingle} from '../../src/engine/embedded/manifest.ts'
import {type Descriptor, type Digest, digestOf, formatPlatform, MEDIA_TYPE, parsePlatform} from '../../src/oci/index.ts'

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`
const config: Descriptor = {mediaType: MEDIA_TYPE.config, digest: digest('c'), size: 3}
const layer = (mediaType: string): Descriptor => ({mediaType, digest: digest('a'), size: 5})

test('a manifest: the bytes are what the descriptor says, keys in one order', () => {
  const manifest = imageManifest(config, [layer(MEDIA_TYPE.layer)], {b: '2', a: '1'})
  expect(manifest.bytes.toString()).toBe(
    `{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"${digest('c')}","size":3},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"${digest('a')}","size":5}],"annotations":{"a":"1","b":"2"}}`,
  )
  expect(manifest.descriptor).toEqual({
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest: digestOf(manifest.bytes),
    size: manifest.bytes.length,
  })
})

test.each([
  ['application/vnd.docker.image.rootfs.diff.tar.gzip', 'application/vnd.oci.image.layer.v1.tar+gzip'],
  ['application/vnd.docker.image.rootfs.diff.tar', 'application/vnd.oci.image.layer.v1.tar'],
  ['application/vnd.oci.image.layer.v1.tar+zstd', 'application/vnd.oci.image.layer.v1.tar+zstd'],
])('a base layer of type %s', (before, after) => {
  expect(imageManifest(config, [layer(before)], {}).value.layers[0]).toEqual(layer(after))
})

test.each([
  {platforms: ['linux/amd64', 'linux/arm64'], want: ['linux/amd64', 'linux/arm64']},
  {platforms: ['linux/arm64', 'linux/amd64/v3'], want: ['linux/arm64', 'linux/amd64']},
  {platforms: ['linux/amd64/v3', 'linux/amd64'], want: ['linux/amd64', 'linux/amd64/v3']},
  {
    platforms: ['linux/amd64/v4', 'linux/arm64', 'linux/amd64/v2'],
    want: ['linux/amd64', 'linux/arm64', 'linux/amd64/v4'],
  },
  {platforms: ['linux/arm/v5', 'linux/arm/v7'], want: ['linux/arm/v5', 'linux/arm/v7']},
])('an index of $platforms', ({platforms, want}) => {
  const entries = platforms.map((text, at) => ({
    ...layer(MEDIA_TYPE.manifest),
    digest: digest(String(at)),
    platform: parsePlatform(text) ?? {os: 'none', architecture: 'none'},
  }))
  const {manifests} = imageIndex(entries, {}).value
  expect(manifests.map(({platform}) => platform && formatPlatform(platform))).toEqual(want)
  expect(new Set(manifests.map(entry => entry.digest)).size).toBe(platforms.length)
})

test.each([
  {shape: 'auto', platforms: 1, single: true},
  {shape: 'auto', platforms: 2, single: false},
  {shape: 'index', platforms: 1, single: false},
  {shape: 'single', platforms: 1, single: true},
] as const)('$shape with $platforms platforms', ({shape, platforms, single}) => {
  expect(isSingle(shape, platforms)).toBe(single)
})

test('a single manifest for two platforms', () => {
  expect(() => checkShape('single', 2)).toThrow('holds one platform, and 2 are asked for')
  expect(() => checkShape('single', 1)).not.toThrow()
  expect(() => checkShape('index', 2)).not.toThrow()
})
