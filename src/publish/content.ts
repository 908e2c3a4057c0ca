import {arrayAt, isRecord, type JsonRecord, recordAt} from '../lib/json.ts'
import {type Descriptor, isIndexType, parseIndex, parseManifest, type ReadDocument} from '../oci/index.ts'

/** What an image is, without the data of the commit it was built from. Two images of equal `fingerprint` run alike. */
export interface ImageContent {
  readonly fingerprint: string
  /** In their order, which counts. */
  readonly manifests: readonly Descriptor[]
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
  const {digest, mediaType} = root
  const index = isIndexType(mediaType) ? parseIndex(await read(root), mediaType, digest) : undefined
  const children = index?.manifests ?? [root]
  const platforms = await Promise.all(
    children.map(async descriptor => {
      const manifest = parseManifest(await read(descriptor), descriptor.mediaType, descriptor.digest)
      const config = await read(manifest.config)
      return {
        platform: descriptor.platform,
        config: withoutCommit(config, ignored),
        layers: manifest.layers.map(layer => layer.digest),
        annotations: without(manifest.annotations, ignored),
      }
    }),
  )
  return {
    manifests: children,
    fingerprint: canonicalJson({
      mediaType: root.mediaType,
      annotations: without(index?.annotations, ignored),
      platforms,
    }),
  }
}

/** Of the config as it stands: members that we don't know count, too. */
function withoutCommit(bytes: Buffer, ignored: ReadonlySet<string>): unknown {
  const config: unknown = JSON.parse(bytes.toString('utf8'))
  const container = recordAt(config, 'config')
  return {
    ...withoutTime(config),
    config: {...container, Labels: without(recordAt(container, 'Labels'), ignored)},
    history: (arrayAt(config, 'history') ?? []).map(withoutTime),
  }
}

function withoutTime(value: unknown): JsonRecord {
  const {created: _, ...rest} = isRecord(value) ? value : {}
  return rest
}

function without(map: JsonRecord | undefined, ignored: ReadonlySet<string>): JsonRecord {
  return Object.fromEntries(Object.entries(map ?? {}).filter(([key]) => !ignored.has(key)))
}

/** JSON with sorted keys: documents that differ only in their order are equal. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isRecord(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member,
  )
}
