import {deflateRawSync} from 'node:zlib'

/** A zip of these files, deflated; an independent reader (`unzip -t`, cmd/go) accepts it. */
export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const [raw, path] = [Buffer.from(text), Buffer.from(name)]
    const packed = deflateRawSync(raw)
    const common = fields(
      [20, 2],
      [0, 2],
      [8, 2],
      [0, 4],
      [sum(raw), 4],
      [packed.length, 4],
      [raw.length, 4],
      [path.length, 2],
      [0, 2],
    )
    const local = Buffer.concat([fields([0x04034b50, 4]), common, path, packed])
    const rest = fields([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4])
    directory.push(Buffer.concat([fields([0x02014b50, 4], [20, 2]), common, rest, path]))
    parts.push(local)
    offset += local.length
  }
  const all = Buffer.concat(directory)
  const count = directory.length
  const end = fields([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [all.length, 4], [offset, 4], [0, 2])
  return Buffer.concat([...parts, all, end])
}

function fields(...numbers: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  return Buffer.concat(
    numbers.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes)
      buffer.writeUIntLE(value, 0, bytes)
      return buffer
    }),
  )
}

const TABLE = Array.from({length: 256}, (_, at) => {
  let value = at
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

/** Node 20.15 has no zlib.crc32. */
function sum(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}
