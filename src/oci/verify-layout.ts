import pLimit from 'p-limit'
import {allEnded} from '../lib/all-ended.ts'
import type {Layout} from './blobs.ts'
import {blobsBelow} from './references.ts'
import {remoteOrigin} from './remote-origin.ts'
import type {Descriptor} from './types.ts'

/** Hashing fills a core each. */
const READS_AT_ONCE = 2

/**
 * Reads every blob that `roots` (indexes or manifests of the layout) lead to, and fails with the first that is missing or
 * isn't what its digest says. What a sparse layout leaves to a registry is left out.
 */
export async function verifyLayout(layout: Layout, roots: readonly Descriptor[]): Promise<void> {
  const blobs = (await allEnded(roots.map(root => blobsBelow(layout, root)))).flat()
  const unique = new Map(blobs.map(blob => [blob.digest, blob]))
  const limit = pLimit(READS_AT_ONCE)
  await allEnded([...unique.values()].map(blob => limit(() => verifyBlob(layout, blob))))
}

async function verifyBlob(layout: Layout, blob: Descriptor): Promise<void> {
  if (await remoteOrigin(layout, blob)) return
  for await (const _ of await layout.open(blob)); // its stream fails where the bytes are others
}
