import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from '@jest/globals'
import {cacheRoot, identityOf, openCacheFolder, prepareCacheFolder, sameFile} from '../../src/cache/index.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cache-folder-'))
})
afterEach(() => rm(dir, {recursive: true, force: true}))

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

test('a record comes back as it was written, by kind and key', async () => {
  const cache = openCacheFolder(dir)
  await cache.writeRecord('layer', 'a/b', 'one')
  await cache.writeRecord('base', 'a/b', 'two')
  expect(await cache.readRecord('layer', 'a/b', text)).toBe('one')
  expect(await cache.readRecord('base', 'a/b', text)).toBe('two')
  expect(await cache.readRecord('layer', 'c', text)).toBeUndefined()
})

test('a record of another shape is none', async () => {
  const cache = openCacheFolder(dir)
  await cache.writeRecord('layer', 'a', {not: 'text'})
  expect(await cache.readRecord('layer', 'a', text)).toBeUndefined()
})

test('a folder that cannot be made is an error with the fix', async () => {
  await writeFile(join(dir, 'file'), '')
  await expect(prepareCacheFolder(join(dir, 'file', 'cache'))).rejects.toMatchObject({
    message: expect.stringContaining('cannot write to the cache folder'),
    hint: expect.stringContaining('GO_CONTAINERIZE_CACHE'),
  })
})

test.each<{platform: NodeJS.Platform; env: Record<string, string>; want: string}>([
  {platform: 'linux', env: {GO_CONTAINERIZE_CACHE: '/x', HOME: '/h'}, want: '/x'},
  {platform: 'linux', env: {XDG_CACHE_HOME: '/c', HOME: '/h'}, want: '/c/go-containerize'},
  {platform: 'linux', env: {HOME: '/h'}, want: '/h/.cache/go-containerize'},
  {platform: 'linux', env: {XDG_CACHE_HOME: 'rel', HOME: '/h'}, want: '/h/.cache/go-containerize'},
  {platform: 'darwin', env: {HOME: '/h'}, want: '/h/Library/Caches/go-containerize'},
  {platform: 'win32', env: {LOCALAPPDATA: '/l', USERPROFILE: '/h'}, want: '/l/go-containerize'},
])('on $platform with $env it is $want', ({platform, env, want}) => expect(cacheRoot(env, platform)).toBe(want))

test('a file that was written anew is another one', async () => {
  const path = join(dir, 'x')
  await writeFile(path, 'one')
  const before = await identityOf(path)
  expect(sameFile(before, await identityOf(path))).toBe(true)
  await rm(path)
  await writeFile(path, 'longer')
  expect(sameFile(before, await identityOf(path))).toBe(false)
  expect(await identityOf(join(dir, 'nothing'))).toBeUndefined()
})
