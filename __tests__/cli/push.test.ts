import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from '@jest/globals'
import {digestOf, MEDIA_TYPE} from '../../src/oci/index.ts'
import {cli} from './session.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-push-'))
  await mkdir(join(folder, 'blobs', 'sha256'), {recursive: true})
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  const annotations = {'org.opencontainers.image.ref.name': 'shop:main'}
  const image = {mediaType: MEDIA_TYPE.manifest, digest: digestOf('shop'), size: 4, annotations}
  await writeFile(join(folder, 'index.json'), JSON.stringify({schemaVersion: 2, manifests: [image]}))
})
afterEach(() => rm(folder, {recursive: true, force: true}))

test.each([
  {name: 'the name that build gave', args: [], says: '"shop" names no registry'},
  {name: 'a name alone', args: ['--image', 'shop'], says: '"docker.io/library/shop" names no registry'},
])('$name goes to no registry', async ({args, says}) => {
  const {exitCode, stderr} = await cli(['push', folder, ...args])
  expect(stderr).toContain(says)
  expect(exitCode).toBe(2)
})

test('all that is wrong with the destinations is told at once', async () => {
  const {stderr} = await cli(['push', folder, '--image', 'a', '--image', 'b'])
  expect(stderr).toContain('"docker.io/library/a" names no registry')
  expect(stderr).toContain('"docker.io/library/b" names no registry')
})
