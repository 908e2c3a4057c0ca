import {createWriteStream} from 'node:fs'
import {pipeline as pipe, type Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import pLimit from 'p-limit'
import {allEnded} from '../lib/all-ended.ts'
import {atomically} from '../lib/files.ts'
import type {BlobSource, Layout} from './blobs.ts'
import {blobPath} from './layout-files.ts'
import type {Repository} from './reference.ts'
import {blobsBelow} from './references.ts'
import {remoteOrigin} from './remote-origin.ts'
import type {Descriptor} from './types.ts'
import {verifying} from './verified.ts'

export type OpenOrigin = (repository: Repository, blob: Descriptor) => Promise<Readable>

/** Registries slow a client down that opens many at once; two layers already fill most lines. */
const FETCHES_AT_ONCE = 3

/**
 * Completes a sparse layout: fetches the blobs that `roots` (indexes or manifests of the layout; all of them when not
 * given) need and the folder lacks. A blob is either absent or whole and checked, whatever interrupts.
 */
export async function materialize(
  layout: Layout,
  open: OpenOrigin,
  roots: readonly Descriptor[] = layout.index.manifests,
): Promise<void> {
  const blobs = (await Promise.all(roots.map(root => blobsBelow(layout, root)))).flat()
  const unique = new Map(blobs.map(blob => [blob.digest, blob]))
  const limit = pLimit(FETCHES_AT_ONCE)
  await allEnded([...unique.values()].map(blob => limit(() => fetchMissing(layout, open, blob))))
}

async function fetchMissing(layout: Layout, open: OpenOrigin, blob: Descriptor): Promise<void> {
  const origin = await remoteOrigin(layout, blob)
  if (!origin) return
  await atomically(blobPath(layout.path, blob.digest), async temporary => {
    await pipeline(await open(origin, blob), verifying(blob, origin), createWriteStream(temporary, {mode: 0o644}))
  })
}

/** The layout's blobs, and those it lacks straight from where they are, without storing them. */
export function readThrough(layout: Layout, open: OpenOrigin): BlobSource {
  return {
    async open(blob) {
      const origin = await remoteOrigin(layout, blob)
      return origin ? pipe(await open(origin, blob), verifying(blob, origin), () => {}) : layout.open(blob)
    },
  }
}
