import {allEnded} from '../lib/all-ended.ts'
import {UserError} from '../lib/errors.ts'
import type {Layout} from './blobs.ts'
import {parseIndex, parseManifest} from './documents.ts'
import {type Descriptor, isIndexType, isManifestType} from './types.ts'

/** What an index or manifest names, in the order in which it must be sent. */
export interface References {
  readonly manifests: readonly Descriptor[]
  /** The config first. */
  readonly blobs: readonly Descriptor[]
}

/** `name` is whose document it is, for the error. */
export function parseReferences(bytes: Buffer, mediaType: string, name: string): References {
  if (isIndexType(mediaType)) return {manifests: parseIndex(bytes, mediaType, name).manifests, blobs: []}
  if (!isManifestType(mediaType)) {
    throw new UserError(`${name} is a "${mediaType}", neither an image nor an index`, {
      hint: 'only images can be copied and pushed',
    })
  }
  const {config, layers} = parseManifest(bytes, mediaType, name)
  return {manifests: [], blobs: [config, ...layers]}
}

/** Config and layers of everything that `root` leads to. Its documents are read, and so checked. */
export async function blobsBelow(
  layout: Pick<Layout, 'path' | 'read'>,
  root: Descriptor,
): Promise<readonly Descriptor[]> {
  const {manifests, blobs} = parseReferences(await layout.read(root), root.mediaType, `${layout.path} (${root.digest})`)
  const below = await allEnded(manifests.map(manifest => blobsBelow(layout, manifest)))
  return [...blobs, ...below.flat()]
}
