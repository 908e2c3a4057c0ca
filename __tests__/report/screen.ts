/** A terminal of a fixed size that understands what ours sends: text, line feed, return, cursor up, erase, colours. */
export class Screen {
  readonly rows: string[] = ['']
  readonly columns: number
  private row = 0
  private column = 0
  /** Every sequence that is none of the known ones. */
  readonly unknown: string[] = []

  constructor(columns: number) {
    this.columns = columns
  }

  readonly write = (text: string): void => {
    for (const [piece] of text.matchAll(/\x1b\[[0-9;?]*[A-Za-z]|[\s\S]/gu)) this.obey(piece)
  }

  /** What can be read, without the empty line under it. */
  get text(): string {
    return this.rows
      .map(row => row.trimEnd())
      .join('\n')
      .trimEnd()
  }

  private obey(piece: string): void {
    if (piece === '\n') {
      this.row++
      this.column = 0
      this.rows[this.row] ??= ''
    } else if (piece === '\r') this.column = 0
    else if (!piece.startsWith('\x1b')) this.put(piece)
    else if (piece.endsWith('A')) this.row = Math.max(0, this.row - Number(piece.slice(2, -1)))
    else if (piece === '\x1b[J') {
      this.rows.length = this.row + 1
      this.rows[this.row] = this.current.slice(0, this.column)
    } else if (!piece.endsWith('m')) this.unknown.push(piece)
  }

  private get current(): string {
    return this.rows[this.row] ?? ''
  }

  private put(character: string): void {
    if (this.column >= this.columns) this.obey('\n')
    const padded = this.current.padEnd(this.column)
    this.rows[this.row] = padded.slice(0, this.column) + character + padded.slice(this.column + 1)
    this.column++
  }
}
