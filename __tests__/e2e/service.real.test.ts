import {join} from 'node:path'
import {expect, test} from '@jest/globals'
import type {Report} from '../../src/report/types.ts'
import {jsonOfCli, output, REPOSITORY, type RunOptions, runCli, start} from '../helpers/bundle.ts'
import {digestOf, manifestOf, unpack, validate} from '../helpers/image.ts'
import {node24} from '../helpers/node24.ts'
import {startDistribution, startRegistry} from '../helpers/registries.ts'
import {cloneOfThis, inTemporaryFolder} from '../helpers/workspace.ts'

const cases = [
  {name: `Node ${process.version} to go-containerregistry`, node: () => process.execPath, open: () => startRegistry()},
  {name: 'Node 24 to distribution', node: node24, open: () => startDistribution()},
]

test.each(cases)('examples/service with $name: an index, the same digest again and elsewhere', async ({node, open}) => {
  const registry = await open()
  try {
    await inTemporaryFolder(async folder => {
      const image = `${registry.host}/service`
      const build = (dir: string, cache: string, run: RunOptions = {}) =>
        jsonOfCli<Report>(['build', dir, '--image', image, '--tag', 't1', '--push'], {
          node: node(),
          cwd: REPOSITORY,
          env: {GO_CONTAINERIZE_CACHE: join(folder, cache)},
          ...run,
        })

      const first = (await build('examples/service', 'cache')).images[0]
      expect(first).toMatchObject({
        name: image,
        tags: ['t1'],
        references: [`${image}:t1`],
        changed: true,
        pushed: true,
      })
      expect(first?.platforms.map(({platform}) => platform)).toEqual(['linux/amd64', 'linux/arm64'])
      expect(first?.digest).toBe(await digestOf(`${image}:t1`))
      await validate(`${image}:t1`)
      const index = await manifestOf(`${image}:t1`)
      expect(index.mediaType).toBe('application/vnd.oci.image.index.v1+json')
      expect(index.manifests.map(({platform}) => `${platform.os}/${platform.architecture}`)).toEqual([
        'linux/amd64',
        'linux/arm64',
      ])

      const again = (await build('examples/service', 'cache')).images[0]
      expect(again).toMatchObject({digest: first?.digest, changed: false, pushed: true})

      const clone = await cloneOfThis(folder)
      const elsewhere = (await build(join(clone, 'examples/service'), 'other cache', {cwd: folder})).images[0]
      expect(elsewhere).toMatchObject({digest: first?.digest, changed: false})
    })
  } finally {
    await registry.stop()
  }
})

test('both Nodes make the same image', async () => {
  await inTemporaryFolder(async folder => {
    const digests = new Set<string | undefined>()
    for (const node of [process.execPath, node24()]) {
      const args = ['build', 'examples/service', '--image', 'localhost:1/service', '--output', join(folder, 'layout')]
      // A cache of its own for each, so that nothing is taken over from the one before.
      const env = {GO_CONTAINERIZE_CACHE: join(folder, `cache ${digests.size}`)}
      const report = await jsonOfCli<Report>(args, {node, cwd: REPOSITORY, env})
      digests.add(report.images[0]?.digest)
    }
    expect(digests.size).toBe(1)
    expect((await output(node24(), ['--version'])).trim()).toMatch(/^v24\./)
  })
})

test('the pushed program runs: it serves, says that it is healthy, and stops when asked', async () => {
  const registry = await startRegistry()
  try {
    await inTemporaryFolder(async folder => {
      const image = `${registry.host}/service`
      const {exitCode, stderr, stdout} = await runCli(['build', 'examples/service', '--image', image, '--push'], {
        cwd: REPOSITORY,
        env: {GO_CONTAINERIZE_CACHE: join(folder, 'cache')},
      })
      expect({exitCode, stderr}).toMatchObject({exitCode: 0})
      const reference = stdout.trim() // a pipe gets image@digest and nothing else
      expect(reference).toMatch(/^[^\n]+\/service@sha256:[0-9a-f]{64}$/)

      const program = join(await unpack(reference, folder), 'app/service')
      const service = start(program, [], {env: {PORT: '0'}})
      try {
        const [, port = ''] = await service.seen(/address=\S*:(\d+)/)
        const answer = await fetch(`http://localhost:${port}/`)
        expect(await answer.text()).toContain('hello from localhost')
        await output(program, ['health'], {env: {PORT: port}})
      } finally {
        service.child.kill('SIGTERM')
      }
      expect(await service.finished).toMatchObject({exitCode: 0})
    })
  } finally {
    await registry.stop()
  }
})
