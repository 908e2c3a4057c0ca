import {utimes} from 'node:fs/promises'
import {join} from 'node:path'
import {type CacheFolder, type FileIdentity, identityOf, parseIdentity, sameFile} from '../../cache/index.ts'
import {hashFile} from '../../lib/hash-file.ts'
import {isRecord, numberAt, recordAt, stringAt} from '../../lib/json.ts'
import {type Digest, hexOf, isDigest, MEDIA_TYPE, type TarEntry} from '../../oci/index.ts'
import {buildLayer, type MadeLayer} from './layer.ts'

export interface LayerSource {
  /** All that decides the bytes: layers of one key are one layer, in this run and in later ones. */
  readonly key: string
  readonly entries: readonly TarEntry[]
  readonly time: Date
}

export interface LayerOptions {
  readonly cache: CacheFolder
  readonly signal?: AbortSignal | undefined
}

/** Moves when the same key would give other bytes: a change of tar, gzip or entries. */
const FORMAT = 4
const KIND = 'layers'
/** Touching a layer that is in use once a day tells the cache so. */
const FRESH_MS = 24 * 60 * 60 * 1000

/** A layer that was made before costs two reads of small files: no reading, hashing or compressing of its content. */
export async function keptLayer({key, entries, time}: LayerSource, {cache, signal}: LayerOptions): Promise<MadeLayer> {
  const fullKey = JSON.stringify([FORMAT, time.getTime(), key])
  const remember = (identity: FileIdentity | undefined, layer: Omit<Kept, 'identity'>) =>
    cache.writeRecord(KIND, fullKey, {...layer, identity})
  const kept = await cache.readRecord(KIND, fullKey, parseKept)
  if (kept) {
    const {digest, size, diffId} = kept
    const file = join(cache.root, 'blobs', 'sha256', hexOf(digest))
    const identity = await identityOf(file)
    const same = sameFile(kept.identity, identity)
    // A restored or copied layer has another inode and time. Reading it is cheaper than compressing it.
    if (same || (identity?.size === size && (await hashFile(file, signal)) === hexOf(digest))) {
      if (!same) await remember(identity, {digest, size, diffId})
      else if (Date.now() - kept.identity.mtimeMs > FRESH_MS)
        await remember(await touched(file), {digest, size, diffId})
      return {descriptor: {mediaType: MEDIA_TYPE.layer, digest, size}, diffId, file, isNew: false}
    }
  }
  const layer = await buildLayer({entries, time, root: cache.root, signal})
  const {descriptor, diffId, file} = layer
  await remember(await identityOf(file), {digest: descriptor.digest, size: descriptor.size, diffId})
  return {...layer, isNew: true}
}

/** The cache drops what was not modified for long. A failure only means that the layer is made again one day. */
async function touched(file: string): Promise<FileIdentity | undefined> {
  const now = new Date()
  await utimes(file, now, now).catch(() => {})
  return identityOf(file)
}

interface Kept {
  readonly digest: Digest
  readonly size: number
  readonly diffId: Digest
  readonly identity: FileIdentity
}

function parseKept(value: unknown): Kept | undefined {
  if (!isRecord(value)) return undefined
  const digest = stringAt(value, 'digest')
  const diffId = stringAt(value, 'diffId')
  const size = numberAt(value, 'size')
  const identity = parseIdentity(recordAt(value, 'identity'))
  if (!digest || !diffId || size === undefined || !identity || !isDigest(digest) || !isDigest(diffId)) return undefined
  return {digest, diffId, size, identity}
}
