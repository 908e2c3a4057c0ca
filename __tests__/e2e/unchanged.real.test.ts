import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from '@jest/globals'
import type {Report, ReportImage} from '../../src/report/types.ts'
import {jsonOfCli} from '../helpers/bundle.ts'
import {digestOf, validate} from '../helpers/image.ts'
import {startDistribution} from '../helpers/registries.ts'
import {commitAll, inTemporaryFolder, writeFiles} from '../helpers/workspace.ts'

const PROGRAM = 'package main\n\nfunc main() { println("hello") }\n'

test('a commit that changes no content keeps the published digest; new content and new tags move', async () => {
  const registry = await startDistribution()
  try {
    await inTemporaryFolder(async folder => {
      const source = join(folder, 'source')
      const image = `${registry.host}/app`
      const build = async (...tags: readonly string[]): Promise<ReportImage | undefined> => {
        const args = ['build', source, '--image', image, '--push', ...tags.flatMap(tag => ['--tag', tag])]
        const env = {GO_CONTAINERIZE_CACHE: join(folder, 'cache')}
        return (await jsonOfCli<Report>(args, {env})).images[0]
      }
      writeFiles(source, {'go.mod': 'module example.com/app\n\ngo 1.24\n', 'main.go': PROGRAM})
      await commitAll(source)
      const first = await build('main')
      expect(first).toMatchObject({changed: true, pushed: true})

      writeFiles(source, {'README.md': 'what it is\n'})
      await commitAll(source)
      const second = await build('main')
      expect(second).toMatchObject({digest: first?.digest, changed: false})
      expect(second?.platforms).toEqual(first?.platforms)
      expect(await digestOf(`${image}:main`)).toBe(first?.digest)

      const tagged = await build('main', 'stable')
      expect(tagged).toMatchObject({digest: first?.digest, changed: true, tags: ['main', 'stable']})
      expect(await digestOf(`${image}:stable`)).toBe(first?.digest)

      writeFileSync(join(source, 'main.go'), PROGRAM.replace('hello', 'good bye'))
      await commitAll(source)
      const third = await build('main')
      expect(third?.changed).toBe(true)
      expect(third?.digest).not.toBe(first?.digest)
      expect(await digestOf(`${image}:main`)).toBe(third?.digest)
      expect(await digestOf(`${image}:stable`)).toBe(first?.digest)
      await validate(`${image}:main`)
    })
  } finally {
    await registry.stop()
  }
})
