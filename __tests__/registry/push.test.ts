import {expect, test} from '@jest/globals'
import {type Descriptor, type Digest, formatRepository, type Layout} from '../../src/oci/index.ts'
import {type BlobOutcome, createPushRun, pushImage, type Registry, RegistryError} from '../../src/registry/index.ts'
import {sparse, testImage} from './support.ts'

const REPOSITORY = {registry: 'r.test', repository: 'acme/api'}

interface MemoryRegistry extends Registry {
  /** What was written, in order: `blob acme/api sha256:…`, `manifest acme/api main`. */
  readonly written: string[]
  readonly tags: Map<string, Descriptor>
}

function memoryRegistry(overrides: Partial<Registry> = {}): MemoryRegistry {
  const written: string[] = []
  const tags = new Map<string, Descriptor>()
  const unused = async () => {
    throw new Error('not used by a push')
  }
  return {
    written,
    tags,
    head: async ({registry, repository, tag, digest}) => tags.get(`${registry}/${repository} ${tag ?? digest}`),
    manifest: unused,
    openBlob: unused,
    hasBlob: unused,
    checkPush: unused,
    async putBlob({repository}, {digest}, _open, mountFrom): Promise<BlobOutcome> {
      written.push(`blob ${repository} ${digest}${mountFrom ? ` from ${mountFrom.repository}` : ''}`)
      return mountFrom ? 'mounted' : 'sent'
    },
    async putManifest(repository, target, {descriptor}) {
      written.push(`manifest ${repository.repository} ${target}`)
      for (const name of [target, descriptor.digest]) tags.set(`${formatRepository(repository)} ${name}`, descriptor)
    },
    ...overrides,
  }
}

test('children go before parents and tags last', async () => {
  const {layout, root, children, blobs} = testImage()
  const registry = memoryRegistry()
  await pushImage({registry, layout, root, repository: REPOSITORY, tags: ['1.2.3', 'latest']})
  const at = (line: string) => registry.written.indexOf(line)
  expect(registry.written.slice(-3)).toEqual([
    `manifest acme/api ${root.digest}`,
    'manifest acme/api 1.2.3',
    'manifest acme/api latest',
  ])
  // No platform is public before all of every platform is there.
  const firstManifest = Math.min(...children.map(({digest}) => at(`manifest acme/api ${digest}`)))
  for (const {digest} of blobs) expect(at(`blob acme/api ${digest}`)).toBeGreaterThanOrEqual(0)
  for (const {digest} of blobs) expect(at(`blob acme/api ${digest}`)).toBeLessThan(firstManifest)
})

test('without tags the image is there by its digest', async () => {
  const {layout, root} = testImage()
  const registry = memoryRegistry()
  const {tags} = await pushImage({registry, layout, root, repository: REPOSITORY, tags: []})
  expect(tags).toEqual([])
  expect(registry.written.at(-1)).toBe(`manifest acme/api ${root.digest}`)
})

test('a child that somebody deleted is pushed again though the tag is equal', async () => {
  const {layout, root, children} = testImage()
  const registry = memoryRegistry()
  const push = () => pushImage({registry, layout, root, repository: REPOSITORY, tags: ['t']})
  await push()
  registry.tags.delete(`r.test/acme/api ${children[1]?.digest}`)
  registry.written.length = 0
  const {tags, present} = await push()
  expect({outcome: tags[0]?.outcome, present}).toEqual({outcome: 'equal', present: false})
  expect(registry.written).toHaveLength(3) // config, layer, manifest
})

test('no manifest and no tag is written when a blob of one platform fails', async () => {
  const {layout, root, blobs} = testImage()
  const registry = memoryRegistry({
    putBlob: async (_, {digest}) => {
      if (digest === blobs.at(-1)?.digest) throw new Error('disk full')
      return 'sent'
    },
  })
  await expect(pushImage({registry, layout, root, repository: REPOSITORY, tags: ['t']})).rejects.toThrow('disk full')
  expect(registry.written).toEqual([])
})

