import {join} from 'node:path'
import {expect, test} from '@jest/globals'
import type {Report} from '../../src/report/types.ts'
import {jsonOfCli, output} from '../helpers/bundle.ts'
import {HOST_PLATFORM, unpack, validate} from '../helpers/image.ts'
import {startDistribution} from '../helpers/registries.ts'
import {changesIn, commitAll, inTemporaryFolder, moduleSource} from '../helpers/workspace.ts'

/** Programs that people use, as Go's module proxy keeps them. A cold compile for two platforms takes minutes. */
const modules = [
  {
    module: 'github.com/prometheus/node_exporter@v1.12.1',
    name: 'node_exporter',
    args: ['--version'],
    says: 'node_exporter',
  },
  {module: 'go.k6.io/k6@v1.8.1', name: 'k6', args: ['version'], says: 'k6 v1.8.1'},
]

test.each(modules)(
  '$module for two platforms: pushed, valid, and it runs',
  async ({module, name, args, says}) => {
    const registry = await startDistribution()
    try {
      await inTemporaryFolder(async folder => {
        const source = await moduleSource(module, folder)
        await commitAll(source)
        const image = `${registry.host}/acme/${name}`
        // Both have a Dockerfile of their own.
        const build = ['build', source, '--engine', 'embedded', '--image', image, '--tag', 'v1', '--push']
        const report = await jsonOfCli<Report>(build, {
          env: {GO_CONTAINERIZE_CACHE: join(folder, 'cache')},
        })
        const [built] = report.images
        expect(built?.platforms.map(({platform}) => platform)).toEqual(['linux/amd64', 'linux/arm64'])
        await validate(`${image}:v1`)

        const host = built?.platforms.find(({platform}) => platform === HOST_PLATFORM)
        const program = host?.binaries[0]?.path ?? ''
        const root = await unpack(`${image}:v1`, folder)
        expect(await output(join(root, program), args)).toContain(says)
        expect(await changesIn(source)).toBe('')
      })
    } finally {
      await registry.stop()
    }
  },
  1_200_000,
)
