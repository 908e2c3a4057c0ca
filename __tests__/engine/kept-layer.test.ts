import {cp, stat, truncate, utimes, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {expect, test} from '@jest/globals'
import {type CacheFolder, identityOf, openCacheFolder} from '../../src/cache/index.ts'
import {keptLayer, type LayerSource} from '../../src/engine/embedded/kept-layer.ts'
import {inTemporaryFolder} from '../helpers/workspace.ts'

function source(content: string, key = content): LayerSource & {readonly opened: () => number} {
  let opened = 0
  const open = () => {
    opened++
    return Readable.from([Buffer.from(content)])
  }
  const entries = [{path: '/x', mode: 0o644, kind: 'file', size: content.length, open}] as const
  return {key, entries, time: new Date(0), opened: () => opened}
}

test('made once for a key and time, and again for another', () =>
  inTemporaryFolder(async folder => {
    const cache = openCacheFolder(folder)
    const one = await keptLayer(source('one'), {cache})
    const same = source('one')
    expect(one.isNew).toBe(true)
    expect(await keptLayer(same, {cache})).toEqual({...one, isNew: false})
    expect(same.opened()).toBe(0)
    const other = source('two')
    expect(await keptLayer(other, {cache})).not.toEqual(one)
    const later = {...source('one'), time: new Date(5000)}
    expect(await keptLayer(later, {cache})).not.toEqual(one)
    expect(later.opened()).toBe(1)
  }))

test('a layer in use is touched once a day, so that the cache does not take it for forgotten', () =>
  inTemporaryFolder(async folder => {
    const cache = openCacheFolder(folder)
    const {file} = await keptLayer(source('one'), {cache})
    const longAgo = new Date(Date.now() - 3 * 24 * 60 * 60 * 1000)
    await utimes(file, longAgo, longAgo)
    const remembering = await cacheThatMade(cache, file)
    const used = source('one')
    await keptLayer(used, {cache: remembering})
    expect((await stat(file)).mtimeMs).toBeGreaterThan(longAgo.getTime())
    await keptLayer(used, {cache})
    expect(used.opened()).toBe(0)
  }))

test('a layer that was restored elsewhere is read, not made again; a changed one is made again', () =>
  inTemporaryFolder(async folder => {
    const [there, here] = [join(folder, 'there'), join(folder, 'here')]
    const {descriptor} = await keptLayer(source('one'), {cache: openCacheFolder(there)})
    await cp(there, here, {recursive: true})
    const same = source('one')
    const restored = await keptLayer(same, {cache: openCacheFolder(here)})
    expect(restored.descriptor).toEqual(descriptor)
    expect(same.opened()).toBe(0)
    await writeFile(restored.file, Buffer.alloc(descriptor.size))
    expect((await keptLayer(same, {cache: openCacheFolder(here)})).descriptor).toEqual(descriptor)
    expect(same.opened()).toBe(1)
    await truncate(restored.file, 3)
    await keptLayer(same, {cache: openCacheFolder(here)})
    expect(same.opened()).toBe(2)
  }))

/** Its records say that `file` was written at its present time. */
async function cacheThatMade(cache: CacheFolder, file: string): Promise<CacheFolder> {
  const identity = await identityOf(file)
  return {
    ...cache,
    readRecord: (kind, key, parse) =>
      cache.readRecord(kind, key, value => parse(Object.assign(Object(value), {identity}))),
  }
}

test.each(['{"digest":"x"}', '[]', 'null', '{"digest":1,"size":"2"}'])('a record that makes no sense: %s', record =>
  inTemporaryFolder(async folder => {
    const cache: CacheFolder = {
      ...openCacheFolder(folder),
      readRecord: async (_kind, _key, parse) => parse(JSON.parse(record)),
    }
    const {file} = await keptLayer(source('one'), {cache})
    expect(file.startsWith(join(folder, 'blobs', 'sha256'))).toBe(true)
  }),
)
