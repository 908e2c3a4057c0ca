import {chmod, cp, link, mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals'
import {isWarmBuildCache, sweepBuildCache} from '../../src/ci-cache/build-folder.ts'
import {restoreBuildCache, restoreModules, saveBuildCache, saveModules} from '../../src/ci-cache/caches.ts'
import {isWarmModuleCache} from '../../src/ci-cache/module-files.ts'
import type {CacheService, RestoreOutcome} from '../../src/ci-cache/types.ts'
import {addFiles, makeTree, removeTrees} from '../helpers/modules.ts'

const HOUR = 60 * 60 * 1000
const keys = {key: 'k-1', restoreKeys: ['k-']}
const KNOWN = ['example.com/!lib@v1.0.0', 'example.com/a@v1'].map(folder => [folder, 'h1:x'] as const)
const sums = {trees: new Map(KNOWN), goMods: new Map(KNOWN)}
let archive: string
let staging: string
let service: CacheService & {saves: number}

/** A service whose one entry is a folder. */
function folderService(outcome?: RestoreOutcome): CacheService & {saves: number} {
  return {
    saves: 0,
    async restore({folder}) {
      await cp(archive, folder, {recursive: true, preserveTimestamps: true})
      return outcome ?? {kind: 'restored', matchedKey: 'k-1', bytes: 7}
    },
    has: async () => ({kind: 'missing'}),
    async save({folder}) {
      this.saves++
      await rm(archive, {recursive: true, force: true})
      await cp(folder, archive, {recursive: true})
      return {kind: 'saved', bytes: 7}
    },
  }
}

beforeEach(async () => {
  archive = await makeTree({})
  staging = join(await makeTree({}), 'not yet', 'there')
  service = folderService()
})
afterEach(async () => {
  expect(await readdir(staging).catch(() => [])).toEqual([])
  await removeTrees()
})

async function tree(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true})
  return entries
    .flatMap(entry => (entry.isFile() ? [join(entry.parentPath, entry.name).slice(folder.length + 1)] : []))
    .sort()
}

