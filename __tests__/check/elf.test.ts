import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, test} from '@jest/globals'
import {readElf, readElfFile} from '../../src/check/elf.ts'
import {checkBinary} from '../../src/check/index.ts'
import {binaryAt, goBuild} from './go-build.ts'

const folder = mkdtempSync(join(tmpdir(), 'go-containerize-elf-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

describe('programs of the Go linker', () => {
  // Both widths and both byte orders; the others are compiled in elf.real.test.ts.
  test.each([
    {GOARCH: 'amd64', bits: 64, order: 'little', machine: 62},
    {GOARCH: 'mips', bits: 32, order: 'big', machine: 8},
  ])('$GOARCH', async ({GOARCH, ...headers}) => {
    const path = await goBuild(folder, {GOARCH, CGO_ENABLED: '0'})
    expect(await readElfFile(path)).toEqual({...headers, interpreter: undefined, libraries: []})
    expect(await checkBinary(binaryAt(path, GOARCH), undefined)).toEqual([])
    await expect(checkBinary(binaryAt(path, 'arm64'), undefined)).rejects.toThrow(
      `example.com/elf for linux/arm64 was linked for ${GOARCH}`,
    )
  })
})

describe('other files', () => {
  test.each([
    {name: 'empty', bytes: Buffer.alloc(0)},
    {name: 'a script', bytes: Buffer.from('#!/bin/sh\nexec true\n'.repeat(20))},
    {name: 'a Windows program', bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)])},
    {name: 'only the magic number', bytes: Buffer.from('\x7fELF', 'latin1')},
    {name: 'an unknown class', bytes: Buffer.concat([Buffer.from('\x7fELF\x09\x01', 'latin1'), Buffer.alloc(300)])},
  ])('$name is no program', async ({name, bytes}) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    expect(await readElfFile(path)).toBeUndefined()
    await expect(checkBinary(binaryAt(path, 'amd64'), undefined)).rejects.toThrow('is no ELF program')
  })

  test('a program cut anywhere in its headers is none', async () => {
    const whole = readFileSync(await goBuild(folder, {GOARCH: 'amd64', CGO_ENABLED: '0'}))
    for (const length of [5, 20, 63, 64, 100, 300]) {
      const cut = whole.subarray(0, length)
      expect(await readElf(async (at, size) => cut.subarray(at, at + size))).toBeUndefined()
    }
  })
})
