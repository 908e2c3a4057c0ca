import {EventEmitter, once} from 'node:events'
import {expect, test} from '@jest/globals'
import {createPhases} from '../../src/lib/phases.ts'
import {formatRepository} from '../../src/oci/index.ts'
import {type ImageToPublish, publishTogether} from '../../src/publish/index.ts'
import {createPushRun, type Registry} from '../../src/registry/index.ts'
import {testImage} from '../registry/support.ts'

/** Knows nothing, takes all but what goes to `broken.test`, and is slow with `slow.test`; `written` is what it took, in order. */
function scriptedRegistry(untilSlow: Promise<unknown>) {
  const written: string[] = []
  const unused = async () => {
    throw new Error('not used by a push')
  }
  const registry: Registry = {
    head: async () => undefined,
    manifest: unused,
    openBlob: unused,
    hasBlob: unused,
    checkPush: unused,
    async putBlob({registry: host}) {
      if (host === 'broken.test') throw new Error('403')
      await untilSlow
      written.push(`${host} blob`)
      return 'sent'
    },
    async putManifest(repository, target) {
      written.push(`${formatRepository(repository)} ${target}`)
    },
  }
  return {registry, written}
}

function imagesFor(registry: Registry, hosts: readonly string[]): readonly ImageToPublish[] {
  const {layout, root} = testImage({architectures: ['amd64']})
  const common = {
    registry,
    layout,
    root,
    ignored: undefined,
    run: createPushRun(),
    signal: new AbortController().signal,
  }
  return hosts.map(host => {
    const repository = {registry: host, repository: 'acme/api'}
    return {...common, name: `${host}/acme/api`, repository, tags: ['main'], published: new Map()}
  })
}

test('tags are set when the content is in every registry', async () => {
  const {registry, written} = scriptedRegistry(Promise.resolve())
  const publications = await publishTogether(
    imagesFor(registry, ['a.test', 'b.test']),
    createPhases(() => 0),
  )
  expect(written.slice(-2).sort()).toEqual(['a.test/acme/api main', 'b.test/acme/api main'])
  expect(publications.map(({changed}) => changed)).toEqual([true, true])
})

test('one registry refuses: the others get the content to its end, no tag is set, and nothing goes on afterwards', async () => {
  const pushes = new EventEmitter()
  const {registry, written} = scriptedRegistry(once(pushes, 'failed'))
  const phases = createPhases(() => 0, {
    started() {},
    ended: (_, failed) => void (failed && pushes.emit('failed')),
  })
  await expect(publishTogether(imagesFor(registry, ['broken.test', 'b.test']), phases)).rejects.toThrow('403')
  expect(written.slice(0, 2)).toEqual(['b.test blob', 'b.test blob'])
  expect(written.slice(2)).toEqual(Array.from({length: 2}, () => expect.stringMatching(/^b\.test\/acme\/api sha256:/)))
})
