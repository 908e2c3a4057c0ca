import type {CacheFolder} from '../../cache/index.ts'
import {UserError} from '../../lib/errors.ts'
import {
  type Descriptor,
  type Digest,
  digestOf,
  formatPlatform,
  isIndexType,
  isManifestType,
  MEDIA_TYPE,
  normalizePlatform,
  type Platform,
  parseImageConfig,
  parseIndex,
  parseManifest,
} from '../../oci/index.ts'
import type {BaseImage, ResolvedBase} from '../types.ts'
import {choosePlatform} from './base-platform.ts'
import {type BaseRegistry, type BaseSource, openBaseSource} from './base-source.ts'

export interface BaseRequest {
  /** A reference, or `oci-layout://PATH[:TAG]`. */
  readonly base: string
  /** Those that the run needs: each must be served. */
  readonly platforms: readonly Platform[]
  readonly registry: BaseRegistry
  /** Keeps documents by digest between runs; what a tag names is asked each time. */
  readonly cache?: CacheFolder
}

interface Candidate {
  readonly platform: Platform
  readonly manifest: Descriptor
}

/** Finds the base for every platform, before anything is compiled. The layers stay where they are. */
export async function resolveBase({base, platforms, registry, cache}: BaseRequest): Promise<ResolvedBase> {
  const source = readingOnce(await openBaseSource(base, registry), cache)
  const root = await source.root()
  const candidates = await listCandidates(source, root)
  const chosen = platforms.map(platform => choosePlatform(candidates, platform))
  const missing = platforms.filter((_, i) => chosen[i] === undefined)
  if (missing.length > 0) throw platformsMissing(source.name, missing, candidates)

  // By entry, not by digest: an index may give one manifest two platforms.
  const entries = [...new Set(chosen.filter(candidate => candidate !== undefined))]
  const images = await Promise.all(entries.map(candidate => readImage(source, candidate)))
  return {
    name: source.name,
    digest: root.digest,
    location: source.location,
    for(platform) {
      const image = choosePlatform(images, platform)
      if (image) return image
      throw platformsMissing(source.name, [platform], images)
    },
  }
}

/** An index may name indexes: `crane push LAYOUT --index` makes one of the layout's index.json. */
async function listCandidates(source: BaseSource, root: Descriptor, depth = 0): Promise<readonly Candidate[]> {
  if (isManifestType(root.mediaType)) {
    if (root.platform) return [{platform: normalizePlatform(root.platform), manifest: root}]
    return platformFromConfig(source, root, depth > 0)
  }
  if (!isIndexType(root.mediaType) || depth > MAX_DEPTH) throw notAnImage(source.name, root.mediaType)
  const {manifests} = parseIndex(await source.read(root), root.mediaType, source.name)
  const images = manifests.filter(entry => isImageType(entry.mediaType) && !isAttestation(entry))
  return (await Promise.all(images.map(image => listCandidates(source, image, depth + 1)))).flat()
}

const MAX_DEPTH = 3

function isImageType(mediaType: string): boolean {
  return isManifestType(mediaType) || isIndexType(mediaType)
}

const CONFIG_TYPES = new Set<string>([MEDIA_TYPE.config, 'application/vnd.docker.container.image.v1+json'])

/** None of an artifact, such as an SBOM, that an index lists beside its images; as a base by itself it is a mistake. */
async function platformFromConfig(
  source: BaseSource,
  manifest: Descriptor,
  isListed: boolean,
): Promise<readonly Candidate[]> {
  const {config} = parseManifest(await source.read(manifest), manifest.mediaType, source.name)
  if (isListed && !CONFIG_TYPES.has(config.mediaType)) return []
  const {os, architecture, variant} = parseImageConfig(await source.read(config), source.name)
  return [{platform: normalizePlatform({os, architecture, ...(variant === undefined ? {} : {variant})}), manifest}]
}

/** BuildKit lists them as platform unknown/unknown. https://docs.docker.com/build/metadata/attestations/attestation-storage/ */
function isAttestation({platform, annotations}: Descriptor): boolean {
  return platform?.os === 'unknown' || annotations?.['vnd.docker.reference.type'] === 'attestation-manifest'
}

async function readImage(source: BaseSource, {platform, manifest}: Candidate): Promise<BaseImage> {
  const manifestBytes = await source.read(manifest)
  const manifestValue = parseManifest(manifestBytes, manifest.mediaType, source.name)
  const configBytes = await source.read(manifestValue.config)
  const configValue = parseImageConfig(configBytes, source.name)
  const [layers, diffIds] = [manifestValue.layers.length, configValue.rootfs.diff_ids.length]
  if (layers !== diffIds) {
    throw new UserError(`the base ${source.name} is damaged: ${layers} layers, but its config lists ${diffIds}`, {
      hint: 'take another base, or push this one again',
    })
  }
  return {
    platform,
    manifest: {descriptor: manifest, bytes: manifestBytes, value: manifestValue},
    config: {descriptor: manifestValue.config, bytes: configBytes, value: configValue},
  }
}

/** Each document is read once in a run, and a registry's not again in later ones: its digest says that it is the same. */
function readingOnce(source: BaseSource, cache: CacheFolder | undefined): BaseSource {
  const reads = new Map<Digest, Promise<Buffer>>()
  return {
    ...source,
    read(document) {
      const known = reads.get(document.digest)
      if (known) return known
      const read =
        cache && source.location.kind === 'registry' ? readKept(source, document, cache) : source.read(document)
      reads.set(document.digest, read)
      return read
    },
  }
}

async function readKept(source: BaseSource, document: Descriptor, cache: CacheFolder): Promise<Buffer> {
  const kept = await cache.readRecord('base-documents', document.digest, value =>
    typeof value === 'string' ? Buffer.from(value, 'base64') : undefined,
  )
  if (kept && digestOf(kept) === document.digest) return kept
  const bytes = await source.read(document)
  if (bytes.length <= MAX_KEPT) {
    await cache.writeRecord('base-documents', document.digest, bytes.toString('base64'))
  }
  return bytes
}

/** Real manifests and configs are a few kB. */
const MAX_KEPT = 128 * 1024

function platformsMissing(
  name: string,
  missing: readonly Platform[],
  has: readonly {readonly platform: Platform}[],
): UserError {
  const there = [...new Set(has.map(({platform}) => formatPlatform(platform)))]
  return new UserError(
    `the base image ${name} has no ${missing.map(formatPlatform).join(' and no ')}; it has ${there.join(', ') || 'no platform at all'}`,
    {hint: 'leave the platform out, or take a base that has it (base: scratch has all)'},
  )
}

function notAnImage(name: string, mediaType: string): UserError {
  const old = /\.manifest\.v1\+/.test(mediaType)
  return new UserError(
    old
      ? `the base image ${name} has the manifest format of Docker before 1.10 (schema 1), which isn't read any more`
      : `${name} is no container image but a "${mediaType}"`,
    {hint: old ? 'pull and push it once with a recent Docker, or take a newer tag' : 'name an image as base'},
  )
}
