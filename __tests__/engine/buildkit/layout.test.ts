import {join} from 'node:path'
import {afterAll, describe, expect, test} from '@jest/globals'
import {handOver} from '../../../src/engine/buildkit/hand-over.ts'
import {joinBuilt, readBuilt} from '../../../src/engine/buildkit/layout.ts'
import {type Descriptor, MEDIA_TYPE, openLayout, type Platform, writeLayout} from '../../../src/oci/index.ts'
import {TestLayout} from '../../helpers/layouts.ts'
import {AMD64, ARM64, temporaryFolder} from './building.ts'

const temp = temporaryFolder()
afterAll(() => temp.remove())
let count = 0

/** As BuildKit writes it. */
async function written(platforms: readonly Platform[], attested = false): Promise<string> {
  const layout = new TestLayout(join(temp.path, `written-${count++}`))
  const images = platforms.map(platform => ({platform, layers: [{[`of-${platform.architecture}`]: 'content'}]}))
  const [only] = images
  if (only && images.length === 1 && !attested) layout.name(await layout.manifest(only), 'latest')
  else layout.name(await layout.index(images, attested ? [attestation(layout)] : []), 'latest')
  return layout.path
}

function attestation(layout: TestLayout): Descriptor {
  const config = layout.json(MEDIA_TYPE.config, {
    architecture: 'unknown',
    os: 'unknown',
    rootfs: {type: 'layers', diff_ids: []},
  })
  const statement = layout.json('application/vnd.in-toto+json', {a: 'statement'})
  return {
    ...layout.json(MEDIA_TYPE.manifest, {
      schemaVersion: 2,
      mediaType: MEDIA_TYPE.manifest,
      config,
      layers: [statement],
    }),
    annotations: {'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': 'sha256:x'},
    platform: {os: 'unknown', architecture: 'unknown'},
  }
}

async function over(
  folders: readonly {readonly path: string; readonly platforms: readonly Platform[]}[],
  shape: 'auto' | 'single' | 'index',
) {
  const built = joinBuilt(await Promise.all(folders.map(({path, platforms}) => readBuilt(path, platforms))))
  const path = join(temp.path, `layout-${count++}`)
  const task = {built, names: ['b:1', 'a:1'], shape, annotations: {note: 'x'}}
  const descriptor = await writeLayout(path, writer => handOver(task, writer))
  const layout = await openLayout(path)
  for (const {manifest, layers} of [...built.platforms, ...built.attestations]) {
    for (const blob of [manifest.descriptor, manifest.value.config, ...layers])
      expect(await layout.has(blob)).toBe(true)
  }
  const root = JSON.parse((await layout.read(descriptor)).toString())
  return {built, descriptor, layout, root}
}

describe('one platform', () => {
  test.each([
    {shape: 'auto', attested: false, type: 'manifest'},
    {shape: 'single', attested: false, type: 'manifest'},
    {shape: 'index', attested: false, type: 'index'},
    {shape: 'auto', attested: true, type: 'index'},
    {shape: 'index', attested: true, type: 'index'},
  ] as const)('manifest: $shape, with attestations: $attested, gives one $type', async ({shape, attested, type}) => {
    const folder = {path: await written([AMD64], attested), platforms: [AMD64]}
    const {descriptor, layout} = await over([folder], shape)
    expect(descriptor.mediaType).toBe(MEDIA_TYPE[type])
    expect(layout.index.manifests.map(({annotations}) => annotations?.['org.opencontainers.image.ref.name'])).toEqual([
      'a:1',
      'b:1',
    ])
  })

  test('manifest: single has no place for attestations', async () => {
    const folder = {path: await written([AMD64], true), platforms: [AMD64]}
    await expect(over([folder], 'single')).rejects.toMatchObject({hint: expect.stringContaining('provenance')})
  })
})

test('an index of BuildKit stays as it is, and its platforms come as they were asked for', async () => {
  const path = await written([AMD64, ARM64])
  const {built, descriptor, root} = await over([{path, platforms: [ARM64, AMD64]}], 'auto')
  expect(built.platforms.map(({platform}) => platform)).toEqual([ARM64, AMD64])
  expect(descriptor.digest).toBe((await openLayout(path)).index.manifests[0]?.digest)
  expect(root.manifests).toHaveLength(2)
})

test('the builds of two nodes become one index, with what is said about them at its end', async () => {
  const folders = [
    {path: await written([ARM64], true), platforms: [ARM64]},
    {path: await written([AMD64]), platforms: [AMD64]},
  ]
  const {built, root} = await over(folders, 'auto')
  expect(built.attestations).toHaveLength(1)
  expect(root.annotations).toEqual({note: 'x'})
  expect(root.manifests.map(({platform}: {platform: Platform}) => platform.architecture)).toEqual([
    'arm64',
    'amd64',
    'unknown',
  ])
  expect(root.manifests[2].annotations).toMatchObject({'vnd.docker.reference.type': 'attestation-manifest'})
})

test('a platform that is not there is named', async () => {
  await expect(readBuilt(await written([AMD64, ARM64]), [{os: 'linux', architecture: 's390x'}])).rejects.toThrow(
    'no image for linux/s390x; it has linux/amd64, linux/arm64',
  )
})

test('two platforms are no single manifest', async () => {
  const folder = {path: await written([AMD64, ARM64]), platforms: [AMD64, ARM64]}
  await expect(over([folder], 'single')).rejects.toThrow('"manifest: single" holds one platform')
})
