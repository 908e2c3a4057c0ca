import {Readable} from 'node:stream'
import {
  type BlobSource,
  type Descriptor,
  hexOf,
  type Manifest,
  MEDIA_TYPE,
  parseReference,
  type TarEntry,
} from '../oci/index.ts'

/** One platform's image as an engine gets it. */
export interface ArchivedImage {
  readonly manifest: Descriptor
  readonly manifestBytes: Buffer
  readonly value: Manifest
  /** `registry/repository:tag` each. */
  readonly names: readonly string[]
}

/**
 * The members of a tar that is an OCI layout and a Docker archive at once: Docker before 25 and podman read
 * manifest.json, newer ones index.json, which keeps the manifest's digest. Layers go as they are: unpacking them here
 * would cost what it saves the engine.
 */
export function archiveEntries(images: readonly ArchivedImage[], blobs: BlobSource): readonly TarEntry[] {
  const entries = new Map<string, TarEntry>()
  const add = (entry: TarEntry) => entries.set(entry.path, entry)
  for (const {manifest, manifestBytes, value} of images) {
    add(document(`/${blobPath(manifest)}`, manifestBytes))
    for (const blob of [value.config, ...value.layers]) {
      add({path: `/${blobPath(blob)}`, mode: 0o644, kind: 'file', size: blob.size, open: () => lazily(blobs, blob)})
    }
  }
  add(json('/oci-layout', {imageLayoutVersion: '1.0.0'}))
  add(json('/index.json', indexOf(images)))
  add(json('/manifest.json', dockerManifest(images)))
  return [...entries.values()]
}

/** https://github.com/moby/docker-image-spec/blob/v1.3.1/spec.md#combined-image-json--filesystem-changeset-format */
function dockerManifest(images: readonly ArchivedImage[]) {
  return images.map(({value, names}) => ({
    Config: blobPath(value.config),
    RepoTags: names,
    Layers: value.layers.map(blobPath),
  }))
}

/** One entry for each name, as containerd's importer expects: the full name in its own annotation. */
function indexOf(images: readonly ArchivedImage[]) {
  const manifests = images.flatMap(({manifest, names}) => {
    const {mediaType, digest, size, platform} = manifest
    const entry = {mediaType, digest, size, ...(platform && {platform})}
    return names.length === 0 ? [entry] : names.map(name => ({...entry, annotations: nameAnnotations(name)}))
  })
  return {schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests}
}

function nameAnnotations(name: string): Record<string, string> {
  const parsed = parseReference(name)
  const tag = 'reference' in parsed ? parsed.reference.tag : undefined
  return {'io.containerd.image.name': name, ...(tag && {'org.opencontainers.image.ref.name': tag})}
}

function blobPath({digest}: Descriptor): string {
  return `blobs/sha256/${hexOf(digest)}`
}

function json(path: string, value: unknown): TarEntry {
  return document(path, Buffer.from(JSON.stringify(value)))
}

function document(path: string, bytes: Buffer): TarEntry {
  return {path, mode: 0o644, kind: 'file', size: bytes.length, open: () => Readable.from(bytes, {objectMode: false})}
}

/** Opens the blob when its turn comes: all at once would be too many files or connections. */
function lazily(blobs: BlobSource, blob: Descriptor): Readable {
  return Readable.from(
    (async function* () {
      yield* await blobs.open(blob)
    })(),
    {objectMode: false},
  )
}
