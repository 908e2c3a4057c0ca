import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, expect, test} from '@jest/globals'
import {readElfFile} from '../../src/check/elf.ts'
import {checkBinary} from '../../src/check/index.ts'
import {binaryAt, goBuild} from './go-build.ts'

const folder = mkdtempSync(join(tmpdir(), 'go-containerize-elf-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const MINUTES = 5 * 60_000 // Go's runtime is compiled for each architecture

test.each([
  {GOARCH: 's390x', bits: 64, order: 'big', machine: 22},
  {GOARCH: '386', bits: 32, order: 'little', machine: 3},
  {GOARCH: 'arm64', bits: 64, order: 'little', machine: 183},
])(
  'a program for $GOARCH',
  async ({GOARCH, ...headers}) => {
    const path = await goBuild(folder, {GOARCH, CGO_ENABLED: '0'})
    expect(await readElfFile(path)).toEqual({...headers, interpreter: undefined, libraries: []})
    expect(await checkBinary(binaryAt(path, GOARCH), undefined)).toEqual([])
  },
  MINUTES,
)

test(
  'pie has an interpreter, cgo or not',
  async () => {
    const path = await goBuild(folder, {GOARCH: 'amd64', CGO_ENABLED: '0'}, ['-buildmode=pie'])
    expect(await readElfFile(path)).toMatchObject({interpreter: '/lib64/ld-linux-x86-64.so.2', libraries: []})
    await expect(checkBinary(binaryAt(path, 'amd64'), undefined)).rejects.toThrow('an image from scratch lacks')
  },
  MINUTES,
)

test('a dynamic program names its loader and libraries', async () => {
  // Node's own program is one on every Linux machine.
  const elf = await readElfFile(process.execPath)
  expect(elf?.interpreter).toMatch(/^\/lib/)
  expect(elf?.libraries).toContain('libc.so.6')
  const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64'
  const base = {name: 'b', files: async () => ({has: () => true, hasLibrary: (name: string) => name !== 'libc.so.6'})}
  expect(await checkBinary(binaryAt(process.execPath, architecture), base)).toEqual([
    expect.stringContaining('needs libc.so.6, which the base b lacks'),
  ])
})
