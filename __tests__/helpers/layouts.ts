import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {pack} from 'tar-stream'
import {type Descriptor, type Digest, digestOf, hexOf, MEDIA_TYPE, type Platform} from '../../src/oci/index.ts'

/** A member of a test layer: its content, or what else it is. */
export type TestEntry =
  | string
  | {readonly folder: {readonly mode?: number; readonly uid?: number; readonly gid?: number}}
  | {readonly link: string}
  | {readonly hardLink: string}
  | {readonly executable: Buffer}

export type TestLayer = Readonly<Record<string, TestEntry>>

/** The tar of a layer, its names exactly as given. */
export async function layerTar(entries: TestLayer): Promise<Buffer> {
  const archive = pack()
  for (const [name, entry] of Object.entries(entries)) {
    const mtime = new Date(0)
    if (typeof entry === 'string') archive.entry({name, mtime}, entry)
    else if ('link' in entry) archive.entry({name, mtime, type: 'symlink', linkname: entry.link})
    else if ('executable' in entry) archive.entry({name, mtime, mode: 0o755}, entry.executable)
    else if ('hardLink' in entry) archive.entry({name, mtime, type: 'link', linkname: entry.hardLink})
    else archive.entry({name, mtime, type: 'directory', mode: 0o755, ...entry.folder})
  }
  archive.finalize()
  const chunks: Uint8Array[] = []
  for await (const chunk of archive) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

export interface TestImage {
  readonly platform: Platform
  readonly layers?: readonly TestLayer[]
  /** What a container runs. */
  readonly config?: object
  readonly compress?: (tar: Buffer) => Buffer
}

/** Writes blobs, documents and index.json of an OCI layout, in the plainest way: other code than ours reads it too. */
export class TestLayout {
  readonly path: string
  readonly #named: Descriptor[] = []

  constructor(path: string) {
    this.path = path
    mkdirSync(join(path, 'blobs', 'sha256'), {recursive: true})
    writeFileSync(join(path, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
    this.#writeIndex()
  }

  blob(mediaType: string, bytes: Buffer): Descriptor {
    const digest = digestOf(bytes)
    writeFileSync(this.blobFile(digest), bytes)
    return {mediaType, digest, size: bytes.length}
  }

  json(mediaType: string, value: object): Descriptor {
    return this.blob(mediaType, Buffer.from(JSON.stringify(value)))
  }

  blobFile(digest: Digest): string {
    return join(this.path, 'blobs', 'sha256', hexOf(digest))
  }

  async manifest({platform, layers = [], config = {}, compress = gzipSync}: TestImage): Promise<Descriptor> {
    const tars = await Promise.all(layers.map(layerTar))
    const configBlob = this.json(MEDIA_TYPE.config, {
      ...platform,
      config,
      rootfs: {type: 'layers', diff_ids: tars.map(digestOf)},
    })
    return this.json(MEDIA_TYPE.manifest, {
      schemaVersion: 2,
      mediaType: MEDIA_TYPE.manifest,
      config: configBlob,
      layers: tars.map(tar => this.blob(MEDIA_TYPE.layer, compress(tar))),
    })
  }

  async index(images: readonly TestImage[], others: readonly Descriptor[] = []): Promise<Descriptor> {
    const manifests = await Promise.all(
      images.map(async image => ({...(await this.manifest(image)), platform: image.platform})),
    )
    return this.json(MEDIA_TYPE.index, {
      schemaVersion: 2,
      mediaType: MEDIA_TYPE.index,
      manifests: [...manifests, ...others],
    })
  }

  /** Enters an image into index.json. */
  name(descriptor: Descriptor, name?: string): Descriptor {
    this.#named.push(name ? {...descriptor, annotations: {'org.opencontainers.image.ref.name': name}} : descriptor)
    this.#writeIndex()
    return descriptor
  }

  #writeIndex(): void {
    writeFileSync(join(this.path, 'index.json'), JSON.stringify({schemaVersion: 2, manifests: this.#named}))
  }
}
