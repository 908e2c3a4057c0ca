import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {UserError} from '../../lib/errors.ts'
import {recordAt, stringAt} from '../../lib/json.ts'
import {type Descriptor, type Digest, digestOf, isDigest, MEDIA_TYPE} from '../../oci/index.ts'

export const ROOTS_BLOB = 'roots.tar.gz'
export const ROOTS_RECORD = 'roots.json'

/** The folders of the roots layer, apart from those in the zone files. scripts/roots.mjs makes the layer with them. */
export const ROOTS_FOLDERS: ReadonlySet<string> = new Set([
  '/etc',
  '/etc/ssl',
  '/etc/ssl/certs',
  '/home',
  '/home/nonroot',
  '/root',
  '/tmp',
  '/usr',
  '/usr/share',
  '/usr/share/zoneinfo',
])

export interface RootsLayer {
  readonly descriptor: Descriptor
  readonly diffId: Digest
  readonly bytes: Buffer
}

/** The files of the roots layer that programs rely on, apart from the zone files. */
export const ROOTS_FILES: readonly string[] = ['/etc/passwd', '/etc/group', '/etc/ssl/certs/ca-certificates.crt']

/**
 * What a program on scratch needs beside itself: CA certificates, zone files, passwd and group, /tmp. Made when the
 * project is built, so that a run neither packs nor compresses it. `assets` is the folder of the bundle. As bytes and
 * not as a file, which a layout would link: who edits a layout in place would change the installation.
 */
export async function rootsLayer(assets: string): Promise<RootsLayer> {
  const [record, bytes] = await Promise.all([
    readRecord(join(assets, ROOTS_RECORD)),
    readBlob(join(assets, ROOTS_BLOB)),
  ])
  const digest = stringAt(recordAt(record, 'descriptor'), 'digest')
  const diffId = stringAt(record, 'diffId')
  if (!digest || !isDigest(digest) || !diffId || !isDigest(diffId)) throw damaged(join(assets, ROOTS_RECORD))
  if (digestOf(bytes) !== digest) throw damaged(join(assets, ROOTS_BLOB))
  return {descriptor: {mediaType: MEDIA_TYPE.layer, digest, size: bytes.length}, diffId, bytes}
}

async function readBlob(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw damaged(path, cause)
  }
}

async function readRecord(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw damaged(path, cause)
  }
}

function damaged(path: string, cause?: unknown): UserError {
  return new UserError(`this installation is damaged: ${path} is missing or not what was installed`, {
    cause,
    hint: 'install go-containerize again (in a work tree of it: npm run build)',
  })
}
