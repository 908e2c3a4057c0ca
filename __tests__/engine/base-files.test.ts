import {readdirSync, writeFileSync} from 'node:fs'
import * as zlib from 'node:zlib'
import {expect, test} from '@jest/globals'
import {openCacheFolder} from '../../src/cache/index.ts'
import {resolveBase} from '../../src/engine/embedded/base.ts'
import {createBaseReader} from '../../src/engine/embedded/base-files.ts'
import {openLayout, type Platform} from '../../src/oci/index.ts'
import type {Registry} from '../../src/registry/index.ts'
import {type TestImage, type TestLayer, TestLayout} from '../helpers/layouts.ts'
import {inTemporaryFolder} from '../helpers/workspace.ts'

const AMD64: Platform = {os: 'linux', architecture: 'amd64'}

const LAYERS: readonly TestLayer[] = [
  {
    './': {folder: {}},
    './usr/': {folder: {}},
    './usr/lib/': {folder: {mode: 0o711, uid: 3, gid: 4}},
    './usr/lib/libc.so.6': 'x'.repeat(5000),
    './usr/share/doc/readme': 'not kept',
    './lib': {link: 'usr/lib'},
    './var/run': {link: '/run'},
    './etc/motd': 'kept: near the root',
  },
  {'var/.wh.run': '', 'var/log/.wh..wh..opq': '', 'usr/lib/ld-linux.so.2': {hardLink: 'usr/lib/libc.so.6'}},
]

const noRegistry: Pick<Registry, 'head' | 'manifest' | 'openBlob'> = {
  head: () => Promise.reject(new Error('no registry was to be asked')),
  manifest: () => Promise.reject(new Error('no registry was to be asked')),
  openBlob: () => Promise.reject(new Error('no registry was to be asked')),
}

async function baseOf(folder: string, image: Partial<TestImage> = {}) {
  const layout = new TestLayout(`${folder}/base`)
  layout.name(await layout.manifest({platform: AMD64, layers: LAYERS, ...image}))
  const base = await resolveBase({base: `oci-layout://${layout.path}`, platforms: [AMD64], registry: noRegistry})
  return {layout, base, image: base.for(AMD64)}
}

const zstd: unknown = Reflect.get(zlib, 'zstdCompressSync')

test.each([
  {name: 'gzip', compress: (tar: Buffer) => zlib.gzipSync(tar)},
  {name: 'no compression', compress: (tar: Buffer) => tar},
  {
    name: 'two gzip members',
    compress: (tar: Buffer) => Buffer.concat([zlib.gzipSync(tar.subarray(0, 700)), zlib.gzipSync(tar.subarray(700))]),
  },
  ...(typeof zstd === 'function' ? [{name: 'zstd', compress: (tar: Buffer): Buffer => zstd(tar)}] : []),
])('reads layers with $name', ({compress}) =>
  inTemporaryFolder(async folder => {
    const {base, image} = await baseOf(folder, {compress})
    const files = await createBaseReader({registry: noRegistry})(base, image)
    expect(files.locate('/lib/x/y')).toEqual({
      path: '/usr/lib/x/y',
      existing: [
        {path: '/usr', mode: 0o755, uid: 0, gid: 0},
        {path: '/usr/lib', mode: 0o711, uid: 3, gid: 4},
      ],
      missing: ['/usr/lib/x'],
    })
    expect(files.locate('/var/run/x').path).toBe('/var/run/x') // its link was deleted by the second layer
    expect(files.has('/lib/ld-linux.so.2')).toBe(true)
    expect(files.has('/etc/motd')).toBe(true)
    expect(files.hasLibrary('libc.so.6')).toBe(true)
    expect(files.hasLibrary('readme')).toBe(false)
  }),
)

test('damaged zstd; a Node that has none says so', () =>
  inTemporaryFolder(async folder => {
    const {base, image} = await baseOf(folder, {compress: () => Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0])})
    const message = typeof zstd === 'function' ? "can't be read" : 'compressed with zstd'
    await expect(createBaseReader({registry: noRegistry})(base, image)).rejects.toThrow(message)
  }))

test.each([
  {damage: 'other bytes', bytes: (blob: Buffer) => Buffer.from(blob).fill(7, 20, 30)},
  {damage: 'cut short', bytes: (blob: Buffer) => blob.subarray(0, -5)},
])('a layer with $damage is refused and not remembered', ({bytes}) =>
  inTemporaryFolder(async folder => {
    const cache = openCacheFolder(`${folder}/cache`)
    const {layout, base, image} = await baseOf(folder, {layers: [{a: 'x'.repeat(1000)}], compress: tar => tar})
    const [layer] = image.manifest.value.layers
    if (!layer) throw new Error('the test image has a layer')
    const file = layout.blobFile(layer.digest)
    const whole = await (await openLayout(layout.path)).read(layer)
    writeFileSync(file, bytes(whole))
    await expect(createBaseReader({registry: noRegistry, cache})(base, image)).rejects.toThrow(layer.digest)
    writeFileSync(file, whole)
    expect((await createBaseReader({registry: noRegistry, cache})(base, image)).has('/a')).toBe(true)
  }),
)

test('what is no tar is refused', () =>
  inTemporaryFolder(async folder => {
    const {base, image} = await baseOf(folder, {compress: () => Buffer.alloc(2048, 'no tar')})
    await expect(createBaseReader({registry: noRegistry})(base, image)).rejects.toThrow("can't be read: ")
  }))

test('a layer is read once: in a run from memory, in the next from its record', () =>
  inTemporaryFolder(async folder => {
    const cache = openCacheFolder(`${folder}/cache`)
    const {layout, base, image} = await baseOf(folder)
    const blobs = await openLayout(layout.path)
    const opened: string[] = []
    const registry: Pick<Registry, 'openBlob'> = {
      openBlob: (_, blob) => {
        opened.push(blob.digest)
        return blobs.open(blob)
      },
    }
    const remote = {...base, location: {kind: 'registry', repository: {registry: 'r', repository: 'b'}}} as const
    const read = createBaseReader({registry, cache})
    const [first, second] = await Promise.all([read(remote, image), read(remote, image)])
    expect(opened).toHaveLength(2)
    expect(second).toBe(first)
    const later = await createBaseReader({registry, cache})(remote, image)
    expect(opened).toHaveLength(2)
    expect(later.locate('/lib/x')).toEqual(first.locate('/lib/x'))

    // A record that was tampered with is read anew.
    for (const name of readdirSync(`${folder}/cache/records/base-layers-1`)) {
      writeFileSync(`${folder}/cache/records/base-layers-1/${name}`, '{"entries":[{"kind":"folder"}]}')
    }
    await createBaseReader({registry, cache})(remote, image)
    expect(opened).toHaveLength(4)
  }))
