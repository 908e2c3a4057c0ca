import {createHash, randomBytes} from 'node:crypto'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gunzipSync} from 'node:zlib'
import {describe, expect, test} from '@jest/globals'
import {gzip} from '../../src/oci/index.ts'
import {output} from '../helpers/bundle.ts'
import {inTemporaryFolder} from '../helpers/workspace.ts'
import {GOLDEN, sample} from './gzip-sample.ts'

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

test('golden digest', async () => {
  const compressed = await gzipped(sample(2 * MiB + 77))
  expect(compressed.subarray(0, 10).toString('hex')).toBe('1f8b08000000000004ff')
  expect(createHash('sha256').update(compressed).digest('hex')).toBe(GOLDEN)
})

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
