import {readdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, expect, test} from '@jest/globals'
import {unpackModuleZip} from '../../src/toolchain/module-zip.ts'
import {zipOf} from '../helpers/zip.ts'
import {removeFolders, temporaryFolder} from './support.ts'

afterEach(removeFolders)

async function unpack(zip: Buffer): Promise<{sum: string; to: string}> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'm.zip'), zip)
  return {sum: await unpackModuleZip(join(folder, 'm.zip'), 'm@v1/', join(folder, 'to')), to: join(folder, 'to')}
}

test('the sum is the one that go.sum would have', async () => {
  // As made with sha256sum, sort, openssl and base64; toolchain.real.test.ts compares with go's own.
  const {sum, to} = await unpack(zipOf({'m@v1/b/c.go': 'package c\n', 'm@v1/a.go': 'package a\n'}))
  expect(sum).toBe('h1:YgH8c1C7Ov9jqyEvwb59Io/qG8CYA6EammdexjA2T+A=')
  expect(await readFile(join(to, 'b/c.go'), 'utf8')).toBe('package c\n')
})

test.each([
  'm@v1/../../evil',
  '/etc/evil',
  'm@v1//a',
  'm@v1/a\\..\\b',
  'm@v1/C:evil',
  'm@v1/',
  'other@v1/a',
  'm@v1/./a',
])('nothing is written for %s', async name => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'm.zip'), zipOf({'m@v1/a.go': 'package a\n', [name]: 'x'}))
  const unpacking = unpackModuleZip(join(folder, 'm.zip'), 'm@v1/', join(folder, 'to'))
  await expect(unpacking).rejects.toThrow(`the zip is no module zip: it holds ${JSON.stringify(name)}`)
  expect(await readdir(folder)).toEqual(['m.zip'])
})

test('damage anywhere is an error, never a crash or another file', async () => {
  const good = zipOf({'m@v1/a.go': 'package a\n'.repeat(20), 'm@v1/b.go': 'package b\n'})
  const {sum} = await unpack(good)
  for (let at = 0; at < good.length; at++) {
    const bad = Buffer.from(good)
    bad[at] = (bad[at] ?? 0) ^ 0x55
    const found = await unpack(bad).then(
      result => result.sum,
      error => error.name,
    )
    // Times, sums of the zip itself and the like have no say: what counts is what is unpacked.
    expect([sum, 'UserError'].includes(found) || found.startsWith('h1:')).toBe(true)
  }
  for (const length of [0, 10, good.length - 1]) {
    await expect(unpack(good.subarray(0, length))).rejects.toThrow('the zip is damaged')
  }
})

test('a file that unpacks to more than it claims is stopped', async () => {
  const zip = zipOf({'m@v1/a.go': 'a'.repeat(100_000)})
  const directory = zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  zip.writeUInt32LE(10, directory + 24)
  await expect(unpack(zip)).rejects.toThrow("a.go can't be unpacked")
})
