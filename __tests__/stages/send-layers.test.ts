import {EventEmitter, once} from 'node:events'
import {join} from 'node:path'
import {expect, test} from '@jest/globals'
import type {Binary} from '../../src/go/types.ts'
import type {Repository} from '../../src/oci/index.ts'
import type {PlannedImage} from '../../src/plan/index.ts'
import {createPushRun, type Registry} from '../../src/registry/index.ts'
import {layerSender} from '../../src/stages/send-layers.ts'
import {AMD64, ARM64, assembleIn, imageOf, textPrograms} from '../engine/assembling.ts'
import {inTemporaryFolder} from '../helpers/workspace.ts'

const image: PlannedImage = {name: 'localhost:1/acme/hello', mains: ['example.com/m/hello'], tags: []}
const repository: Repository = {registry: 'localhost:1', repository: 'acme/hello'}

/** Takes blobs and reads them; `first` resolves when it has taken one. */
function takingRegistry() {
  const sent = new EventEmitter()
  const first = once(sent, 'blob')
  const taken: string[] = []
  const putBlob: Registry['putBlob'] = async (_, blob, open) => {
    for await (const _chunk of await open());
    taken.push(blob.digest)
    sent.emit('blob')
    return 'sent'
  }
  return {registry: {putBlob} as Registry, taken, first}
}

test('a layer travels while the other platform is still linked; one that was kept does not', () =>
  inTemporaryFolder(async folder => {
    const {registry, taken, first} = takingRegistry()
    const toBuild = imageOf({platforms: [AMD64, ARM64]})
    const contents = [{toBuild, images: [image]}]
    const destinations = [{image, repository, tags: [], published: new Map()}]
    const onNewLayer = layerSender({contents, destinations, registry, run: createPushRun()})
    const programs = textPrograms(join(folder, 'programs'))
    const linkedLate = async (...[main, platform]: Parameters<typeof programs>): Promise<Binary> => {
      if (platform === ARM64) await first // else it would never be linked
      return programs(main, platform)
    }
    const {images} = await assembleIn(folder, [toBuild], {binaries: linkedLate, onNewLayer})
    expect(taken[0]).toBe(images[0]?.platforms[0]?.layers.at(-1)?.digest)

    const again = takingRegistry()
    const second = layerSender({contents, destinations, registry: again.registry, run: createPushRun()})
    await assembleIn(folder, [toBuild], {onNewLayer: second})
    expect(again.taken).toEqual([])
  }))

test('nothing travels where nothing is pushed', () =>
  inTemporaryFolder(async folder => {
    const {registry, taken} = takingRegistry()
    const toBuild = imageOf()
    const onNewLayer = layerSender({
      contents: [{toBuild, images: [image]}],
      destinations: [],
      registry,
      run: createPushRun(),
    })
    await assembleIn(folder, [toBuild], {onNewLayer})
    expect(taken).toEqual([])
  }))
