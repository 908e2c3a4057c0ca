import {afterAll, afterEach, beforeAll, describe, expect, test} from '@jest/globals'
import {nodeExec} from '../../src/lib/exec.ts'
import {createPushRun, pushImage} from '../../src/registry/index.ts'
import {REGISTRY_USER, startDistribution, startRegistry, type TestRegistry} from '../helpers/registries.ts'
import {toolPath} from '../helpers/tools.ts'
import {readAll, sparse, testClient, testImage} from './support.ts'

/** crane reads every manifest, config and layer back and recomputes what they claim. */
async function validate(reference: string): Promise<string> {
  const {exitCode, stdout, stderr} = await nodeExec({
    program: toolPath('crane'),
    args: ['validate', '--remote', reference],
    env: {PATH: process.env.PATH, HOME: process.env.HOME},
  })
  return exitCode === 0 ? 'valid' : stdout + stderr
}

describe.each([
  // Its blobs belong to all repositories at once, and it never answers 201 to a mount.
  {name: 'go-containerregistry', start: startRegistry, mounted: 'present'},
  {name: 'distribution', start: () => startDistribution(), mounted: 'mounted'},
])('$name', ({start, mounted}) => {
  let server: TestRegistry
  const clients: ReturnType<typeof testClient>[] = []
  const client = () => {
    const made = testClient()
    clients.push(made)
    return made
  }
  beforeAll(async () => {
    server = await start()
  })
  afterEach(() => {
    for (const made of clients.splice(0)) made.close()
  })
  afterAll(() => server.stop())

  test('an index of two platforms, then the same again', async () => {
    const {layout, root} = testImage()
    const repository = {registry: server.host, repository: 'acme/api'}
    const push = () => pushImage({registry: client(), layout, root, repository, tags: ['t1', 't2']})

    const first = await push()
    expect(first.tags.map(({outcome}) => outcome)).toEqual(['created', 'created'])
    expect(first.present).toBe(false)
    expect(first.contents.map(({outcome}) => outcome)).toEqual(Array(7).fill('sent'))
    expect(await validate(`${server.host}/acme/api:t1`)).toBe('valid')

    const second = await push()
    expect(second.tags.map(({outcome}) => outcome)).toEqual(['equal', 'equal'])
    expect(second.present).toBe(true)
    expect(second.contents.map(({kind, outcome}) => `${kind} ${outcome}`)).toEqual(Array(3).fill('manifest present'))
  })

  test('a tag moves to another image', async () => {
    const repository = {registry: server.host, repository: 'acme/moving'}
    const old = testImage()
    await pushImage({registry: client(), ...old, repository, tags: ['main']})
    const {layout, root} = testImage()
    const {tags} = await pushImage({registry: client(), layout, root, repository, tags: ['main']})
    expect(tags).toEqual([{name: 'main', outcome: 'moved', before: expect.objectContaining({digest: old.root.digest})}])
    expect(await client().head({...repository, tag: 'main'})).toEqual({
      mediaType: root.mediaType,
      digest: root.digest,
      size: root.size,
    })
  })

  test('one run sends a blob once and mounts it elsewhere', async () => {
    const {layout, root, blobs} = testImage()
    const run = createPushRun()
    const registry = client()
    const [first, second] = await Promise.all(
      ['acme/one', 'acme/two'].map(name =>
        pushImage({registry, layout, root, run, repository: {registry: server.host, repository: name}, tags: ['t']}),
      ),
    )
    // Which of the two is first is open.
    const outcomes = [first, second].flatMap(result => result?.contents ?? []).filter(({kind}) => kind === 'blob')
    expect(
      outcomes
        .filter(({outcome}) => outcome === 'sent')
        .map(({descriptor}) => descriptor.digest)
        .sort(),
    ).toEqual(blobs.map(({digest}) => digest).sort())
    expect(outcomes).toHaveLength(2 * blobs.length)
    expect(await validate(`${server.host}/acme/two:t`)).toBe('valid')
  })

  test('blobs of a sparse layout are mounted from their repository', async () => {
    const image = testImage()
    const base = {registry: server.host, repository: 'base/image'}
    const registry = client()
    await pushImage({registry, ...image, repository: base, tags: ['b']})
    const layout = sparse(
      image,
      image.blobs.map(({digest}) => digest),
      base,
    )
    const repository = {registry: server.host, repository: 'acme/onbase'}
    const {contents} = await pushImage({registry: client(), layout, root: image.root, repository, tags: ['t']})
    const blobs = contents.filter(({kind}) => kind === 'blob')
    expect(blobs.map(({outcome}) => outcome)).toEqual(image.blobs.map(() => mounted))
    expect(await validate(`${server.host}/acme/onbase:t`)).toBe('valid')
  })

  test('a manifest and a blob are read back', async () => {
    const image = testImage({architectures: ['amd64']})
    const repository = {registry: server.host, repository: 'acme/read'}
    const registry = client()
    await pushImage({registry, ...image, repository, tags: ['t']})
    const {descriptor, bytes} = await registry.manifest({...repository, tag: 't'})
    expect(descriptor.digest).toBe(image.root.digest)
    expect(bytes).toEqual(image.bytesOf(image.root.digest))
    for (const blob of image.blobs) {
      expect(await readAll(await registry.openBlob(repository, blob))).toEqual(image.bytesOf(blob.digest))
    }
    expect(await registry.head({...repository, tag: 'absent'})).toBeUndefined()
  })

  test('the right to push is proved without leaving anything', async () => {
    await client().checkPush({registry: server.host, repository: 'acme/new'})
    expect(await client().head({registry: server.host, repository: 'acme/new', tag: 'latest'})).toBeUndefined()
  })
})

test('blobs of a sparse layout go from registry to registry', async () => {
  const [source, target] = await Promise.all([startDistribution({auth: 'htpasswd'}), startRegistry()])
  const registry = testClient({logins: [{registry: source.host, ...REGISTRY_USER}]})
  try {
    const image = testImage({layerSize: 300_000})
    const base = {registry: source.host, repository: 'base/image'}
    await pushImage({registry, ...image, repository: base, tags: ['b']})
    const layout = sparse(
      image,
      image.blobs.map(({digest}) => digest),
      base,
    )
    const repository = {registry: target.host, repository: 'acme/api'}
    await pushImage({registry, layout, root: image.root, repository, tags: ['t']})
    expect(await validate(`${target.host}/acme/api:t`)).toBe('valid')
  } finally {
    registry.close()
    await Promise.all([source.stop(), target.stop()])
  }
})
