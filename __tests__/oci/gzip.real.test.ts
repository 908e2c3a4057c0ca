import {join} from 'node:path'
import {expect, test} from '@jest/globals'
import {build} from 'esbuild'
import {output, REPOSITORY} from '../helpers/bundle.ts'
import {node24} from '../helpers/node24.ts'
import {inTemporaryFolder} from '../helpers/workspace.ts'
import {GOLDEN, sample} from './gzip-sample.ts'

const MiB = 1024 * 1024

test('Node 24 and the oldest Node give the same bytes', () =>
  inTemporaryFolder(async folder => {
    const bundle = join(folder, 'gzip.mjs')
    await bundleInto(
      bundle,
      `import {gzip} from './src/oci/gzip.ts'
       import {checkZlib} from './src/oci/zlib-check.ts'
       import {createHash} from 'node:crypto'
       ${sample}
       const hash = createHash('sha256')
       for await (const part of gzip([sample(${2 * MiB + 77})])) hash.update(part)
       console.log(JSON.stringify({version: process.version, digest: hash.digest('hex'), ...checkZlib()}))`,
    )
    const run = async (node: string) => JSON.parse(await output(node, [bundle]))
    expect(await run(node24())).toEqual({version: expect.stringMatching(/^v24\./), digest: GOLDEN, reproducible: true})
    expect(await run(process.execPath)).toEqual({version: process.version, digest: GOLDEN, reproducible: true})
  }))

async function bundleInto(outfile: string, contents: string): Promise<void> {
  await build({
    stdin: {contents, resolveDir: REPOSITORY, loader: 'ts'},
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.15',
  })
}
