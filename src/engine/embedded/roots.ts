import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {UserError} from '../../lib/errors.ts'
import {recordAt, stringAt} from '../../lib/json.ts'
import {isDigest, MEDIA_TYPE} from '../../oci/index.ts'
import type {Layer} from './layer.ts'

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

/**
 * What a program on scratch needs beside itself: CA certificates, zone files, passwd and group, /tmp. Made when the
 * project is built, so that a run neither packs nor hashes it. `assets` is the folder of the bundle.
 */
export async function rootsLayer(assets: string): Promise<Layer> {
  const record = await readRecord(join(assets, ROOTS_RECORD))
  const digest = stringAt(recordAt(record, 'descriptor'), 'digest')
  const size = recordAt(record, 'descriptor')?.size
  const diffId = stringAt(record, 'diffId')
  if (!digest || !isDigest(digest) || typeof size !== 'number' || !diffId || !isDigest(diffId)) {
    throw damaged(assets)
  }
  return {descriptor: {mediaType: MEDIA_TYPE.layer, digest, size}, diffId, file: join(assets, ROOTS_BLOB)}
}

async function readRecord(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw damaged(path, cause)
  }
}

function damaged(path: string, cause?: unknown): UserError {
  return new UserError(`this installation is damaged: ${path} does not describe the roots layer`, {
    cause,
    hint: 'install go-containerize again (in a work tree of it: npm run build)',
  })
}
