import {fstatSync, readSync} from 'node:fs'
import {inflateRawSync} from 'node:zlib'
import {SourceFailure} from './failure.ts'

// Only what module zips are: no encryption, no zip64, stored or deflated. `unzip` is missing in many containers, and
// would write files before anybody knows whether they may be trusted. Not asynchronous: 14,000 files of 5 kB took three
// times as long when each read waited for its turn.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT

export interface ZipEntry {
  readonly name: string
  readonly size: number
  readonly packedSize: number
  readonly deflated: boolean
  /** Where its local header begins. */
  readonly offset: number
}

const END = {signature: 0x06054b50, size: 22, comment: 0xffff}
const CENTRAL = {signature: 0x02014b50, size: 46}
const LOCAL = {signature: 0x04034b50, size: 30}

/** What came has no zip's end: it is cut off, or something else, such as a page of a proxy on the way. */
export class NotAWholeZip extends SourceFailure {}

export function readZipEntries(file: number): readonly ZipEntry[] {
  const {size} = fstatSync(file)
  const tail = readAt(file, Math.max(0, size - END.size - END.comment), size)
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  // An end elsewhere is that of a zip inside this one: Go's own tests have some.
  if (at < 0 || at + END.size > tail.length || at + END.size + tail.readUInt16LE(at + 20) !== tail.length) {
    throw new NotAWholeZip('the zip is damaged: it has no end: it is cut off, or no zip')
  }
  const [count, length, start] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
  if (count === 0xffff || start === 0xffffffff || start + length > size)
    throw broken('its directory lies outside of it')
  return parseDirectory(readAt(file, start, start + length), count)
}

function parseDirectory(directory: Buffer, count: number): readonly ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  while (entries.length < count) {
    if (at + CENTRAL.size > directory.length || directory.readUInt32LE(at) !== CENTRAL.signature) {
      throw broken('its directory is damaged')
    }
    const [flags, method] = [directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)]
    const lengths = [28, 30, 32].map(field => directory.readUInt16LE(at + field))
    const [nameLength = 0] = lengths
    const name = directory.toString('utf8', at + CENTRAL.size, at + CENTRAL.size + nameLength)
    if ((method !== 0 && method !== 8) || (flags & 1) !== 0) throw broken(`${name} is packed in an unknown way`)
    entries.push({
      name,
      size: directory.readUInt32LE(at + 24),
      packedSize: directory.readUInt32LE(at + 20),
      deflated: method === 8,
      offset: directory.readUInt32LE(at + 42),
    })
    at += CENTRAL.size + lengths.reduce((sum, length) => sum + length, 0)
  }
  return entries
}

export function readZipEntry(file: number, entry: ZipEntry): Buffer {
  const {name, offset, packedSize, size, deflated} = entry
  const header = readAt(file, offset, offset + LOCAL.size)
  if (header.readUInt32LE(0) !== LOCAL.signature) throw broken(`${name} is not where it should be`)
  const start = offset + LOCAL.size + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = readAt(file, start, start + packedSize)
  const bytes = deflated ? inflate(packed, entry) : packed
  if (bytes.length !== size) throw broken(`${name} has ${bytes.length} bytes instead of ${size}`)
  return bytes
}

function inflate(packed: Buffer, {name, size}: ZipEntry): Buffer {
  try {
    // One byte more, so that a longer one is seen; without a limit a small file could fill the memory.
    return inflateRawSync(packed, {maxOutputLength: size + 1})
  } catch (cause) {
    throw broken(`${name} can't be unpacked`, cause)
  }
}

function readAt(file: number, start: number, end: number): Buffer {
  const buffer = Buffer.alloc(end - start)
  for (let done = 0; done < buffer.length; ) {
    const bytesRead = readSync(file, buffer, done, buffer.length - done, start + done)
    if (bytesRead === 0) throw broken('it is cut off')
    done += bytesRead
  }
  return buffer
}

function broken(why: string, cause?: unknown): SourceFailure {
  return new SourceFailure(`the zip is damaged: ${why}`, {cause})
}
