import {type ReadPromptly, withPromptFile} from '../lib/prompt-file.ts'

/** What the headers of a program say. https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html */
export interface Elf {
  readonly bits: 32 | 64
  readonly order: 'little' | 'big'
  /** e_machine, such as 62 for x86-64. */
  readonly machine: number
  /** The loader that a dynamic program asks for: absent in a static one. */
  readonly interpreter: string | undefined
  /** Names of the libraries that the loader must find. */
  readonly libraries: readonly string[]
}

/** Reads part of a file; fewer bytes than asked for at its end. */
export type ReadAt = (offset: number, length: number) => Promise<Buffer>

interface Segment {
  readonly type: number
  readonly offset: number
  readonly address: number
  readonly size: number
}

const [PT_LOAD, PT_DYNAMIC, PT_INTERP] = [1, 2, 3]
const [DT_NEEDED, DT_STRTAB, DT_STRSZ] = [1, 5, 10]
/** A damaged header must not make us read a file whole. */
const MAX_PART = 1024 * 1024
/** The ELF header is 64 bytes, or 52 in a 32-bit file, where program headers follow. */
const IDENT_SIZE = 64

export function readElfFile(path: string): Promise<Elf | undefined> {
  return withPromptFile(path, read => readElf(async (offset, length) => readPart(read, offset, length)))
}

function readPart(read: ReadPromptly, position: number, length: number): Buffer {
  if (!Number.isSafeInteger(position)) return Buffer.alloc(0) // a damaged header; reading would throw
  const buffer = Buffer.alloc(Math.min(length, MAX_PART))
  return buffer.subarray(0, read(buffer, position))
}

/** undefined when it is no ELF file, or is cut off in its headers. */
export async function readElf(readAt: ReadAt): Promise<Elf | undefined> {
  const ident = await readAt(0, IDENT_SIZE)
  if (ident.length < IDENT_SIZE || ident.toString('latin1', 0, 4) !== '\x7fELF') return undefined
  const bits = {1: 32, 2: 64}[ident.readUInt8(4)]
  const order = {1: 'little', 2: 'big'}[ident.readUInt8(5)]
  if ((bits !== 32 && bits !== 64) || (order !== 'little' && order !== 'big')) return undefined
  const header = reader(ident, bits, order)
  const segments = await readSegments(readAt, header, bits, order)
  if (!segments) return undefined
  const interp = segments.find(({type}) => type === PT_INTERP)
  return {
    bits,
    order,
    machine: header.half(18),
    interpreter: interp && cString(await readAt(interp.offset, interp.size), 0),
    libraries: await readLibraries(readAt, segments, bits, order),
  }
}

async function readSegments(
  readAt: ReadAt,
  header: Reader,
  bits: Elf['bits'],
  order: Elf['order'],
): Promise<readonly Segment[] | undefined> {
  const wide = bits === 64
  const start = header.word(wide ? 32 : 28)
  const entrySize = header.half(wide ? 54 : 42)
  const count = header.half(wide ? 56 : 44)
  const bytes = await readAt(start, entrySize * count)
  if (entrySize < (wide ? 56 : 32) || bytes.length < entrySize * count) return undefined
  const table = reader(bytes, bits, order)
  return Array.from({length: count}, (_, i) => {
    const at = i * entrySize
    return {
      type: table.int(at),
      offset: table.word(at + (wide ? 8 : 4)),
      address: table.word(at + (wide ? 16 : 8)),
      size: table.word(at + (wide ? 32 : 16)),
    }
  })
}

async function readLibraries(
  readAt: ReadAt,
  segments: readonly Segment[],
  bits: Elf['bits'],
  order: Elf['order'],
): Promise<readonly string[]> {
  const dynamic = segments.find(({type}) => type === PT_DYNAMIC)
  if (!dynamic) return []
  const bytes = await readAt(dynamic.offset, dynamic.size)
  const width = bits / 8
  const table = reader(bytes, bits, order)
  const entries = Array.from({length: Math.floor(bytes.length / (2 * width))}, (_, i) => ({
    tag: table.word(2 * i * width),
    value: table.word((2 * i + 1) * width),
  }))
  const address = entries.find(({tag}) => tag === DT_STRTAB)?.value
  const size = entries.find(({tag}) => tag === DT_STRSZ)?.value
  const needed = entries.filter(({tag}) => tag === DT_NEEDED)
  if (address === undefined || size === undefined || needed.length === 0) return []
  const home = segments.find(s => s.type === PT_LOAD && s.address <= address && address < s.address + s.size)
  if (!home) return []
  const strings = await readAt(home.offset + address - home.address, size)
  return needed.map(({value}) => cString(strings, value))
}

interface Reader {
  half(at: number): number
  int(at: number): number
  /** An address or offset: 4 or 8 bytes by class. */
  word(at: number): number
}

function reader(bytes: Buffer, bits: Elf['bits'], order: Elf['order']): Reader {
  const little = order === 'little'
  const int = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  return {
    half: at => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)),
    int,
    word: at => (bits === 32 ? int(at) : Number(little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))),
  }
}

function cString(bytes: Buffer, start: number): string {
  const end = bytes.indexOf(0, start)
  return bytes.toString('latin1', start, end < 0 ? bytes.length : end)
}
