import {existsSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {buffer} from 'node:stream/consumers'
import {expect, test} from '@jest/globals'
import {type Descriptor, materialize, type OpenOrigin, openLayout, readThrough} from '../../src/oci/index.ts'
import {TestLayout} from '../helpers/layouts.ts'
import {inTemporaryFolder} from '../helpers/workspace.ts'

const ORIGIN = {registry: 'example.com', repository: 'base'}

/** A layout of two platforms that share their first layer, which the folder lacks; `bytes` is that layer. */
async function sparse(folder: string, origin = true) {
  const layout = new TestLayout(folder)
  const shared = {'etc/base': 'x'.repeat(3000)}
  const root = await layout.index(
    ['amd64', 'arm64'].map(architecture => ({
      platform: {os: 'linux', architecture},
      layers: [shared, {app: architecture}],
    })),
  )
  layout.name(root, 'image')
  const whole = await openLayout(folder)
  const {manifests}: {manifests: Descriptor[]} = JSON.parse(String(await whole.read(root)))
  const manifest: {layers: [Descriptor]} = JSON.parse(String(await whole.read(manifests[0] as Descriptor)))
  const [missing] = manifest.layers
  const bytes = await whole.read(missing)
  rmSync(layout.blobFile(missing.digest))
  const origins = origin ? {[missing.digest]: ORIGIN} : {}
  writeFileSync(join(folder, 'origins.json'), JSON.stringify({origins}))
  return {layout: await openLayout(folder), missing, bytes, file: layout.blobFile(missing.digest)}
}

function origin(bytes: Buffer): {open: OpenOrigin; asked: string[]} {
  const asked: string[] = []
  const open: OpenOrigin = async ({registry, repository}, {digest}) => {
    asked.push(`${registry}/${repository}@${digest}`)
    return Readable.from(bytes, {objectMode: false})
  }
  return {open, asked}
}

test('fetches what is missing, once, and nothing else', () =>
  inTemporaryFolder(async folder => {
    const {layout, missing, bytes} = await sparse(folder)
    const {open, asked} = origin(bytes)
    await materialize(layout, open)
    expect(asked).toEqual([`example.com/base@${missing.digest}`])
    expect(await layout.read(missing)).toEqual(bytes)
    await materialize(layout, open)
    expect(asked).toHaveLength(1)
  }))

test.each([
  {fault: 'other bytes', bytes: (whole: Buffer) => Buffer.alloc(whole.length), message: 'is damaged'},
  {fault: 'fewer bytes', bytes: (whole: Buffer) => whole.subarray(1), message: 'bytes instead of'},
])('$fault leave nothing in the folder', ({bytes, message}) =>
  inTemporaryFolder(async folder => {
    const {layout, file, bytes: whole} = await sparse(folder)
    const before = readdirSync(join(folder, 'blobs', 'sha256'))
    await expect(materialize(layout, origin(bytes(whole)).open)).rejects.toThrow(message)
    expect(existsSync(file)).toBe(false)
    expect(readdirSync(join(folder, 'blobs', 'sha256'))).toEqual(before)
  }),
)

test('a blob that nobody is known to have', () =>
  inTemporaryFolder(async folder => {
    const {layout, bytes} = await sparse(folder, false)
    await expect(materialize(layout, origin(bytes).open)).rejects.toThrow('nothing says where it is')
  }))

test('reading through stores nothing', () =>
  inTemporaryFolder(async folder => {
    const {layout, missing, bytes, file} = await sparse(folder)
    expect(await buffer(await readThrough(layout, origin(bytes).open).open(missing))).toEqual(bytes)
    expect(existsSync(file)).toBe(false)
    const damaged = await readThrough(layout, origin(Buffer.alloc(bytes.length)).open).open(missing)
    await expect(buffer(damaged)).rejects.toThrow('is damaged')
  }))
