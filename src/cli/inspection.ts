import {arrayAt, isRecord, type JsonRecord, numberAt, recordAt, stringAt} from '../lib/json.ts'
import {type Descriptor, formatPlatform, isDigest, isIndexType, isManifestType, type Platform} from '../oci/index.ts'

/** Reads an index, manifest or config by its descriptor, checked against its digest. */
export type ReadDocument = (descriptor: Descriptor) => Promise<Buffer>

/** What `inspect --json` prints of one image. */
export interface Inspection {
  readonly name: string
  readonly digest: string
  readonly mediaType: string
  readonly annotations: JsonRecord
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
  readonly config: JsonRecord | null
}

export async function inspectImage(name: string, root: Descriptor, read: ReadDocument): Promise<Inspection> {
  const document = await readJson(root, read)
  const entries = isIndexType(root.mediaType) ? descriptorsAt(document, 'manifests') : [root]
  const {digest, mediaType} = root
  const platforms = await Promise.all(entries.map(entry => inspectPlatform(entry, read)))
  return {name, digest, mediaType, annotations: recordAt(document, 'annotations') ?? {}, platforms}
}

async function inspectPlatform(entry: Descriptor, read: ReadDocument): Promise<InspectedPlatform> {
  const platform = entry.platform && formatPlatform(entry.platform)
  // Something that is neither an index nor an image, or an index in an index: named, not followed.
  if (!isManifestType(entry.mediaType)) {
    return {platform: platform ?? entry.mediaType, digest: entry.digest, size: entry.size, layers: [], config: null}
  }
  const manifest = await readJson(entry, read)
  const layers = descriptorsAt(manifest, 'layers')
  const config = toDescriptor(recordAt(manifest, 'config'))
  const image =
    config && /image.*config|container\.image/.test(config.mediaType) ? await readJson(config, read) : undefined
  return {
    platform: platform ?? formatPlatform(platformOf(image)),
    digest: entry.digest,
    size: layers.reduce((sum, layer) => sum + layer.size, config?.size ?? 0),
    layers: layers.map(({digest, size, mediaType}) => ({digest, size, mediaType})),
    config: recordAt(image, 'config') ?? null,
  }
}

async function readJson(descriptor: Descriptor, read: ReadDocument): Promise<unknown> {
  return JSON.parse((await read(descriptor)).toString('utf8'))
}

export function descriptorsAt(value: unknown, key: string): readonly Descriptor[] {
  return (arrayAt(value, key) ?? []).flatMap(entry => toDescriptor(entry) ?? [])
}

function toDescriptor(value: unknown): Descriptor | undefined {
  const [mediaType, digest, size] = [stringAt(value, 'mediaType'), stringAt(value, 'digest'), numberAt(value, 'size')]
  if (mediaType === undefined || digest === undefined || !isDigest(digest) || size === undefined) return undefined
  const platform = recordAt(value, 'platform')
  const annotations = stringsOf(recordAt(value, 'annotations'))
  return {mediaType, digest, size, annotations, ...(platform ? {platform: platformOf(platform)} : {})}
}

function stringsOf(value: unknown): Record<string, string> {
  const entries = isRecord(value) ? Object.entries(value) : []
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

function platformOf(value: unknown): Platform {
  const variant = stringAt(value, 'variant')
  return {
    os: stringAt(value, 'os') ?? 'unknown',
    architecture: stringAt(value, 'architecture') ?? 'unknown',
    ...(variant ? {variant} : {}),
  }
}
