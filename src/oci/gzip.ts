import {constants, crc32, deflateRaw} from 'node:zlib'
import pLimit from 'p-limit'

// One gzip member made of blocks that are deflated side by side: each block is a deflate stream of its own that ends at a
// byte boundary (sync flush), and such streams can be joined (RFC 1951, 3.2.3). The bytes depend on content, BLOCK_SIZE
// and DEFLATE only, never on how many blocks were in flight.

/** Large ones compress no better (0.2 % at 1 MiB) and leave the heap in pieces: 24 images held 1.4 times what two did. */
const BLOCK_SIZE = 256 * 1024
/**
 * What decides the bytes, with BLOCK_SIZE: docs/decisions/gzip-level-1.md. `memLevel` is the most: 15 % less time than with
 * the default 8, for 128 KiB more a block in flight. `windowBits` looks back 8 KiB instead of 32: another 15 % less time
 * for 1.5 % more bytes.
 */
export const DEFLATE = {level: 1, memLevel: 9, windowBits: 13, finishFlush: constants.Z_SYNC_FLUSH} as const
/** A block that can't be compressed grows a little; what fits into one buffer isn't copied. */
const OUTPUT_SIZE = BLOCK_SIZE + 4096
/** Of one stream: enough to keep the threads busy; more would only hold memory. */
const BLOCKS_IN_FLIGHT = 4
/**
 * Of all streams. One of libuv's four threads stays free for files: with all of them compressing, each read of a layer
 * that is already on its way to the registry waits some 10 ms.
 */
const deflatesAtOnce = pLimit(3)

/** RFC 1952: deflate, no flags, no time, XFL 4 (fastest), OS 255 (unknown), so that no machine leaves a trace. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255])
/** An empty last block with fixed codes: ends the deflate stream. */
const LAST_BLOCK = Buffer.from([0x03, 0x00])

export async function* gzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let checksum = 0
  let size = 0
  const inFlight: Promise<Buffer>[] = []
  // Used again and again: fresh megabytes are only given back when the collector finds time.
  const free: Buffer[] = []
  yield HEADER
  try {
    for await (const block of blocks(source, () => free.pop() ?? Buffer.allocUnsafe(BLOCK_SIZE))) {
      checksum = crc32(block, checksum)
      size += block.length
      inFlight.push(deflateBlock(block).finally(() => free.push(block)))
      if (inFlight.length >= BLOCKS_IN_FLIGHT) yield await first(inFlight)
    }
    while (inFlight.length > 0) yield await first(inFlight)
  } finally {
    await Promise.allSettled(inFlight)
  }
  yield LAST_BLOCK
  yield trailer(checksum, size)
}

/** Cuts a stream into blocks of exactly BLOCK_SIZE (the last may be shorter), however it was chunked. */
async function* blocks(source: AsyncIterable<Uint8Array>, take: () => Buffer): AsyncGenerator<Buffer> {
  let block = take()
  let filled = 0
  for await (const chunk of source) {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + BLOCK_SIZE - filled)
      block.set(part, filled)
      filled += part.length
      from += part.length
      if (filled < BLOCK_SIZE) continue
      yield block
      block = take()
      filled = 0
    }
  }
  if (filled > 0) yield block.subarray(0, filled)
}

/**
 * A compressor of its own for each block, though making one costs a tenth of the block's time: zlib's `reset` leaves the
 * last block's bytes in the window, and the hash of a block's end reads past it. Reused ones gave other bytes now and then.
 */
function deflateBlock(block: Uint8Array): Promise<Buffer> {
  const deflate = () =>
    new Promise<Buffer>((resolve, reject) => {
      const options = {...DEFLATE, chunkSize: OUTPUT_SIZE}
      deflateRaw(block, options, (error, compressed) => (error ? reject(error) : resolve(compressed)))
    })
  return deflatesAtOnce(deflate)
}

async function first(queue: Promise<Buffer>[]): Promise<Buffer> {
  const compressed = await queue[0]
  queue.shift()
  return compressed ?? Buffer.alloc(0)
}

function trailer(checksum: number, size: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt32LE(checksum, 0)
  bytes.writeUInt32LE(size % 2 ** 32, 4)
  return bytes
}
