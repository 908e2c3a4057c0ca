import type {AssembledImage, AssembledPlatform} from '../engine/types.ts'
import type {Phase} from '../lib/phases.ts'
import {formatPlatform} from '../oci/index.ts'
import type {Report, ReportImage, ReportPlatform} from './types.ts'

/** One repository's part of a run. */
export interface FinishedImage {
  /** The repository, without tag. */
  readonly name: string
  readonly assembled: AssembledImage
  /** Tags that name this image now. */
  readonly tags: readonly string[]
  readonly pushed: boolean
  readonly changed: boolean
  /** What the tags name, where it isn't what was assembled: a published image of the same content is kept. */
  readonly published?: {
    readonly digest: string
    readonly mediaType: string
    /** Its manifests by the digests of the assembled ones, where they are not these. */
    readonly manifests: ReadonlyMap<string, {readonly digest: string}> | undefined
  }
}

export interface FinishedRun {
  readonly go: {readonly version: string; readonly source: string}
  readonly images: readonly FinishedImage[]
  readonly layout: string
  readonly caches: Report['caches']
  readonly phases: readonly Phase[]
  readonly warnings: readonly string[]
}

export function reportOf({go, images, layout, caches, phases, warnings}: FinishedRun): Report {
  return {
    go: {version: go.version, source: go.source},
    images: images.map(reportImage),
    layout,
    caches,
    phases: [...phases].sort((a, b) => a.startMs - b.startMs),
    warnings,
  }
}

/** What names the image: its tags, else its digest. */
export function referencesOf({name, tags, digest}: Pick<ReportImage, 'name' | 'tags' | 'digest'>): readonly string[] {
  return tags.length > 0 ? tags.map(tag => `${name}:${tag}`) : [`${name}@${digest}`]
}

function reportImage({name, assembled, tags, pushed, changed, published}: FinishedImage): ReportImage {
  const {digest, mediaType} = published ?? assembled.descriptor
  return {
    name,
    digest,
    mediaType,
    tags,
    references: referencesOf({name, tags, digest}),
    changed,
    pushed,
    mains: mainsOf(assembled),
    platforms: assembled.platforms.map(platform => reportPlatform(platform, published?.manifests)),
  }
}

/** What a Dockerfile's image holds is seen in it alone. */
function mainsOf({image, platforms}: FinishedImage['assembled']): readonly string[] {
  const found = platforms.flatMap(({binaries}) => binaries.map(({main}) => main.importPath))
  return [...new Set([...image.mains.map(main => main.importPath), ...found])]
}

function reportPlatform(
  {platform, manifest, config, layers, binaries}: AssembledPlatform,
  published: ReadonlyMap<string, {readonly digest: string}> | undefined,
): ReportPlatform {
  return {
    platform: formatPlatform(platform),
    digest: published?.get(manifest.digest)?.digest ?? manifest.digest,
    size: layers.reduce((sum, layer) => sum + layer.size, config.descriptor.size),
    layers: layers.map(({digest, size, mediaType}) => ({digest, size, mediaType})),
    binaries: binaries.map(({main, destination, size, sha256}) => ({
      main: main.importPath,
      path: destination,
      size,
      sha256,
    })),
  }
}
