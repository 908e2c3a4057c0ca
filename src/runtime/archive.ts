import {Readable} from 'node:stream'
import {
  type BlobSource,
  blobMember,
  type Descriptor,
  FULL_NAME,
  type Manifest,
  MEDIA_TYPE,
  parseReference,
  REF_NAME,
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
    add(document(`/${blobMember(manifest.digest)}`, manifestBytes))
    for (const blob of [value.config, ...value.layers]) {
      add({
        path: `/${blobMember(blob.digest)}`,
        mode: 0o644,
        kind: 'file',
        size: blob.size,
        open: () => lazily(blobs, blob),
      })
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
    Config: blobMember(value.config.digest),
    RepoTags: names,
    Layers: value.layers.map(({digest}) => blobMember(digest)),
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
  return {[FULL_NAME]: name, ...(tag && {[REF_NAME]: tag})}
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
