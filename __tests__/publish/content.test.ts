import {Readable} from 'node:stream'
import {describe, expect, test} from '@jest/globals'
import {type Descriptor, digestOf, type ImageConfig, MEDIA_TYPE} from '../../src/oci/index.ts'
import {readContent} from '../../src/publish/content.ts'
import {findSameContent} from '../../src/publish/published.ts'

const REVISION = 'org.opencontainers.image.revision'

interface ImageOptions {
  readonly change?: (config: ImageConfig) => ImageConfig
  readonly annotations?: object
  readonly layer?: string
  readonly architectures?: readonly string[]
}

/** An image in memory; `change` edits each config. */
function makeImage(options: ImageOptions = {}) {
  const {change = config => config, annotations = {}, layer = 'layer', architectures = ['amd64', 'arm64']} = options
  const blobs = new Map<string, Buffer>()
  const put = (mediaType: string, value: unknown): Descriptor => {
    const bytes = Buffer.from(JSON.stringify(value))
    blobs.set(digestOf(bytes), bytes)
    return {mediaType, digest: digestOf(bytes), size: bytes.length}
  }
  const manifests = architectures.map((architecture, at) => {
    const digest = digestOf(`${layer} ${at}`)
    const config = put(
      MEDIA_TYPE.config,
      change({
        created: '2024-01-01T00:00:00Z',
        os: 'linux',
        architecture,
        config: {Entrypoint: ['/app/x'], Labels: {[REVISION]: 'one', keep: 'me'}},
        rootfs: {type: 'layers', diff_ids: [digest]},
        history: [{created: '2024-01-01T00:00:00Z', created_by: 'x'}],
      }),
    )
    const layers = [{mediaType: MEDIA_TYPE.layer, digest, size: 5}]
    return put(MEDIA_TYPE.manifest, {schemaVersion: 2, mediaType: MEDIA_TYPE.manifest, config, layers})
  })
  const root = put(MEDIA_TYPE.index, {schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests, annotations})
  const read = async (descriptor: Descriptor) => blobs.get(descriptor.digest) ?? Buffer.from('{}')
  return {root, manifests, read}
}

async function fingerprintOf(options: ImageOptions = {}): Promise<string> {
  const {read, root} = makeImage(options)
  return (await readContent(read, root, new Set([REVISION]))).fingerprint
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
    expect(
      (await fingerprintOf({...(change && {change}), ...(annotations && {annotations})})) === (await fingerprintOf()),
    ).toBe(same)
  })

  test('another layer is another content', async () => {
    expect(await fingerprintOf({layer: 'other'})).not.toBe(await fingerprintOf())
  })
})

test('levels of one architecture, whose configs name none: each of our manifests finds its own', async () => {
  const architectures = ['amd64', 'amd64']
  const ours = makeImage({architectures})
  const theirs = makeImage({architectures, change: config => ({...config, created: '2025-01-01T00:00:00Z'})})
  const same = await findSameContent({
    registry: {
      manifest: async ({digest}) => {
        const descriptor = [theirs.root, ...theirs.manifests].find(of => of.digest === digest) ?? theirs.root
        return {descriptor, bytes: await theirs.read(descriptor)}
      },
      openBlob: async (_, blob) => Readable.from([await theirs.read(blob)]),
    },
    repository: {registry: 'r.test', repository: 'acme/api'},
    published: theirs.root,
    ours,
    ignored: new Set([REVISION]),
  })
  expect(ours.manifests.map(({digest}) => same?.get(digest)?.digest)).toEqual(theirs.manifests.map(of => of.digest))
})

test('a document that is not what it claims to be is an error', async () => {
  const bytes = Buffer.from('{"schemaVersion":2}')
  const root = {mediaType: MEDIA_TYPE.manifest, digest: digestOf(bytes), size: bytes.length}
  await expect(readContent(async () => bytes, root, new Set())).rejects.toThrow(
    'is no image: its manifest names no config',
  )
})
