import {UserError} from '../lib/errors.ts'
import type {Layout} from './blobs.ts'
import type {Repository} from './reference.ts'
import type {Descriptor} from './types.ts'

/** The repository that a sparse layout's blob must be fetched from; undefined when it is in the folder. */
export async function remoteOrigin(
  layout: Pick<Layout, 'path' | 'has' | 'origin'>,
  blob: Descriptor,
): Promise<Repository | undefined> {
  if (await layout.has(blob)) return undefined
  const origin = layout.origin(blob.digest)
  if (origin) return origin
  throw new UserError(`the layout ${layout.path} lacks the blob ${blob.digest} and does not say where it is`, {
    hint: 'build the image again; a layout that is copied must be copied whole',
  })
}