test.each([
  {name: 'but wrote it', isWritten: true},
  {name: 'and did not', isWritten: false},
])('a registry that refuses to set a tag $name', async ({isWritten}) => {
  const {layout, root} = testImage({architectures: ['amd64']})
  const {putManifest, ...registry} = memoryRegistry()
  const refusal = new RegistryError('immutable', {status: 409, codes: ['TAG_IMMUTABLE']})
  const strict: Registry = {
    ...registry,
    async putManifest(repository, target, manifest) {
      if (isWritten || target !== 't') await putManifest(repository, target, manifest)
      if (target === 't') throw refusal
    },
  }
  const push = pushImage({registry: strict, layout, root, repository: REPOSITORY, tags: ['t']})
  if (isWritten) await expect(push).resolves.toMatchObject({tags: [{name: 't', outcome: 'created'}]})
  else await expect(push).rejects.toBe(refusal)
})

test('what is asked for a push is asked with the right to write', async () => {
  const {layout, root, children} = testImage()
  const asked: unknown[] = []
  const registry = memoryRegistry({
    async head({tag, digest}, options) {
      asked.push([tag ?? digest, options])
      return undefined
    },
  })
  await pushImage({registry, layout, root, repository: REPOSITORY, tags: ['t']})
  const names = ['t', root.digest, ...children.map(({digest}) => digest)]
  expect(asked.sort()).toEqual(names.map(name => [name, {toPush: true}]).sort())
})

test('a blob that a layout lacks without saying where it is: what the layout says of it', async () => {
  const image = testImage({architectures: ['amd64']})
  const open = (blob: Descriptor) => Promise.reject(new Error(`${blob.digest} has 3 bytes instead of ${blob.size}`))
  const layout: Layout = {...image.layout, open, has: async () => false}
  const push = pushImage({registry: memoryRegistry(), layout, root: image.root, repository: REPOSITORY, tags: ['t']})
  await expect(push).rejects.toThrow(/^sha256:\w+ has 3 bytes instead of \d+$/)
})

test.each([
  {name: 'the same registry: by mount', origin: {registry: 'r.test', repository: 'base'}, from: ' from base'},
  {name: 'another registry: by sending', origin: {registry: 'other.test', repository: 'base'}, from: ''},
])('blobs of a base in $name', async ({origin, from}) => {
  const image = testImage({architectures: ['amd64']})
  const lacking: Digest[] = image.blobs.slice(1).map(({digest}) => digest)
  const registry = memoryRegistry()
  const layout = sparse(image, lacking, origin)
  await pushImage({registry, layout, root: image.root, repository: REPOSITORY, tags: ['t']})
  for (const digest of lacking) expect(registry.written).toContain(`blob acme/api ${digest}${from}`)
})

test('a blob goes once to each repository, and a failure is not remembered', async () => {
  const [blob] = testImage().blobs
  if (!blob) throw new Error('no blob')
  let attempts = 0
  const registry = memoryRegistry({
    async putBlob() {
      attempts++
      if (attempts === 1) throw new Error('reset')
      return 'sent'
    },
  })
  const run = createPushRun()
  const open = async () => {
    throw new Error('not opened here')
  }
  const push = () => run.pushBlob(registry, REPOSITORY, {blob, open, origin: undefined})
  await expect(push()).rejects.toThrow('reset')
  expect(await Promise.all([push(), push()])).toEqual(['sent', 'sent'])
  expect(await push()).toBe('sent')
  expect(attempts).toBe(2)
})

test('a registry that never learns what was sent gets five more tries in 30 s', async () => {
  const {layout, root} = testImage({architectures: ['amd64']})
  const slept: number[] = []
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds)
  }
  const registry = memoryRegistry({
    putManifest: async () => {
      throw new RegistryError('400', {status: 400, codes: ['MANIFEST_BLOB_UNKNOWN']})
    },
  })
  const push = pushImage({registry, layout, root, repository: REPOSITORY, tags: ['t'], sleep})
  await expect(push).rejects.toThrow('400')
  expect(slept).toHaveLength(5)
  expect(slept.reduce((sum, wait) => sum + wait)).toBe(30_000)
})

test('what is neither image nor index is refused', async () => {
  const {layout, root} = testImage()
  const odd = {...root, mediaType: 'application/zip'}
  const push = pushImage({registry: memoryRegistry(), layout, root: odd, repository: REPOSITORY, tags: []})
  await expect(push).rejects.toThrow(/is a "application\/zip", neither an image nor an index/)
})