describe('the module cache', () => {
  const MODULE = 'example.com/!lib/@v/v1.0.0'
  const files = (content: string) => ({
    [`${MODULE}.zip`]: content,
    [`${MODULE}.mod`]: content,
    [`${MODULE}.info`]: content,
    [`${MODULE}.ziphash`]: content,
    [`${MODULE}.lock`]: content,
    'example.com/!lib/@v/list': content,
    'example.com/other/@v/v1.0.0.zip': content,
    'cache/lock': content,
    'golang.org/toolchain/@v/v0.0.1-go1.25.0.linux-amd64.zip': content,
  })
  const below = (goModCache: string) => join(goModCache, 'cache/download')

  test('is saved without what is not in go.sum, and without hashes, locks and lists', async () => {
    const goModCache = await makeTree({})
    await addFiles(below(goModCache), files('x'))
    const report = await saveModules({service, staging, goModCache, key: 'k-1', modules: [MODULE, 'gone.org/x/@v/v1']})
    expect(report).toMatchObject({result: 'saved', files: 3, bytes: 7, key: 'k-1'})
    expect(await tree(archive)).toEqual(['info', 'mod', 'zip'].map(ending => `${MODULE}.${ending}`))
  })

  test('is not saved when there is nothing in it', async () => {
    const goModCache = await makeTree({})
    expect((await saveModules({service, staging, goModCache, key: 'k', modules: [MODULE]})).result).toBe('empty')
    expect(service.saves).toBe(0)
  })

  test('takes from an archive what go.sum vouches for, and writes over nothing', async () => {
    await addFiles(archive, files('restored'))
    const goModCache = await makeTree({[`cache/download/${MODULE}.mod`]: 'mine'})
    const report = await restoreModules({service, staging, goModCache, keys, sums})
    expect(report).toMatchObject({result: 'restored', exact: true, bytes: 7, files: 2})
    expect(await tree(below(goModCache))).toEqual([`${MODULE}.info`, `${MODULE}.mod`, `${MODULE}.zip`])
    expect(await readFile(join(below(goModCache), `${MODULE}.mod`), 'utf8')).toBe('mine')
  })

  test('takes no go.mod and no zip of which go.sum says nothing', async () => {
    await addFiles(archive, files('restored'))
    const [of] = KNOWN
    const goModCache = await makeTree({})
    const half = {trees: new Map(), goMods: new Map([of ?? ['', '']])}
    await restoreModules({service, staging, goModCache, keys, sums: half})
    expect(await tree(below(goModCache))).toEqual([`${MODULE}.info`, `${MODULE}.mod`])
  })

  test('follows no link out of an archive', async () => {
    const secret = await makeTree({'x/@v/v1.zip': 'secret'})
    await addFiles(archive, {'example.com/a/@v/v1.mod': 'x'})
    await symlink(join(secret, 'x'), join(archive, 'linked'))
    await symlink(join(secret, 'x/@v/v1.zip'), join(archive, 'example.com/a/@v/v1.zip'))
    const goModCache = await makeTree({})
    await restoreModules({service, staging, goModCache, keys, sums})
    expect(await tree(below(goModCache))).toEqual(['example.com/a/@v/v1.mod'])
  })

  test('takes no hard link, and tells whose entry has some', async () => {
    const mine = await makeTree({mine: 'x'})
    service.restore = async ({folder}) => {
      await addFiles(folder, {'example.com/a/@v/v1.mod': 'x'})
      for (const ending of ['zip', 'info', 'ziphash']) {
        await link(join(mine, 'mine'), join(folder, `example.com/a/@v/v1.${ending}`))
      }
      return {kind: 'restored', matchedKey: 'k-0', bytes: 7}
    }
    const goModCache = await makeTree({})
    const report = await restoreModules({service, staging, goModCache, keys, sums})
    expect(report).toMatchObject({result: 'restored', files: 1})
    expect(report.warning).toMatch(/^2 files were left out of the module cache, .* delete the entry "k-0"$/)
    expect(await tree(below(goModCache))).toEqual(['example.com/a/@v/v1.mod'])
  })

  test('is warm when it holds a module', async () => {
    expect(await isWarmModuleCache('/nonexistent')).toBe(false)
    const sumdb = 'cache/download/sumdb/sum/latest'
    const goModCache = await makeTree({
      'cache/download/golang.org/toolchain/@v/list': '',
      [sumdb]: '',
      'cache/lock': '',
    })
    expect(await isWarmModuleCache(goModCache)).toBe(false)
    await addFiles(goModCache, {'cache/download/golang.org/x/mod/@v/v0.1.0.mod': ''})
    expect(await isWarmModuleCache(goModCache)).toBe(true)
  })
})

const id = (letter: string) => letter.repeat(64)
const action = (output: string) => `v1 ${id('0')} ${output} ${' '.repeat(18)}12 ${' '.repeat(2)}1700000000000000000\n`

