import {randomBytes} from 'node:crypto'
import {createServer, type IncomingMessage, type RequestListener, type ServerResponse} from 'node:http'
import {Readable} from 'node:stream'
import {gzipSync} from 'node:zlib'
import {nodeExec} from '../../src/lib/exec.ts'
import {silentLog} from '../../src/lib/log.ts'
import {type Descriptor, type Digest, digestOf, type Index, type Layout, MEDIA_TYPE} from '../../src/oci/index.ts'
import {type ClosableRegistry, createRegistry, type RegistryOptions, type Sleep} from '../../src/registry/index.ts'

/** A registry client that finds no login on this machine and never really sleeps; `slept` are the pauses it wanted. */
export function testClient(
  options: Partial<RegistryOptions> = {},
): ClosableRegistry & {readonly slept: number[]; readonly sleep: Sleep} {
  const slept: number[] = []
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds)
  }
  const client = createRegistry({env: {}, exec: nodeExec, log: silentLog, sleep, ...options})
  return {...client, slept, sleep}
}

export interface TestImage {
  readonly layout: Layout
  readonly root: Descriptor
  readonly children: readonly Descriptor[]
  /** Config and layers of each child. */
  readonly blobs: readonly Descriptor[]
  readonly bytesOf: (digest: Digest) => Buffer
}

export interface TestImageOptions {
  readonly architectures?: readonly string[]
  /** Bytes of the one layer of each platform, before compression that gains nothing. */
  readonly layerSize?: number
  /** Digests that the layout lacks, and which repository has them. */
  readonly origins?: ReadonlyMap<Digest, {readonly registry: string; readonly repository: string}>
}

/** A valid image of random content in memory, as a layout. */
export function testImage({architectures = ['amd64', 'arm64'], layerSize = 1000}: TestImageOptions = {}): TestImage {
  const store = new Map<Digest, Buffer>()
  const add = (mediaType: string, bytes: Buffer): Descriptor => {
    const digest = digestOf(bytes)
    store.set(digest, bytes)
    return {mediaType, digest, size: bytes.length}
  }
  const addJson = (mediaType: string, value: object) => add(mediaType, Buffer.from(JSON.stringify(value)))

  const blobs: Descriptor[] = []
  const children = architectures.map(architecture => {
    const tar = tarOf(randomBytes(layerSize))
    const layer = add(MEDIA_TYPE.layer, gzipSync(tar, {level: 1}))
    const rootfs = {type: 'layers', diff_ids: [digestOf(tar)]}
    const config = addJson(MEDIA_TYPE.config, {architecture, os: 'linux', config: {}, rootfs})
    blobs.push(config, layer)
    const manifest = {schemaVersion: 2, mediaType: MEDIA_TYPE.manifest, config, layers: [layer]}
    return {...addJson(MEDIA_TYPE.manifest, manifest), platform: {os: 'linux', architecture}}
  })
  const index: Index = {schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests: children}
  const root = addJson(MEDIA_TYPE.index, index)
  const bytesOf = (digest: Digest): Buffer => {
    const bytes = store.get(digest)
    if (bytes === undefined) throw new Error(`no ${digest}`)
    return bytes
  }
  const layout: Layout = {
    path: '(memory)',
    index,
    has: async ({digest}) => store.has(digest),
    read: async ({digest}) => bytesOf(digest),
    open: async ({digest}) => Readable.from(chunks(bytesOf(digest))),
    origin: () => undefined,
  }
  return {layout, root, children, blobs, bytesOf}
}

/** The same image in a layout that lacks some blobs and says where they are. */
export function sparse(
  image: TestImage,
  lacking: readonly Digest[],
  origin: {registry: string; repository: string},
): Layout {
  return {
    ...image.layout,
    has: async ({digest}) => !lacking.includes(digest),
    origin: digest => (lacking.includes(digest) ? origin : undefined),
    open: async blob => {
      if (lacking.includes(blob.digest)) throw new Error(`${blob.digest} is not in the layout`)
      return image.layout.open(blob)
    },
  }
}

/** Copies: whoever sends a blob frees its chunks. */
function* chunks(bytes: Buffer, size = 64 * 1024): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size))
}

/** One file named `data`. */
function tarOf(content: Buffer): Buffer {
  const header = Buffer.alloc(512)
  header.write('data')
  header.write('0000644\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('        ', 148)
  header.write('0ustar\u000000', 156)
  header.write('ustar\u000000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512)
  return Buffer.concat([header, content, padding, Buffer.alloc(1024)])
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

export interface Seen {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
}

export interface ScriptedServer {
  readonly host: string
  readonly origin: string
  readonly seen: Seen[]
  close(): Promise<void>
}

/** A real server on a free port that answers as it is told, and remembers what it was asked. */
export async function startServer(handler: Handler): Promise<ScriptedServer> {
  const seen: Seen[] = []
  const listener: RequestListener = (request, response) => {
    const {method = '', url = '', headers} = request
    seen.push({method, path: url, authorization: headers.authorization})
    handler(request, response)
  }
  const server = createServer(listener).on('checkContinue', listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const host = `127.0.0.1:${address.port}`
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {host, origin: `http://${host}`, seen, close}
}

export async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The challenge of a registry whose token server is itself. */
export function bearer({headers}: IncomingMessage): string {
  return `Bearer realm="http://${headers.host}/token",service="tests"`
}
