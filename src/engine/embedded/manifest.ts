import {UserError} from '../../lib/errors.ts'
import {type Descriptor, type Document, digestOf, type Index, type Manifest, MEDIA_TYPE} from '../../oci/index.ts'
import type {ManifestShape} from '../../request/types.ts'

type Annotations = Readonly<Record<string, string>>

/** The bytes to hash, store and send: serialised once. */
export function documentOf<T>(mediaType: string, value: T): Document<T> {
  const bytes = Buffer.from(JSON.stringify(value))
  return {descriptor: {mediaType, digest: digestOf(bytes), size: bytes.length}, bytes, value}
}

export function imageManifest(
  config: Descriptor,
  layers: readonly Descriptor[],
  annotations: Annotations,
): Document<Manifest> {
  return documentOf(MEDIA_TYPE.manifest, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.manifest,
    config: withoutPlatform(config),
    layers: layers.map(layer => ({...layer, mediaType: ociLayerType(layer.mediaType)})),
    ...annotationsPart(annotations),
  })
}

/** `manifests` carry the platform each was built for, in the order of the request. */
export function imageIndex(manifests: readonly Descriptor[], annotations: Annotations): Document<Index> {
  return documentOf(MEDIA_TYPE.index, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.index,
    manifests: withPullableAmd64(manifests),
    ...annotationsPart(annotations),
  })
}

/** Throws when one manifest is asked for where each platform needs its own. */
export function checkShape(shape: ManifestShape, platforms: number): void {
  if (shape !== 'single' || platforms === 1) return
  throw new UserError(`"manifest: single" holds one platform, and ${platforms} are asked for`, {
    hint: 'ask for one platform, or leave "manifest" out to get an index',
  })
}

export function isSingle(shape: ManifestShape, platforms: number): boolean {
  return shape === 'single' || (shape === 'auto' && platforms === 1)
}

/**
 * Clients that ask for plain amd64 take the first entry that is not more than v1: Docker 20.10 and BuildKit find nothing
 * where the only one says v3. So the lowest level stands first among the amd64 entries and carries no variant.
 */
function withPullableAmd64(manifests: readonly Descriptor[]): readonly Descriptor[] {
  const isAmd64 = ({platform}: Descriptor) => platform?.architecture === 'amd64'
  const [lowest, ...rest] = manifests
    .filter(isAmd64)
    .sort((a, b) => (a.platform?.variant ?? '').localeCompare(b.platform?.variant ?? '', 'en'))
  if (!lowest?.platform) return manifests
  const {os, architecture} = lowest.platform
  const ordered = [{...lowest, platform: {os, architecture}}, ...rest].values()
  return manifests.map(entry => (isAmd64(entry) ? (ordered.next().value ?? entry) : entry))
}

const DOCKER_LAYERS: Readonly<Record<string, string>> = {
  'application/vnd.docker.image.rootfs.diff.tar.gzip': MEDIA_TYPE.layer,
  'application/vnd.docker.image.rootfs.diff.tar': 'application/vnd.oci.image.layer.v1.tar',
  'application/vnd.docker.image.rootfs.diff.tar.zstd': 'application/vnd.oci.image.layer.v1.tar+zstd',
  'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip':
    'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip',
}

/** A base from Docker's times keeps its bytes; in an OCI manifest they go by OCI's name. */
function ociLayerType(mediaType: string): string {
  return DOCKER_LAYERS[mediaType] ?? mediaType
}

function withoutPlatform({mediaType, digest, size}: Descriptor): Descriptor {
  return {mediaType, digest, size}
}

function annotationsPart(annotations: Annotations) {
  const entries = Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.length > 0 ? {annotations: Object.fromEntries(entries)} : {}
}