describe('the build cache', () => {
  const files = {
    [`aa/${id('a')}-a`]: action(id('b')),
    [`bb/${id('b')}-d`]: 'output',
    [`cc/${id('c')}-a`]: action(id('d')),
    [`dd/${id('d')}-d`]: 'unused',
    'trim.txt': '1',
    README: 'of another machine',
    'fuzz/corpus': 'x',
    'ee/notes': 'x',
  }
  const now = () => new Date('2026-03-01T10:00:00Z')

  test('goes and comes back aged, with a trim.txt of now', async () => {
    const old = await makeTree(files)
    expect(await saveBuildCache({service, staging, goCache: old, key: 'k-1'})).toMatchObject({
      result: 'saved',
      files: 4,
    })
    const goCache = join(await makeTree({}), 'go-build')
    const report = await restoreBuildCache({service, staging, goCache, keys: {...keys, key: 'k-2'}, now})
    expect(report).toMatchObject({result: 'restored', exact: false, key: 'k-1', files: 4})
    expect(report.usedSince).toEqual(new Date('2026-03-01T09:00:00Z'))
    expect(await tree(goCache)).toEqual([...Object.keys(files).slice(0, 4), 'trim.txt'])
    expect(await readFile(join(goCache, 'trim.txt'), 'utf8')).toBe('1772359200')
    expect((await stat(join(goCache, `bb/${id('b')}-d`))).mtime).toEqual(new Date('2026-03-01T08:00:00Z'))
  })

  test('loses what was not used, but no output of what was', async () => {
    const goCache = await makeTree({...files, [`ff/${id('f')}-d/tool`]: 'program'})
    const [old, new_] = [new Date(now().getTime() - 2 * HOUR), now()]
    for (const path of await tree(goCache)) await utimes(join(goCache, path), old, old)
    await utimes(join(goCache, `ff/${id('f')}-d`), old, old)
    await utimes(join(goCache, `aa/${id('a')}-a`), new_, new_)
    const report = await sweepBuildCache(goCache, new Date(now().getTime() - HOUR))
    expect(report).toMatchObject({removedFiles: 3, keptFiles: 2})
    expect(await tree(goCache)).toEqual(
      ['README', `aa/${id('a')}-a`, `bb/${id('b')}-d`, 'ee/notes', 'fuzz/corpus', 'trim.txt'].sort(),
    )
  })

  test('is warm when it holds an entry', async () => {
    expect(await isWarmBuildCache('/nonexistent')).toBe(false)
    const goCache = await makeTree({README: '', 'trim.txt': '', 'testexpire.txt': '', 'aa/x': ''})
    expect(await isWarmBuildCache(goCache)).toBe(false)
    await addFiles(goCache, {[`aa/${id('a')}-a`]: ''})
    expect(await isWarmBuildCache(goCache)).toBe(true)
  })
})

describe('trouble is told, not thrown', () => {
  test('of the service, with what came of the archive thrown away', async () => {
    await addFiles(archive, {'example.com/a/@v/v1.zip': 'half'})
    service = folderService({kind: 'trouble', message: 'it was slow'})
    const goModCache = await makeTree({})
    expect(await restoreModules({service, staging, goModCache, keys, sums})).toMatchObject({
      result: 'failed',
      files: 0,
      warning: 'the module cache was not restored, the build goes on without it: it was slow',
    })
    expect(await tree(goModCache)).toEqual([])
  })

  test('of the disk', async () => {
    await addFiles(archive, {[`aa/${id('a')}-a`]: 'x'})
    const file = join(await makeTree({file: ''}), 'file')
    const report = await restoreBuildCache({service, staging, goCache: file, keys, now: () => new Date()})
    expect(report).toMatchObject({result: 'failed', warning: expect.stringContaining('EEXIST')})
    expect(report.usedSince).toBeUndefined()
  })

  test.each(['exists', 'denied'] as const)('a key that %s is no warning', async kind => {
    service.save = async () => ({kind})
    const goCache = await makeTree({[`aa/${id('a')}-a`]: 'x'})
    const report = await saveBuildCache({service, staging, goCache, key: 'k'})
    expect(report.result).toBe(kind)
    expect(report.warning).toBeUndefined()
  })

  test('nothing is collected for a key that is there already', async () => {
    service.has = async () => ({kind: 'found'})
    const goCache = await makeTree({[`aa/${id('a')}-a`]: 'x'})
    expect((await saveBuildCache({service, staging, goCache, key: 'k'})).result).toBe('exists')
    expect(service.saves).toBe(0)
  })

  test('but a cancelled run is', async () => {
    const controller = new AbortController()
    service.restore = async () => {
      controller.abort(new Error('cancelled'))
      throw new Error('cancelled')
    }
    const restoring = restoreModules({
      service,
      staging,
      goModCache: '/nonexistent',
      keys,
      sums,
      signal: controller.signal,
    })
    await expect(restoring).rejects.toThrow('cancelled')
  })
})

test('folders that nobody may write to are told', async () => {
  if (process.getuid?.() === 0) return // root may
  await addFiles(archive, {'example.com/a/@v/v1.zip': 'x'})
  const goModCache = await makeTree({})
  const locked = join(goModCache, 'cache/download')
  await mkdir(locked, {recursive: true})
  await chmod(locked, 0o555)
  expect((await restoreModules({service, staging, goModCache, keys, sums})).warning).toContain('EACCES')
  await chmod(locked, 0o755)
  await writeFile(join(locked, 'x'), '')
})
