import type {Layout} from './blobs.ts'
import type {Repository} from './reference.ts'
import type {Descriptor} from './types.ts'

/** The repository that a sparse layout's blob must be fetched from; undefined when it is in the folder. Throws when it is nowhere. */
export async function remoteOrigin(
  layout: Pick<Layout, 'has' | 'origin' | 'open'>,
  blob: Descriptor,
): Promise<Repository | undefined> {
  if (await layout.has(blob)) return undefined
  const origin = layout.origin(blob.digest)
  // Neither whole here nor anywhere else: opening it tells what is wrong with it.
  if (origin === undefined) (await layout.open(blob)).destroy()
  return origin
}
