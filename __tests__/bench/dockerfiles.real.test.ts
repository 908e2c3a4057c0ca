import {join} from 'node:path'
import {expect, test} from '@jest/globals'
import {output, REPOSITORY} from '../helpers/bundle.ts'

test('the command that makes docs/real-dockerfiles.md plans three real builds', async () => {
  const page = await output(process.execPath, [join(REPOSITORY, 'bench/dockerfiles.mjs'), 'prometheus/node_exporter'])
  const rows = page.split('\n').filter(line => line.includes('node_exporter@'))
  expect(rows.map(row => row.split(' | ').slice(1, 4))).toEqual([
    ['`Dockerfile`', 'inside: prebuilt-4-platform', '17'],
    ['`Dockerfile`, linux/amd64', 'prebuilt', '17'],
    ['`Dockerfile`, linux/arm64, `ARCH=arm64`', 'prebuilt', '17'],
  ])
})
