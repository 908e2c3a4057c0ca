import {UserError} from '../lib/errors.ts'
import {isRecord} from '../lib/json.ts'
import {
  type Descriptor,
  formatPlatform,
  type ImageConfig,
  type Index,
  isIndexType,
  type Manifest,
  normalizePlatform,
} from '../oci/index.ts'

/** Reads a manifest, index or config: from a registry or from a layout. */
export type ReadDocument = (descriptor: Descriptor) => Promise<Buffer>

/** What an image is, without the data of the commit it was built from. Two images of equal `fingerprint` run alike. */
export interface ImageContent {
  readonly fingerprint: string
  /** The manifests by platform (`linux/arm/v7`). */
  readonly manifests: ReadonlyMap<string, Descriptor>
}

/**
 * Reads all documents of an image. `ignored` names the labels and annotations that don't count; `created` times never
 * count. Layers count by digest.
 */
export async function readContent(
  read: ReadDocument,
  root: Descriptor,
  ignored: ReadonlySet<string>,
): Promise<ImageContent> {
  const index = isIndexType(root.mediaType) ? await readJson<Index>(read, root, 'manifests') : undefined
  const children = index?.manifests ?? [root]
  const platforms = await Promise.all(
    children.map(async descriptor => {
      const manifest = await readJson<Manifest>(read, descriptor, 'layers')
      const config = await readJson<ImageConfig>(read, manifest.config, 'rootfs')
      const platform = formatPlatform(normalizePlatform(config))
      const content = {
        config: withoutCommit(config, ignored),
        layers: manifest.layers.map(layer => layer.digest),
        annotations: without(manifest.annotations, ignored),
      }
      return {platform, descriptor, content}
    }),
  )
  return {
    manifests: new Map(platforms.map(({platform, descriptor}) => [platform, descriptor])),
    fingerprint: canonicalJson({
      mediaType: root.mediaType,
      annotations: without(index?.annotations, ignored),
      platforms: platforms.map(({platform, content}) => [platform, content]),
    }),
  }
}

async function readJson<T>(read: ReadDocument, descriptor: Descriptor, member: keyof T & string): Promise<T> {
  const value: unknown = JSON.parse((await read(descriptor)).toString('utf8'))
  if (isRecord(value) && member in value) return value as T
  throw new UserError(`${descriptor.digest} is not the ${descriptor.mediaType} that it was announced as`)
}

function withoutCommit(
  {created: _, history = [], config, ...rest}: ImageConfig,
  ignored: ReadonlySet<string>,
): unknown {
  return {
    ...rest,
    config: {...config, Labels: without(config?.Labels, ignored)},
    history: history.map(({created: _, ...entry}) => entry),
  }
}

function without(
  map: Readonly<Record<string, string>> | undefined,
  ignored: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(map ?? {}).filter(([key]) => !ignored.has(key)))
}

/** JSON with sorted keys: documents that differ only in their order are equal. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isRecord(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member,
  )
}
