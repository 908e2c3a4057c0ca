/** Bytes of a file to be replaced. Equal offsets insert. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** All that isn't replaced stays as it is, byte for byte, whatever its encoding and line ends. */
export function applyEdits(source: Buffer, edits: readonly Edit[]): Buffer {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end)
  const pieces: Buffer[] = []
  let at = 0
  for (const {start, end, text} of sorted) {
    if (start < at || end < start || end > source.length) throw new RangeError(`the edit ${start}–${end} does not fit`)
    pieces.push(source.subarray(at, start), Buffer.from(text))
    at = end
  }
  return Buffer.concat([...pieces, source.subarray(at)])
}
