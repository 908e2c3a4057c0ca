import {createHash, randomUUID} from 'node:crypto'
import {mkdir, open, rename, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {release} from '../../lib/memory.ts'
import {type Descriptor, type Digest, gzip, MEDIA_TYPE, type TarEntry, writeTar} from '../../oci/index.ts'

/** A layer on disk. */
export interface Layer {
  readonly descriptor: Descriptor
  readonly diffId: Digest
  /** Absolute path of the compressed blob. */
  readonly file: string
}

/** A layer that this run may have made. */
export interface MadeLayer extends Layer {
  /** False for one that an earlier run left: most likely registries have it too. */
  readonly isNew: boolean
}

export interface LayerRequest {
  readonly entries: readonly TarEntry[]
  readonly time: Date
  /** The project's cache folder: the blob goes to `blobs/sha256/<hex>` in it. */
  readonly root: string
  readonly signal?: AbortSignal | undefined
}

/** One pass: tar, diffID, gzip, digest, file. The blob appears under its name only when it is whole. */
export async function buildLayer({entries, time, root, signal}: LayerRequest): Promise<Layer> {
  const folder = join(root, 'blobs', 'sha256')
  await mkdir(folder, {recursive: true})
  const temporary = join(folder, `${randomUUID()}.tmp`)
  try {
    const written = await writeBlob(temporary, writeTar(entries, time), signal)
    const file = join(folder, written.hex)
    await rename(temporary, file)
    const descriptor: Descriptor = {mediaType: MEDIA_TYPE.layer, digest: `sha256:${written.hex}`, size: written.size}
    return {descriptor, diffId: written.diffId, file}
  } catch (error) {
    await rm(temporary, {force: true})
    throw error
  }
}

async function writeBlob(path: string, tar: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined) {
  const content = createHash('sha256')
  const blob = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o644)
  try {
    for await (const chunk of gzip(hashing(tar, content))) {
      signal?.throwIfAborted()
      blob.update(chunk)
      size += chunk.length
      await file.writeFile(chunk) // goes on at the current position, and writes all of the chunk
      release(chunk)
    }
  } finally {
    await file.close()
  }
  const diffId: Digest = `sha256:${content.digest('hex')}`
  return {hex: blob.digest('hex'), size, diffId}
}

async function* hashing(source: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of source) {
    hash.update(chunk)
    yield chunk
    release(chunk) // whoever asks for the next one has copied this
  }
}
