import {Readable} from 'node:stream'
import {UserError} from '../lib/errors.ts'
import type {Environment, Exec} from '../lib/exec.ts'
import {
  type BlobSource,
  type Descriptor,
  formatPlatform,
  isIndexType,
  type Layout,
  type OpenOrigin,
  type Platform,
  parseIndex,
  parseManifest,
  readThrough,
  writeTar,
} from '../oci/index.ts'
import {type ArchivedImage, archiveEntries} from './archive.ts'
import {type ContainerEngine, engineEnvironment, findContainerEngine, lastLine} from './engine.ts'

export interface ImageToLoad {
  /** `registry/repository:tag` each; without any the engine knows the image by its ID only. */
  readonly names: readonly string[]
  /** The image's index or manifest in the layout. */
  readonly root: Descriptor
}

export interface LoadRequest {
  readonly exec: Exec
  readonly env: Environment
  readonly signal?: AbortSignal
  readonly layout: Layout
  /** Reads what a sparse layout lacks. */
  readonly open: OpenOrigin
  readonly images: readonly ImageToLoad[]
  /** Found before slow work began; when absent it is looked for now. */
  readonly engine?: ContainerEngine
}

export interface Loaded {
  readonly program: string
  readonly platform: Platform
  /** Names, or IDs of images without one. */
  readonly references: readonly string[]
}

/** Gives the images to Docker or podman: of each the one that the engine's machine runs. Layers stream through. */
export async function loadImages(request: LoadRequest): Promise<Loaded> {
  const {exec, env, signal, layout, open, images, engine = await findContainerEngine(exec, env, signal)} = request
  const {program, platform} = engine
  const archived = await Promise.all(images.map(image => readImage(layout, image, platform)))
  const blobs = readThrough(layout, open)
  const stdout = await feed({exec, program, env, ...(signal && {signal})}, archived, blobs)
  const names = archived.flatMap(image => image.names)
  return {program, platform, references: [...names, ...loadedIds(stdout)]}
}

async function readImage(layout: Layout, {root, names}: ImageToLoad, platform: Platform): Promise<ArchivedImage> {
  const name = names[0] ?? root.digest
  const manifest = isIndexType(root.mediaType)
    ? chooseManifest(parseIndex(await layout.read(root), root.mediaType, name).manifests, platform, name)
    : root
  const manifestBytes = await layout.read(manifest)
  return {manifest, manifestBytes, value: parseManifest(manifestBytes, manifest.mediaType, name), names}
}

/** The lowest variant for the machine, which surely runs; a lone platform whatever it is, for emulators. */
export function chooseManifest(
  manifests: readonly Descriptor[],
  {os, architecture}: Platform,
  name: string,
): Descriptor {
  const [only, ...others] = manifests
  if (only && others.length === 0) return only
  const fitting = manifests
    .filter(({platform}) => platform?.os === os && platform.architecture === architecture)
    .sort((a, b) => (a.platform?.variant ?? '').localeCompare(b.platform?.variant ?? ''))
  if (fitting[0]) return fitting[0]
  const there = manifests.flatMap(({platform}) => (platform ? [formatPlatform(platform)] : []))
  throw new UserError(
    `${name} can't be loaded: the container engine runs ${os}/${architecture}, the image is for ${there.join(', ')}`,
    {
      hint: `add ${os}/${architecture} to the platforms, or choose exactly one`,
    },
  )
}

async function feed(
  {exec, program, env, signal}: {exec: Exec; program: string; env: Environment; signal?: AbortSignal},
  images: readonly ArchivedImage[],
  blobs: BlobSource,
): Promise<string> {
  const archive = Readable.from(writeTar(archiveEntries(images, blobs), new Date(0)), {objectMode: false})
  // The engine would wait for ever for the rest of an archive that we can't go on writing.
  const failed = new AbortController()
  archive.on('error', error => failed.abort(error))
  try {
    const {exitCode, stdout, stderr} = await exec({
      program,
      args: ['load', '--quiet'],
      env: engineEnvironment(env),
      stdin: archive,
      signal: signal ? AbortSignal.any([signal, failed.signal]) : failed.signal,
    })
    if (exitCode === 0) return stdout
    throw new UserError(`${program} didn't take the image: ${lastLine(stderr) || `it ended with ${exitCode}`}`, {
      hint: 'use --output to get the image as an OCI layout, or --push',
    })
  } finally {
    archive.destroy()
  }
}

/** `Loaded image ID: sha256:…` of Docker, `Loaded image: sha256:…` of podman. */
function loadedIds(stdout: string): readonly string[] {
  return [...stdout.matchAll(/^Loaded image[^:]*: (sha256:\w+)$/gm)].flatMap(([, id]) => (id ? [id] : []))
}
