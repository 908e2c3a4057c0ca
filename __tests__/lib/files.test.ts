import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from '@jest/globals'
import {atomically, linkOrCopy, writeFileAtomic} from '../../src/lib/files.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'files-'))
})
afterEach(() => rm(dir, {recursive: true, force: true}))

test('writes in new folders and replaces whole files', async () => {
  const path = join(dir, 'a', 'b.txt')
  await writeFileAtomic(path, 'one')
  await writeFileAtomic(path, 'two')
  expect(await readFile(path, 'utf8')).toBe('two')
  expect(await readdir(join(dir, 'a'))).toEqual(['b.txt'])
})

test('a failed write leaves the old file and nothing else', async () => {
  const path = join(dir, 'b.txt')
  await writeFileAtomic(path, 'old')
  const failing = atomically(path, async temporary => {
    await writeFile(temporary, 'half')
    throw new Error('disk full')
  })
  await expect(failing).rejects.toThrow('disk full')
  expect(await readFile(path, 'utf8')).toBe('old')
  expect(await readdir(dir)).toEqual(['b.txt'])
})

test('links instead of copying where it can', async () => {
  await writeFile(join(dir, 'source'), 'x')
  await linkOrCopy(join(dir, 'source'), join(dir, 'target'))
  expect((await stat(join(dir, 'target'))).ino).toBe((await stat(join(dir, 'source'))).ino)
})

test('a source that is not there is an error, with no target', async () => {
  await expect(linkOrCopy(join(dir, 'nothing'), join(dir, 'target'))).rejects.toMatchObject({code: 'ENOENT'})
  expect(await readdir(dir)).toEqual([])
})
