/** A line of the file. Its bytes are `start` to `end`, then comes its line ending. */
export interface PhysicalLine {
  readonly number: number
  readonly start: number
  readonly end: number
  /** Without its line ending. */
  readonly text: string
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])
const [CARRIAGE_RETURN, NEWLINE] = [0x0d, 0x0a]

/** Go's line scanner gives up here. https://pkg.go.dev/bufio#pkg-constants */
export const LONGEST_LINE = 65535

/** All lines of the file without its byte order mark; `tooLong` is the first one that BuildKit can't read. */
export function physicalLines(source: Buffer): {lines: readonly PhysicalLine[]; tooLong: number | undefined} {
  const lines: PhysicalLine[] = []
  let start = source.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0
  while (start < source.length) {
    const newline = source.indexOf(NEWLINE, start)
    const next = newline < 0 ? source.length : newline + 1
    const number = lines.length + 1
    const content = newline < 0 ? next : newline
    // Before the mark is cut off: the scanner has read it.
    if (content - (number === 1 ? 0 : start) > LONGEST_LINE) return {lines, tooLong: number}
    let end = content
    while (end > start && source[end - 1] === CARRIAGE_RETURN) end--
    lines.push({number, start, end, text: source.toString('utf8', start, end)})
    start = next
  }
  return {lines, tooLong: undefined}
}
