import {UserError} from '../../lib/errors.ts'
import {
  type Descriptor,
  type Document,
  digestOf,
  type Index,
  type Manifest,
  MEDIA_TYPE,
  type Platform,
} from '../../oci/index.ts'
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

/** The lowest level stands first among the amd64 entries: some clients take the first that they can run. */
function withPullableAmd64(manifests: readonly Descriptor[]): readonly Descriptor[] {
  const platforms = manifests.flatMap(({platform}) => platform ?? [])
  const shown = manifests.map(entry =>
    entry.platform ? {...entry, platform: shownPlatform(entry.platform, platforms)} : entry,
  )
  const isAmd64 = ({platform}: Descriptor) => platform?.architecture === 'amd64'
  const ordered = shown.filter(isAmd64).sort((a, b) => level(a.platform).localeCompare(level(b.platform), 'en'))
  const next = ordered.values()
  return shown.map(entry => (isAmd64(entry) ? (next.next().value ?? entry) : entry))
}

/**
 * What an image says of its own platform, in its config and in the index, which must agree. Clients that ask for plain
 * amd64 (Docker 20.10, BuildKit, containerd) find nothing where the only image says v3: the lowest level carries none.
 */
export function shownPlatform(platform: Platform, all: readonly Platform[]): Platform {
  const {os, architecture} = platform
  const isLowest = !all.some(other => other.architecture === 'amd64' && level(other) < level(platform))
  return architecture === 'amd64' && isLowest ? {os, architecture} : platform
}

function level(platform: Platform | undefined): string {
  return platform?.variant ?? ''
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
