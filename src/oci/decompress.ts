import {pipeline, Readable, type Transform} from 'node:stream'
import * as zlib from 'node:zlib'
import {UserError} from '../lib/errors.ts'

/**
 * A stage of a pipeline that unpacks a layer: gzip, zstd or plain tar. Its first bytes tell which, as containerd
 * does it, because media types are not always right.
 */
export async function* decompressed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (head.length < 4) {
    const next = await chunks.next()
    if (next.done) break
    head = Buffer.concat([head, next.value])
  }
  const rest = {[Symbol.asyncIterator]: () => chunks}
  async function* whole() {
    yield head
    yield* rest
  }
  const unpack = unpackerFor(head)
  // A failure of either reaches the reader as the second one's error.
  yield* unpack ? pipeline(Readable.from(whole(), {objectMode: false}), unpack, () => {}) : whole()
}

function unpackerFor(head: Buffer): Transform | undefined {
  if (head.subarray(0, 2).equals(GZIP)) return zlib.createGunzip()
  if (!head.subarray(0, 4).equals(ZSTD)) return undefined
  // Node has zstd since 22.15; the types are those of the oldest Node we support.
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress')
  if (typeof create === 'function') return create()
  throw new UserError(`a layer of the base is compressed with zstd, which Node ${process.version} can't read`, {
    hint: 'use Node 22.15 or later, or a base with gzip layers',
  })
}

const GZIP = Buffer.from([0x1f, 0x8b])
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])
