import {UserError} from '../lib/errors.ts'
import {arrayAt, numberAt, recordAt, stringAt} from '../lib/json.ts'
import {type Descriptor, isDigest, isIndexType, isManifestType} from '../oci/index.ts'

/** What a manifest or index names, in the order in which it must be sent. */
export interface References {
  readonly manifests: readonly Descriptor[]
  /** The config first. */
  readonly blobs: readonly Descriptor[]
}

/** Reads what a manifest or index of a layout names; other documents can't be pushed. */
export function parseReferences(bytes: Buffer, {mediaType, digest}: Descriptor): References {
  const value: unknown = JSON.parse(bytes.toString('utf8'))
  const list = (key: string) => (arrayAt(value, key) ?? []).map(entry => parseDescriptor(entry, digest))
  if (isIndexType(mediaType)) return {manifests: list('manifests'), blobs: []}
  if (isManifestType(mediaType)) {
    return {manifests: [], blobs: [parseDescriptor(recordAt(value, 'config'), digest), ...list('layers')]}
  }
  throw new UserError(`${digest} is a "${mediaType}", neither an image nor an index; it can't be pushed`)
}

function parseDescriptor(value: unknown, parent: string): Descriptor {
  const mediaType = stringAt(value, 'mediaType')
  const digest = stringAt(value, 'digest')
  const size = numberAt(value, 'size')
  if (mediaType === undefined || digest === undefined || !isDigest(digest) || size === undefined) {
    throw new UserError(`${parent} names something without media type, sha256 digest and size`)
  }
  return {mediaType, digest, size}
}
