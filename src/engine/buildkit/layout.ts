import {UserError} from '../../lib/errors.ts'
import {
  blobPath,
  type Descriptor,
  type Document,
  formatPlatform,
  type ImageConfig,
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
  /** Of the index or the manifest that the build ended with. */
  readonly root: Document<unknown>
  readonly isIndex: boolean
  readonly platforms: readonly BuiltPlatform[]
  /** Manifests that say something about the platforms' ones. */
  readonly attestations: readonly BuiltManifest[]
}

export interface BuiltManifest {
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
  const bytes = await layout.read(entry)
  const root = {descriptor: bare(entry), bytes, value: undefined}
  if (!isIndexType(entry.mediaType)) {
    return {root, isIndex: false, platforms: [await readPlatform(layout, entry)], attestations: []}
  }
  const children = parseIndex(bytes, entry.mediaType, folder).manifests.filter(child => isManifestType(child.mediaType))
  const found = await Promise.all(
    children.filter(child => !isAttestation(child)).map(child => readPlatform(layout, child)),
  )
  const attestations = await Promise.all(children.filter(isAttestation).map(child => readManifest(layout, child)))
  return {root, isIndex: true, platforms: inOrder(found, platforms), attestations}
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
  return {manifest: {descriptor: bare(child), bytes, value}, layers: value.layers}
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

/** The file of a blob in the folder that the build wrote to. */
export function builtBlob(folder: string, {digest}: Descriptor): string {
  return blobPath(folder, digest)
}

/** Without the time of the build, which BuildKit notes beside the image and not in it. */
function bare({mediaType, digest, size}: Descriptor): Descriptor {
  return {mediaType, digest, size}
}
