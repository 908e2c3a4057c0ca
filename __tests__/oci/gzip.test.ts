import {createHash, randomBytes} from 'node:crypto'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gunzipSync} from 'node:zlib'
import {describe, expect, test} from '@jest/globals'
import {build} from 'esbuild'
import {gzip} from '../../src/oci/index.ts'
import {output, REPOSITORY} from '../helpers/bundle.ts'
import {node24} from '../helpers/node24.ts'
import {inTemporaryFolder} from '../helpers/workspace.ts'

const BLOCK = 256 * 1024
const MiB = 1024 * 1024

async function* inChunks(bytes: Buffer, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

async function gzipped(bytes: Buffer, chunk = 65536): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const part of gzip(inChunks(bytes, chunk))) chunks.push(part)
  return Buffer.concat(chunks)
}

/** Text-like: compresses, with long and short repeats. The same everywhere. */
function sample(size: number): Buffer {
  const bytes = Buffer.alloc(size)
  for (let i = 0, state = 7; i < size; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    bytes[i] = (i >> 9) % 3 === 0 ? i % 251 : state >>> 27
  }
  return bytes
}

describe('read back', () => {
  test.each([0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 12345])('%d bytes', async size => {
    const bytes = sample(size)
    const compressed = await gzipped(bytes)
    expect(gunzipSync(compressed).equals(bytes)).toBe(true)
    await inTemporaryFolder(async folder => {
      writeFileSync(join(folder, 'x.gz'), compressed)
      await output('gzip', ['-t', join(folder, 'x.gz')])
    })
  })

  test('what does not compress', async () => {
    const bytes = randomBytes(3 * MiB)
    expect(gunzipSync(await gzipped(bytes)).equals(bytes)).toBe(true)
  })
})

test('the chunks of the source do not show', async () => {
  const bytes = sample(3 * MiB + 5)
  expect((await gzipped(bytes, 1000)).equals(await gzipped(bytes, 2 * MiB))).toBe(true)
})

// Every layer's digest hangs on it: no time, no operating system, level 1, blocks of 256 KiB.
const GOLDEN = 'b940b0fd3f526d5527ba6585ee3395f2e4fe55822f92ef1811e7855bdbf5978d'

test('golden digest', async () => {
  const compressed = await gzipped(sample(2 * MiB + 77))
  expect(compressed.subarray(0, 10).toString('hex')).toBe('1f8b08000000000004ff')
  expect(createHash('sha256').update(compressed).digest('hex')).toBe(GOLDEN)
})

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

test('a source that fails', async () => {
  async function* failing() {
    yield sample(3 * MiB)
    throw new Error('the disk went away')
  }
  const read = async () => {
    for await (const _ of gzip(failing()));
  }
  await expect(read()).rejects.toThrow('the disk went away')
})
