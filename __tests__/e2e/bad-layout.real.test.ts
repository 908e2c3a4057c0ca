import {readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from '@jest/globals'
import {HELLO} from '../helpers/broken.ts'
import {runCli} from '../helpers/bundle.ts'
import {tagsOf, validate} from '../helpers/image.ts'
import {startRegistry} from '../helpers/registries.ts'
import {inTemporaryFolder, writeFiles} from '../helpers/workspace.ts'

/** What can be wrong with a layout that came from elsewhere. `layer` is the path of its largest blob. */
const damages = [
  {name: 'lacks a blob', damage: (layer: string) => rmSync(layer), says: /lacks|missing|no blob|not there/i},
  {
    name: 'has a blob of another digest',
    damage: (layer: string) => {
      const bytes = readFileSync(layer)
      writeFileSync(layer, bytes.fill(0, 100, 200)) // as long as before
    },
    says: /is damaged/,
  },
  {
    name: 'has a blob that was cut',
    damage: (layer: string) => writeFileSync(layer, 'short'),
    says: /lacks|size|bytes/i,
  },
]

test.each(damages)('push of a layout that $name: said with the digest, and no tag', async ({damage, says}) => {
  const registry = await startRegistry()
  try {
    await inTemporaryFolder(async folder => {
      const [work, layout] = [join(folder, 'work'), join(folder, 'layout')]
      const image = `${registry.host}/acme/hello`
      writeFiles(work, HELLO)
      const env = {GO_CONTAINERIZE_CACHE: join(folder, 'cache')}
      const push = () => runCli(['push', layout, '--image', image, '--tag', 't1'], {env})
      const built = await runCli(['build', work, '--image', image, '--platform', 'linux/amd64', '--output', layout], {
        env,
      })
      expect(built).toMatchObject({exitCode: 0})

      const layer = largestBlob(layout)
      const whole = readFileSync(layer)
      damage(layer)
      const result = await push()
      expect(result.stderr).toContain(layer.slice(-64))
      expect(result.stderr).toMatch(says)
      expect(result.stderr).not.toMatch(/\n\s+at .*\.js:\d+/)
      expect(result).toMatchObject({exitCode: 1, stdout: ''})
      expect(await tagsOf(image).catch(() => [])).toEqual([])

      writeFileSync(layer, whole)
      expect(await push()).toMatchObject({exitCode: 0})
      await validate(`${image}:t1`)
    })
  } finally {
    await registry.stop()
  }
})

test('push of a folder that is no layout: said', async () => {
  await inTemporaryFolder(async folder => {
    const result = await runCli(['push', folder, '--image', 'localhost:1/a'])
    expect(result.stderr).toContain(folder)
    expect(result.stderr).toMatch(/layout/)
    expect(result).toMatchObject({exitCode: 1, stdout: ''})
  })
})

function largestBlob(layout: string): string {
  const folder = join(layout, 'blobs/sha256')
  const blobs = readdirSync(folder).map(name => join(folder, name))
  const [largest = ''] = blobs.sort((a, b) => statSync(b).size - statSync(a).size)
  return largest
}
