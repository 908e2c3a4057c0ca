import {join} from 'node:path'
import {expect, test} from '@jest/globals'
import type {Report} from '../../src/report/types.ts'
import {jsonOfCli, output, REPOSITORY} from '../helpers/bundle.ts'
import {unpack, validate} from '../helpers/image.ts'
import {startRegistry} from '../helpers/registries.ts'
import {inTemporaryFolder} from '../helpers/workspace.ts'

test('examples/monorepo: two modules of a work file, three programs, an image each', async () => {
  const registry = await startRegistry()
  try {
    await inTemporaryFolder(async folder => {
      const mains = ['--main', './shop/cmd/...', '--main', './admin']
      const image = ['--image', `${registry.host}/monorepo/{name}`, '--tag', 'v1', '--push']
      const build = () =>
        jsonOfCli<Report>(['build', 'examples/monorepo', ...mains, ...image], {
          cwd: REPOSITORY,
          env: {GO_CONTAINERIZE_CACHE: join(folder, 'cache')},
        })
      const {images} = await build()
      const names = ['admin', 'api', 'worker'].map(name => `${registry.host}/monorepo/${name}`)
      expect(images.map(({name}) => name).sort()).toEqual(names)
      for (const name of names) await validate(`${name}:v1`)
      const root = await unpack(`${registry.host}/monorepo/worker:v1`, folder)
      expect(await output(join(root, 'app/worker'), [])).toBe('sold 3\n')

      const again = await build()
      expect(again.images.map(({name, digest, changed}) => ({name, digest, changed}))).toEqual(
        images.map(({name, digest}) => ({name, digest, changed: false})),
      )
    })
  } finally {
    await registry.stop()
  }
})

test('examples/monorepo: one image with all programs, started by the one that was chosen', async () => {
  const registry = await startRegistry()
  try {
    await inTemporaryFolder(async folder => {
      const image = `${registry.host}/monorepo`
      const mains = ['--main', './shop/cmd/...', '--main', './admin', '--entrypoint', '["/app/api"]']
      const {images} = await jsonOfCli<Report>(
        ['build', 'examples/monorepo', ...mains, '--image', image, '--tag', 'v1', '--push'],
        {cwd: REPOSITORY, env: {GO_CONTAINERIZE_CACHE: join(folder, 'cache')}},
      )
      expect(images).toHaveLength(1)
      await validate(`${image}:v1`)
      const root = await unpack(`${image}:v1`, folder)
      expect(await output(join(root, 'app/admin'), [])).toBe('gopher 3\n')
      expect(await output(join(root, 'app/worker'), [])).toBe('sold 3\n')
    })
  } finally {
    await registry.stop()
  }
})
