import {mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from '@jest/globals'
import {
  type Descriptor,
  digestOf,
  hexOf,
  type Layout,
  type LayoutWriter,
  openLayout,
  writeLayout,
} from '../../src/oci/index.ts'
import {inTemporaryFolder} from '../helpers/workspace.ts'

const BYTES = Buffer.from('the bytes of a blob')
const BLOB: Descriptor = {mediaType: 'text/plain', digest: digestOf(BYTES), size: BYTES.length}
const REPOSITORY = {registry: 'example.com', repository: 'base'}

const writeBlob = async (writer: LayoutWriter) => {
  await writer.addDocument({descriptor: BLOB, bytes: BYTES})
  writer.addImage('example.com/x:1', BLOB)
}

async function readAll(layout: Layout, blob: Descriptor): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of await layout.open(blob)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

describe('written and read', () => {
  test('a document and its name', () =>
    inTemporaryFolder(async folder => {
      const path = join(folder, 'not', 'there', 'yet')
      await writeLayout(path, writeBlob)
      const layout = await openLayout(path)
      expect(layout.index.manifests).toEqual([
        {
          ...BLOB,
          annotations: {
            'org.opencontainers.image.ref.name': 'example.com/x:1',
            'io.containerd.image.name': 'example.com/x:1',
          },
        },
      ])
      expect(await layout.has(BLOB)).toBe(true)
      expect((await layout.read(BLOB)).equals(BYTES)).toBe(true)
      expect(await readAll(layout, BLOB)).toBe(BYTES.toString())
      expect(await readAll(layout, BLOB)).toBe(BYTES.toString())
      expect(readdirSync(path).sort()).toEqual(['blobs', 'index.json', 'oci-layout'])
    }))

  test('a file is linked, not copied', () =>
    inTemporaryFolder(async folder => {
      writeFileSync(join(folder, 'blob'), BYTES)
      await writeLayout(join(folder, 'layout'), writer => writer.addFile(BLOB, join(folder, 'blob')))
      const file = join(folder, 'layout', 'blobs', 'sha256', hexOf(BLOB.digest))
      expect(statSync(file).ino).toBe(statSync(join(folder, 'blob')).ino)
    }))

  test('sparse: a blob that is elsewhere', () =>
    inTemporaryFolder(async folder => {
      await writeLayout(folder, async writer => writer.addOrigin(BLOB, REPOSITORY))
      const layout = await openLayout(folder)
      expect(await layout.has(BLOB)).toBe(false)
      expect(layout.origin(BLOB.digest)).toEqual(REPOSITORY)
      await expect(layout.read(BLOB)).rejects.toThrow('it is in example.com/base')
    }))

  test('a blob that is there needs no origin', () =>
    inTemporaryFolder(async folder => {
      await writeLayout(folder, async writer => {
        writer.addOrigin(BLOB, REPOSITORY)
        await writeBlob(writer)
      })
      expect((await openLayout(folder)).origin(BLOB.digest)).toBeUndefined()
    }))
})

describe('replacing', () => {
  test('a layout: nothing of the old one stays', () =>
    inTemporaryFolder(async folder => {
      await writeLayout(join(folder, 'layout'), writeBlob)
      await writeLayout(join(folder, 'layout'), async () => {})
      expect(readdirSync(join(folder, 'layout', 'blobs', 'sha256'))).toEqual([])
      expect(readdirSync(folder)).toEqual(['layout'])
    }))

  test('a failure leaves the old one', () =>
    inTemporaryFolder(async folder => {
      await writeLayout(join(folder, 'layout'), writeBlob)
      const failing = writeLayout(join(folder, 'layout'), () => Promise.reject(new Error('disk full')))
      await expect(failing).rejects.toThrow('disk full')
      expect(await (await openLayout(join(folder, 'layout'))).has(BLOB)).toBe(true)
      expect(readdirSync(folder)).toEqual(['layout'])
    }))

  test('at the same time from several runs: one of them stays, whole', () =>
    inTemporaryFolder(async folder => {
      await Promise.all(Array.from({length: 8}, () => writeLayout(join(folder, 'layout'), writeBlob)))
      expect((await (await openLayout(join(folder, 'layout'))).read(BLOB)).equals(BYTES)).toBe(true)
      expect(readdirSync(folder)).toEqual(['layout'])
    }))

  test.each([
    {what: 'a folder with other things', files: ['thesis.txt'], message: 'holds other things (thesis.txt)'},
    {what: 'a layout with other things in it', files: ['oci-layout', 'main.go'], message: 'other things (main.go)'},
    {what: 'a part of a layout', files: ['index.json'], message: 'is no whole OCI layout'},
  ])('never $what', ({files, message}) =>
    inTemporaryFolder(async folder => {
      for (const name of files) writeFileSync(join(folder, name), 'mine')
      await expect(writeLayout(folder, writeBlob)).rejects.toThrow(message)
      expect(readdirSync(folder).sort()).toEqual(files.toSorted())
    }),
  )

  test('never a file', () =>
    inTemporaryFolder(async folder => {
      writeFileSync(join(folder, 'file'), 'mine')
      await expect(writeLayout(join(folder, 'file'), writeBlob)).rejects.toThrow('cannot write an OCI layout')
      expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('mine')
    }))
})

describe('what is no layout', () => {
  test.each([
    {what: 'nothing', files: undefined, message: 'there is no such folder'},
    {what: 'an empty folder', files: {}, message: 'it has no oci-layout'},
    {what: 'another version', files: {'oci-layout': '{"imageLayoutVersion":"2.0"}'}, message: 'no version 1.0.0'},
    {what: 'no JSON', files: {'oci-layout': 'hello'}, message: 'oci-layout is no JSON'},
    {what: 'no index', files: {'oci-layout': '{"imageLayoutVersion":"1.0.0"}'}, message: 'it has no index.json'},
    {
      what: 'an index without manifests',
      files: {'oci-layout': '{"imageLayoutVersion":"1.0.0"}', 'index.json': '{}'},
      message: 'lists no manifests',
    },
  ])('$what', ({files, message}) =>
    inTemporaryFolder(async folder => {
      const path = join(folder, 'layout')
      if (files) mkdirSync(path)
      for (const [name, text] of Object.entries(files ?? {})) writeFileSync(join(path, name), text)
      await expect(openLayout(path)).rejects.toThrow(message)
    }),
  )
})

describe('a blob that is not what its descriptor says', () => {
  const file = (folder: string) => join(folder, 'blobs', 'sha256', hexOf(BLOB.digest))
  test.each([
    {what: 'other content', bytes: BYTES.toString().toUpperCase(), message: 'is damaged'},
    {what: 'cut short', bytes: 'the bytes', message: '9 bytes instead of 19'},
  ])('$what', ({bytes, message}) =>
    inTemporaryFolder(async folder => {
      await writeLayout(folder, writeBlob)
      writeFileSync(file(folder), bytes)
      const layout = await openLayout(folder)
      await expect(layout.read(BLOB)).rejects.toThrow(message)
      await expect(readAll(layout, BLOB)).rejects.toThrow(message)
    }),
  )

  test('missing', () =>
    inTemporaryFolder(async folder => {
      await writeLayout(folder, async () => {})
      await expect((await openLayout(folder)).open(BLOB)).rejects.toThrow('nothing says where it is')
    }))

  test('too large for a document', () =>
    inTemporaryFolder(async folder => {
      await writeLayout(folder, writeBlob)
      const layout = await openLayout(folder)
      await expect(layout.read({...BLOB, size: 2 ** 30})).rejects.toThrow('is no document')
    }))
})
