import {chmodSync, mkdirSync, symlinkSync} from 'node:fs'
import {createServer} from 'node:net'
import {join} from 'node:path'
import {describe, expect, test} from '@jest/globals'
import {allKodataEntries, fileEntries, filesLayer} from '../../src/engine/embedded/files-layer.ts'
import {placeOnScratch} from '../../src/engine/embedded/places.ts'
import type {TarEntry} from '../../src/oci/index.ts'
import {inTemporaryFolder, writeFiles} from '../helpers/workspace.ts'
import {mainNamed} from './assembling.ts'

/** What is in the layer, as lines. */
function shown(entries: readonly TarEntry[]): readonly string[] {
  return entries.map(entry => {
    const mode = entry.mode.toString(8)
    if (entry.kind === 'symlink') return `${entry.path} -> ${entry.target}`
    return entry.kind === 'file' ? `${entry.path} ${mode} ${entry.size}` : `${entry.path}/ ${mode}`
  })
}

describe('files', () => {
  const add = async (...files: readonly [source: string, destination: string][]) => {
    const entries = await fileEntries(files.map(([source, destination]) => ({source, destination})))
    return shown(filesLayer(entries, placeOnScratch, new Date(0))?.entries ?? [])
  }

  test('a file to a path, and into a folder', () =>
    inTemporaryFolder(async folder => {
      writeFiles(folder, {'a.txt': 'abc', 'run.sh': '#!'})
      chmodSync(join(folder, 'a.txt'), 0o600)
      chmodSync(join(folder, 'run.sh'), 0o700)
      expect(await add([join(folder, 'a.txt'), '/etc/conf/b.txt'], [join(folder, 'run.sh'), '/bin/'])).toEqual([
        '/etc/conf/ 755',
        '/etc/conf/b.txt 644 3',
        '/bin/ 755',
        '/bin/run.sh 755 2',
      ])
    }))

  test('a folder: its content, normalised modes, links kept', () =>
    inTemporaryFolder(async folder => {
      writeFiles(folder, {'site/index.html': 'hi', 'site/css/x.css': 'x'})
      chmodSync(join(folder, 'site/css'), 0o700)
      mkdirSync(join(folder, 'site/empty'))
      symlinkSync('css/x.css', join(folder, 'site/link'))
      expect((await add([join(folder, 'site'), '/srv/www'])).toSorted()).toEqual([
        '/srv/ 755',
        '/srv/www/ 755',
        '/srv/www/css/ 755',
        '/srv/www/css/x.css 644 1',
        '/srv/www/empty/ 755',
        '/srv/www/index.html 644 2',
        '/srv/www/link -> css/x.css',
      ])
    }))

  test('folders of the roots layer keep their mode', () =>
    inTemporaryFolder(async folder => {
      writeFiles(folder, {'tmp/x': 'x'})
      expect(await add([join(folder, 'tmp'), '/tmp'])).toEqual(['/tmp/x 644 1'])
    }))

  test('of two at one place the later one wins', () =>
    inTemporaryFolder(async folder => {
      writeFiles(folder, {a: '1', b: '22'})
      expect(await add([join(folder, 'a'), '/x'], [join(folder, 'b'), '/x'])).toEqual(['/x 644 2'])
    }))

  test.each([
    {what: 'upwards', target: '../secret'},
    {what: 'absolute', target: '/etc/passwd'},
  ])('a link that leads out: $what', ({target}) =>
    inTemporaryFolder(async folder => {
      mkdirSync(join(folder, 'site'))
      symlinkSync(target, join(folder, 'site/link'))
      await expect(add([join(folder, 'site'), '/srv'])).rejects.toThrow(
        `leads out of ${join(folder, 'site')} (to ${target})`,
      )
    }),
  )

  test('a source that is not there', () =>
    inTemporaryFolder(async folder => {
      await expect(add([join(folder, 'nothing'), '/x'])).rejects.toThrow(`${join(folder, 'nothing')} does not exist`)
    }))

  test('a source that is no file', () =>
    inTemporaryFolder(async folder => {
      const socket = createServer().listen(join(folder, 'socket'))
      try {
        await new Promise(resolve => socket.once('listening', resolve))
        await expect(add([join(folder, 'socket'), '/x'])).rejects.toThrow('neither a file nor a folder')
      } finally {
        await new Promise(resolve => socket.close(resolve))
      }
    }))

  test('none: no layer', () => expect(filesLayer([], placeOnScratch, new Date(0))).toBeUndefined())

  test('the key moves with content that keeps its size', () =>
    inTemporaryFolder(async folder => {
      const key = async () =>
        filesLayer(await fileEntries([{source: join(folder, 'a'), destination: '/a'}]), placeOnScratch, new Date(0))
          ?.key
      writeFiles(folder, {a: '1'})
      const before = await key()
      expect(await key()).toBe(before)
      writeFiles(folder, {a: '2'})
      expect(await key()).not.toBe(before)
    }))
})

describe('kodata', () => {
  const add = async (folder: string, ...names: readonly string[]) => {
    const mains = names.map(name => ({...mainNamed(name, join(folder, name)), moduleDir: folder}))
    return shown(await allKodataEntries(mains)).toSorted()
  }

  test('the folder beside the main package, links followed', () =>
    inTemporaryFolder(async folder => {
      writeFiles(folder, {'a/kodata/x': 'x', 'shared/deep/y': 'yy', '.git/HEAD': 'ref'})
      symlinkSync('../../.git/HEAD', join(folder, 'a/kodata/HEAD'))
      symlinkSync('../../shared', join(folder, 'a/kodata/shared'))
      expect(await add(folder, 'a', 'b')).toEqual([
        '/var/run/ko/ 755',
        '/var/run/ko/HEAD 644 3',
        '/var/run/ko/shared/ 755',
        '/var/run/ko/shared/deep/ 755',
        '/var/run/ko/shared/deep/y 644 2',
        '/var/run/ko/x 644 1',
      ])
    }))

  test.each([
    {what: 'out of the repository', target: '/etc/hostname', message: 'leads out of the repository'},
    {what: 'nowhere', target: 'gone', message: 'leads nowhere'},
    {what: 'to a folder around it', target: '../..', message: 'a folder that it is in'},
  ])('a link $what', ({target, message}) =>
    inTemporaryFolder(async folder => {
      writeFiles(folder, {'.git/HEAD': 'ref', 'a/kodata/x': 'x'})
      symlinkSync(target, join(folder, 'a/kodata/link'))
      await expect(add(folder, 'a')).rejects.toThrow(message)
    }),
  )

  test('two programs may share files, and not differ about one', () =>
    inTemporaryFolder(async folder => {
      writeFiles(folder, {'a/kodata/x': 'x', 'b/kodata/y': 'y'})
      expect(await add(folder, 'a', 'b')).toEqual(['/var/run/ko/ 755', '/var/run/ko/x 644 1', '/var/run/ko/y 644 1'])
      writeFiles(folder, {'b/kodata/x': 'z'})
      await expect(add(folder, 'a', 'b')).rejects.toThrow('two programs of one image bring their own /var/run/ko/x')
    }))
})
