import {UserError} from '../../lib/errors.ts'
import {
  type Descriptor,
  type Document,
  formatPlatform,
  type ImageConfig,
  type Index,
  isIndexType,
  isManifestType,
  type Layout,
  type Manifest,
  normalizePlatform,
  openLayout,
  type Platform,
  parseImageConfig,
  parseIndex,
  parseManifest,
} from '../../oci/index.ts'

/** What BuildKit wrote: one image, for one platform or several, perhaps with attestations. */
export interface BuiltImage {
  /** The index that the build ended with, if it was one. */
  readonly index: Document<Index> | undefined
  readonly platforms: readonly BuiltPlatform[]
  /** Manifests that say something about the platforms' ones. */
  readonly attestations: readonly BuiltManifest[]
}

export interface BuiltManifest {
  /** The folder that the build wrote it to. */
  readonly folder: string
  /** How the index names it. */
  readonly entry: Descriptor
  readonly manifest: Document<Manifest>
  readonly layers: readonly Descriptor[]
}

export interface BuiltPlatform extends BuiltManifest {
  readonly platform: Platform
  readonly config: Document<ImageConfig>
}

/** Reads the layout that a build wrote to `folder`. `platforms` were asked for, and come in this order. */
export async function readBuilt(folder: string, platforms: readonly Platform[]): Promise<BuiltImage> {
  const layout = await openLayout(folder)
  const [entry] = layout.index.manifests
  if (!entry) throw new Error(`buildx wrote a layout without an image to ${folder}`)
  if (!isIndexType(entry.mediaType)) {
    return {index: undefined, platforms: [await readPlatform(layout, entry)], attestations: []}
  }
  const bytes = await layout.read(entry)
  const value = parseIndex(bytes, entry.mediaType, folder)
  const children = value.manifests.filter(child => isManifestType(child.mediaType))
  const found = await Promise.all(
    children.filter(child => !isAttestation(child)).map(child => readPlatform(layout, child)),
  )
  const attestations = await Promise.all(children.filter(isAttestation).map(child => readManifest(layout, child)))
  return {index: {descriptor: bare(entry), bytes, value}, platforms: inOrder(found, platforms), attestations}
}

/** The builds of single platforms as one image. */
export function joinBuilt(parts: readonly BuiltImage[]): BuiltImage {
  const [only, ...others] = parts
  if (only && others.length === 0) return only
  return {
    index: undefined,
    platforms: parts.flatMap(({platforms}) => platforms),
    attestations: parts.flatMap(({attestations}) => attestations),
  }
}

/** https://docs.docker.com/build/metadata/attestations/attestation-storage/ */
function isAttestation({annotations}: Descriptor): boolean {
  return annotations?.['vnd.docker.reference.type'] === 'attestation-manifest'
}

async function readPlatform(layout: Layout, child: Descriptor): Promise<BuiltPlatform> {
  const built = await readManifest(layout, child)
  const {config: descriptor} = built.manifest.value
  const bytes = await layout.read(descriptor)
  const value = parseImageConfig(bytes, layout.path)
  const {os, architecture, variant} = child.platform ?? value
  const platform = normalizePlatform({os, architecture, ...(variant !== undefined && {variant})})
  return {...built, platform, config: {descriptor: bare(descriptor), bytes, value}}
}

async function readManifest(layout: Layout, child: Descriptor): Promise<BuiltManifest> {
  const bytes = await layout.read(child)
  const value = parseManifest(bytes, child.mediaType, layout.path)
  return {folder: layout.path, entry: child, manifest: {descriptor: bare(child), bytes, value}, layers: value.layers}
}

function inOrder(found: readonly BuiltPlatform[], wanted: readonly Platform[]): readonly BuiltPlatform[] {
  return wanted.map(platform => {
    const name = formatPlatform(normalizePlatform(platform))
    const built = found.find(other => formatPlatform(other.platform) === name)
    if (built) return built
    throw new UserError(
      `the build has no image for ${name}; it has ${found.map(({platform}) => formatPlatform(platform)).join(', ')}`,
    )
  })
}

/** Without the time of the build, which BuildKit notes beside the image and not in it. */
function bare({mediaType, digest, size}: Descriptor): Descriptor {
  return {mediaType, digest, size}
}
