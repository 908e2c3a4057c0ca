import {createHash} from 'node:crypto'
import {mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {describe, expect, test} from '@jest/globals'
import {type TarEntry, writeTar} from '../../src/oci/index.ts'
import {output} from '../helpers/bundle.ts'
import {inTemporaryFolder} from '../helpers/workspace.ts'

const EPOCH = new Date(0)

function file(path: string, content: string, mode = 0o644): TarEntry {
  const bytes = Buffer.from(content)
  return {path, mode, kind: 'file', size: bytes.length, open: () => Readable.from([bytes])}
}

const ENTRIES: readonly TarEntry[] = [
  file('/app/hello', 'program', 0o755),
  {path: '/app', mode: 0o755, kind: 'directory'},
  {path: '/home/nonroot', mode: 0o700, kind: 'directory', uid: 65532, gid: 65532},
  {path: '/app/link', mode: 0o777, kind: 'symlink', target: 'hello'},
  file('/app/grüße', 'ü'),
  file(`/deep/${'directory/'.repeat(30)}file`, 'long'),
  file(`/${'n'.repeat(200)}`, 'long name'),
]

async function bytesOf(entries: readonly TarEntry[], time = EPOCH): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of writeTar(entries, time)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

// These bytes are in the digest of every image: a change here moves them all (raise FORMAT in kept-layer.ts).
test('golden digest', async () => {
  expect(sha256(await bytesOf(ENTRIES))).toBe('d269a71cc7036635be61b0c8b114ebeb01915d6f5dd09ab4de473cf97130dfbb')
})

test('the order of the entries does not show', async () => {
  expect(await bytesOf(ENTRIES.toReversed())).toEqual(await bytesOf(ENTRIES))
})

test('another tar reads it: names, owners, modes, times', () =>
  inTemporaryFolder(async folder => {
    const path = join(folder, 'x.tar')
    writeFileSync(path, await bytesOf(ENTRIES, new Date('2024-05-06T07:08:09.999Z')))
    const listing = await output('tar', [
      '--utc',
      '--full-time',
      '--numeric-owner',
      '--quoting-style=literal',
      '-tvf',
      path,
    ])
    expect(
      listing
        .trim()
        .split('\n')
        .map(line => line.replaceAll(/ +/g, ' ')),
    ).toEqual([
      'drwxr-xr-x 0/0 0 2024-05-06 07:08:09 app/',
      '-rw-r--r-- 0/0 2 2024-05-06 07:08:09 app/grüße',
      '-rwxr-xr-x 0/0 7 2024-05-06 07:08:09 app/hello',
      'lrwxrwxrwx 0/0 0 2024-05-06 07:08:09 app/link -> hello',
      `-rw-r--r-- 0/0 4 2024-05-06 07:08:09 deep/${'directory/'.repeat(30)}file`,
      'drwx------ 65532/65532 0 2024-05-06 07:08:09 home/nonroot/',
      `-rw-r--r-- 0/0 9 2024-05-06 07:08:09 ${'n'.repeat(200)}`,
    ])
    mkdirSync(join(folder, 'out'))
    await output('tar', ['-xf', path, '-C', join(folder, 'out'), '--no-same-owner'])
    expect(readFileSync(join(folder, 'out', 'app', 'link'), 'utf8')).toBe('program')
  }))

test.each([
  {time: new Date('2045-01-01T00:00:00Z'), year: 2038},
  {time: new Date('1960-01-01T00:00:00Z'), year: 1970},
])('a time that a tar header cannot hold: $time', ({time, year}) =>
  inTemporaryFolder(async folder => {
    writeFileSync(join(folder, 'x.tar'), await bytesOf([file('/x', 'x')], time))
    await output('tar', ['-xf', join(folder, 'x.tar'), '-C', folder])
    expect(statSync(join(folder, 'x')).mtime.getUTCFullYear()).toBe(year)
  }),
)

describe('failures', () => {
  test.each([
    {what: 'shrinks', declared: 10},
    {what: 'grows', declared: 2},
  ])('a file that $what while it is read', async ({declared}) => {
    const entry: TarEntry = {
      ...file('/app/x', 'five!'),
      kind: 'file',
      size: declared,
      open: () => Readable.from([Buffer.from('five!')]),
    }
    await expect(bytesOf([file('/a', 'a'), entry, file('/z', 'z')])).rejects.toThrow("/app/x: the file's size changed")
  })

  test('a file that cannot be read', async () => {
    const open = () =>
      new Readable({
        read() {
          this.destroy(new Error('EIO: disk broken'))
        },
      })
    await expect(bytesOf([{path: '/x', mode: 0o644, kind: 'file', size: 3, open}])).rejects.toThrow('disk broken')
  })

  test('a reader that stops early ends the writing', async () => {
    let closed = false
    const open = () =>
      new Readable({
        read() {
          this.push(Buffer.alloc(65536))
        },
        destroy(error, done) {
          closed = true
          done(error)
        },
      })
    for await (const _ of writeTar([{path: '/x', mode: 0o644, kind: 'file', size: 2 ** 40, open}], EPOCH)) break
    await new Promise(resolve => setImmediate(resolve))
    expect(closed).toBe(true)
  })
})

test('more than 8 GiB has its size in the header', async () => {
  const size = 9 * 2 ** 30
  for await (const header of writeTar(
    [{path: '/big', mode: 0o644, kind: 'file', size, open: () => Readable.from([])}],
    EPOCH,
  )) {
    expect(Buffer.from(header.subarray(124, 136)).toString('hex')).toBe(`80${size.toString(16).padStart(22, '0')}`)
    break
  }
})
