import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, describe, expect, test} from '@jest/globals'
import {clearCache, listCache, prune, tryLock} from '../../src/cache/index.ts'
import {BOUNDS, tooMuch} from '../../src/cache/prune.ts'
import {makeTree, removeTrees} from '../helpers/modules.ts'

afterEach(removeTrees)

const HOUR = 60 * 60 * 1000

const content = {
  'binaries/aaa/bin/app': '12345',
  'binaries/aaa/record.json': '{}',
  'blobs/sha256/b1': '123',
  'blobs/sha256/b2': '1234',
  'records/cgo/r1.json': '[]',
}

describe('listCache', () => {
  test('counts each kind', async () => {
    expect(await listCache(await makeTree({...content, pruned: ''}))).toEqual([
      {name: 'binaries', files: 2, bytes: 7},
      {name: 'blobs', files: 2, bytes: 7},
      {name: 'records', files: 1, bytes: 2},
    ])
  })

  test('leaves alone what is not ours', async () => {
    const root = await makeTree({...content, 'photos/old.jpg': 'x', 'notes.txt': 'x'})
    await prune(root, new Date(Date.now() + 10_000 * HOUR))
    expect((await readdir(root)).sort()).toEqual(expect.arrayContaining(['notes.txt', 'photos']))
    await clearCache(root)
    expect((await readdir(root)).sort()).toEqual(['notes.txt', 'photos'])
    expect(await readdir(join(root, 'photos'))).toEqual(['old.jpg'])
  })

  test('of a folder that is not there is empty', async () => expect(await listCache('/nonexistent')).toEqual([]))
})

describe('clearCache', () => {
  test('removes all that is ours', async () => {
    const root = await makeTree({...content, pruned: ''})
    expect(await clearCache(root)).toEqual({entries: 4, bytes: 16})
    expect(await readdir(root)).toEqual([])
  })

  test('leaves the programs of a running build', async () => {
    const root = await makeTree({...content, 'binaries/bbb/bin/app': '1'})
    const lock = await tryLock(join(root, 'binaries/aaa/lock'))
    await clearCache(root)
    expect(await readdir(join(root, 'binaries'))).toEqual(['aaa'])
    expect(await readdir(join(root, 'binaries/aaa'))).toContain('bin')
    await lock?.release()
    await clearCache(root)
    expect(await readdir(root)).toEqual([])
  })

  test('leaves alone what is not ours', async () => {
    const root = await makeTree({...content, 'photos/old.jpg': 'x', 'notes.txt': 'x'})
    await prune(root, new Date(Date.now() + 10_000 * HOUR))
    expect((await readdir(root)).sort()).toEqual(expect.arrayContaining(['notes.txt', 'photos']))
    await clearCache(root)
    expect((await readdir(root)).sort()).toEqual(['notes.txt', 'photos'])
    expect(await readdir(join(root, 'photos'))).toEqual(['old.jpg'])
  })

  test('of a folder that is not there does nothing', async () => {
    expect(await clearCache('/nonexistent')).toEqual({entries: 0, bytes: 0})
  })
})

describe('tooMuch', () => {
  const now = 1000 * HOUR
  const entry = (name: string, hoursAgo: number, bytes = 10) => {
    return {path: `/cache/${name}`, files: 1, bytes, lastUsedMs: now - hoursAgo * HOUR}
  }
  const names = (entries: readonly {path: string}[]) => entries.map(({path}) => path.split('/').at(-1))

  test.each([
    {what: 'within the bounds', entries: [entry('a', 2), entry('b', 3)], want: []},
    {what: 'too old', entries: [entry('a', 2), entry('b', 200)], want: ['b']},
    {what: 'the oldest beyond the size', entries: [entry('a', 4), entry('b', 3), entry('c', 2)], want: ['a']},
    {what: 'nothing just used, however large', entries: [entry('a', 0, 100), entry('b', 0.5, 100)], want: []},
    {
      what: 'temporary outputs, which their lock protects',
      entries: [entry('binaries/key.uuid', 0)],
      want: ['key.uuid'],
    },
    {what: 'left over', entries: [entry('a.tmp', 2), entry('b.tmp', 0)], want: ['a.tmp']},
  ])('$what', ({entries, want}) => {
    expect(names(tooMuch(entries, {maxBytes: 20, maxAgeMs: 100 * HOUR}, now))).toEqual(want)
  })
})

describe('prune', () => {
  const bounds = {...BOUNDS, binaries: {maxBytes: 100, maxAgeMs: HOUR}, blobs: {maxBytes: 3, maxAgeMs: 24 * HOUR}}
  const nothing = {...bounds, blobs: {maxBytes: 0, maxAgeMs: 0}}

  test('removes what was not used for long, and looks again only after a while', async () => {
    const root = await makeTree(content)
    const later = (hours: number) => new Date(Date.now() + hours * HOUR)
    expect(await prune(root, later(0), bounds)).toEqual({entries: 0, bytes: 0})
    expect(await prune(root, later(0.1), nothing)).toEqual({entries: 0, bytes: 0})
    expect(await prune(root, later(2), bounds)).toEqual({entries: 2, bytes: 11})
    expect(await readdir(join(root, 'binaries'))).toEqual([])
    expect(await readdir(join(root, 'blobs/sha256'))).toHaveLength(1)
  })

  test('removes the folder that a killed run worked in, not the one of a running build', async () => {
    const root = await makeTree({...content, 'binaries/aaa.dead/bin/x': '', 'binaries/aaa.live/bin/x': ''})
    await tryLock(join(root, 'binaries/aaa.live/lock'))
    await prune(root, new Date(), bounds)
    expect((await readdir(join(root, 'binaries'))).sort()).toEqual(['aaa', 'aaa.live'])
  })

  test('leaves alone what is not ours', async () => {
    const root = await makeTree({...content, 'photos/old.jpg': 'x', 'notes.txt': 'x'})
    await prune(root, new Date(Date.now() + 10_000 * HOUR))
    expect((await readdir(root)).sort()).toEqual(expect.arrayContaining(['notes.txt', 'photos']))
    await clearCache(root)
    expect((await readdir(root)).sort()).toEqual(['notes.txt', 'photos'])
    expect(await readdir(join(root, 'photos'))).toEqual(['old.jpg'])
  })

  test('of a folder that is not there does nothing', async () => {
    const root = await makeTree({})
    expect(await prune(join(root, 'cache'), new Date())).toEqual({entries: 0, bytes: 0})
    expect(await readdir(root)).toEqual([])
  })
})
