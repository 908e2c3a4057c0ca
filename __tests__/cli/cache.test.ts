import {mkdir, mkdtemp, readdir, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from '@jest/globals'
import {cli} from './session.ts'

let folder: string
let env: Record<string, string>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-cache-'))
  env = {GO_CONTAINERIZE_CACHE: join(folder, 'cache')}
})
afterEach(() => rm(folder, {recursive: true, force: true}))

async function fill() {
  const cache = join(folder, 'cache')
  await mkdir(join(cache, 'blobs', 'deep'), {recursive: true})
  await writeFile(join(cache, 'blobs', 'one'), 'x'.repeat(1500))
  await writeFile(join(cache, 'blobs', 'deep', 'two'), 'xx')
  await writeFile(join(folder, 'precious'), 'mine')
  await symlink(folder, join(cache, 'blobs', 'link'))
}

test('ls counts what is kept', async () => {
  await fill()
  const {exitCode, stdout} = await cli(['cache', 'ls', '--json'], {env})
  expect(exitCode).toBe(0)
  const {entries} = JSON.parse(stdout)
  expect(entries).toContainEqual({name: 'blobs', files: 3, bytes: expect.any(Number)})
})

test('ls of a cache that is not there is empty, and makes none', async () => {
  const {exitCode, stdout} = await cli(['cache', 'ls'], {env})
  expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: `${env.GO_CONTAINERIZE_CACHE}\n  empty\n`})
  expect(await readdir(folder)).toEqual([])
})

test('clear removes what is in the folder, follows no link, and says how much', async () => {
  await fill()
  const {exitCode, stdout, stderr} = await cli(['cache', 'clear'], {env})
  expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: ''})
  expect(stderr).toContain('1.5 kB')
  expect(await readdir(join(folder, 'cache'))).toEqual([])
  expect(await readdir(folder)).toContain('precious')
})
