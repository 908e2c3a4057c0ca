import {describe, expect, test} from '@jest/globals'
import {type Descriptor, digestOf, type ImageConfig, MEDIA_TYPE} from '../../src/oci/index.ts'
import {readContent} from '../../src/publish/content.ts'

const REVISION = 'org.opencontainers.image.revision'
const LAYER = digestOf('layer')

/** A two-platform image in memory; `change` edits each config. */
function image(change: (config: ImageConfig) => ImageConfig = config => config, annotations = {}, layer = LAYER) {
  const blobs = new Map<string, Buffer>()
  const put = (mediaType: string, value: unknown): Descriptor => {
    const bytes = Buffer.from(JSON.stringify(value))
    blobs.set(digestOf(bytes), bytes)
    return {mediaType, digest: digestOf(bytes), size: bytes.length}
  }
  const manifests = ['amd64', 'arm64'].map(architecture => {
    const config = put(
      MEDIA_TYPE.config,
      change({
        created: '2024-01-01T00:00:00Z',
        os: 'linux',
        architecture,
        config: {Entrypoint: ['/app/x'], Labels: {[REVISION]: 'one', keep: 'me'}},
        rootfs: {type: 'layers', diff_ids: [layer]},
        history: [{created: '2024-01-01T00:00:00Z', created_by: 'x'}],
      }),
    )
    const layers = [{mediaType: MEDIA_TYPE.layer, digest: layer, size: 5}]
    return put(MEDIA_TYPE.manifest, {schemaVersion: 2, mediaType: MEDIA_TYPE.manifest, config, layers})
  })
  const root = put(MEDIA_TYPE.index, {schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests, annotations})
  const read = async (descriptor: Descriptor) => blobs.get(descriptor.digest) ?? Buffer.from('{}')
  return readContent(read, root, new Set([REVISION])).then(content => content.fingerprint)
}

describe('content without commit data', () => {
  test.each<{name: string; change?: (config: ImageConfig) => ImageConfig; annotations?: object; same: boolean}>([
    {
      name: 'created',
      change: config => ({...config, created: '2025-01-01T00:00:00Z', history: [{created_by: 'x'}]}),
      same: true,
    },
    {
      name: 'the revision label',
      change: config => ({...config, config: {...config.config, Labels: {keep: 'me', [REVISION]: 'two'}}}),
      same: true,
    },
    {name: 'the revision annotation', annotations: {[REVISION]: 'two'}, same: true},
    {name: 'another annotation', annotations: {team: 'a'}, same: false},
    {
      name: 'another label',
      change: config => ({...config, config: {...config.config, Labels: {keep: 'you'}}}),
      same: false,
    },
    {
      name: 'the entrypoint',
      change: config => ({...config, config: {...config.config, Entrypoint: ['/y']}}),
      same: false,
    },
  ])('$name: same = $same', async ({change, annotations, same}) => {
    expect((await image(change, annotations)) === (await image())).toBe(same)
  })

  test('another layer is another content', async () => {
    expect(await image(undefined, {}, digestOf('other'))).not.toBe(await image())
  })
})

test('a document that is not what it claims to be is an error', async () => {
  const bytes = Buffer.from('{"schemaVersion":2}')
  const root = {mediaType: MEDIA_TYPE.manifest, digest: digestOf(bytes), size: bytes.length}
  await expect(readContent(async () => bytes, root, new Set())).rejects.toThrow(
    'is no image: its manifest names no config',
  )
})
