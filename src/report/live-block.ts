import type {Write} from './run-log.ts'
import {cut} from './text.ts'

export interface ScreenSize {
  readonly columns: number
  readonly rows: number
}

/** More running phases than this say nothing more to a reader. */
const MAX_LINES = 12

/** Lines at the bottom of a terminal that are drawn over, while text above them stays. */
export interface LiveBlock {
  /** Leaves `above` (whole lines) on the screen for good and shows `lines` below it. */
  draw(above: string, lines: readonly string[]): void
}

export function createLiveBlock(write: Write, size: () => ScreenSize, style: (line: string) => string): LiveBlock {
  let shown: readonly string[] = []
  return {
    draw(above, lines) {
      if (above === '' && lines.length === 0 && shown.length === 0) return
      const {columns, rows} = size()
      const back = rowsTaken(shown, columns)
      shown = fitLines(lines, columns, rows)
      // One write: a terminal paints when a chunk is done, so that nothing flickers.
      write(`${back > 0 ? `\x1b[${back}A\r\x1b[J` : ''}${above}${shown.map(line => `${style(line)}\n`).join('')}`)
    },
  }
}

/** A window made narrower since then has wrapped what was drawn. */
function rowsTaken(lines: readonly string[], columns: number): number {
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / Math.max(1, columns))), 0)
}

function fitLines(lines: readonly string[], columns: number, rows: number): string[] {
  const room = Math.max(1, Math.min(MAX_LINES, rows - 2))
  const kept = lines.length <= room ? lines : [...lines.slice(0, room - 1), `  and ${lines.length - room + 1} more`]
  // The last column stays free: some terminals wrap as soon as it is filled.
  return kept.map(line => cut(line, Math.max(1, columns - 1)))
}
