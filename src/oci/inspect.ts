import {parseImageConfig, parseIndex, parseManifest} from './documents.ts'
import {formatPlatform} from './platform.ts'
import {type ContainerConfig, type Descriptor, isIndexType, isManifestType, type Manifest} from './types.ts'

/** Reads an index, manifest or config by its descriptor, checked against its digest. */
export type ReadDocument = (descriptor: Descriptor) => Promise<Buffer>

/** An image that can be looked at: its name where it lies, its root document, how to read it and what is below it. */
export interface Subject {
  readonly name: string
  readonly root: Descriptor
  readonly read: ReadDocument
}

/** What `inspect --json` prints of one image. */
export interface Inspection {
  readonly name: string
  readonly digest: string
  readonly mediaType: string
  readonly annotations: Readonly<Record<string, string>>
  readonly platforms: readonly InspectedPlatform[]
}

export interface InspectedPlatform {
  /** Of an attestation that BuildKit adds: `unknown/unknown`. */
  readonly platform: string
  readonly digest: string
  /** Bytes of the compressed layers and the config. */
  readonly size: number
  readonly layers: readonly {readonly digest: string; readonly size: number; readonly mediaType: string}[]
  /** Entrypoint, Env, User and so on, spelled as in the image; null where there is no image configuration. */
  readonly config: ContainerConfig | null
}

export async function inspectImage({name, root, read}: Subject): Promise<Inspection> {
  const {digest, mediaType} = root
  const document = isIndexType(mediaType) ? parseIndex(await read(root), mediaType, name) : undefined
  const entries = document?.manifests ?? [root]
  const platforms = await Promise.all(entries.map(entry => inspectPlatform(name, entry, read)))
  const annotations = document ? document.annotations : parseManifest(await read(root), mediaType, name).annotations
  return {name, digest, mediaType, annotations: annotations ?? {}, platforms}
}

async function inspectPlatform(name: string, entry: Descriptor, read: ReadDocument): Promise<InspectedPlatform> {
  const {digest, mediaType} = entry
  const declared = entry.platform && formatPlatform(entry.platform)
  // Something that is no image, such as an index in an index: named, not followed.
  if (!isManifestType(mediaType)) {
    return {platform: declared ?? 'unknown/unknown', digest, size: entry.size, layers: [], config: null}
  }
  const manifest = parseManifest(await read(entry), mediaType, name)
  const image = holdsImage(manifest) ? parseImageConfig(await read(manifest.config), name) : undefined
  return {
    platform: declared ?? (image ? formatPlatform(image) : 'unknown/unknown'),
    digest,
    size: manifest.layers.reduce((sum, layer) => sum + layer.size, manifest.config.size),
    layers: manifest.layers.map(layer => ({digest: layer.digest, size: layer.size, mediaType: layer.mediaType})),
    config: image?.config ?? null,
  }
}

/** BuildKit's attestations have an image's config type and in-toto layers; other artifacts have a type of their own. */
function holdsImage({config, layers}: Manifest): boolean {
  const isImage = /\.image\.config\.v1\+json$|\.container\.image\.v1\+json$/.test(config.mediaType)
  return isImage && !layers.some(layer => layer.mediaType.startsWith('application/vnd.in-toto'))
}
