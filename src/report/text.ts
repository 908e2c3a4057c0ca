import {stripVTControlCharacters} from 'node:util'

/**
 * What is not to be seen but obeyed: cursor movements, line ends of one reader only (NEL), marks that turn text round
 * (https://trojansource.codes), and what comparisons by culture skip, as a runner's search for commands does.
 */
const INVISIBLE = /(?!\t)\p{Cc}|[\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu

/** The text's lines without anything a terminal or a runner would obey. Others' programs and files speak through us. */
export function safeLines(text: string): string[] {
  return stripVTControlCharacters(text)
    .trimEnd()
    .split(/\r\n|[\r\n]/)
    .map(line => line.replace(INVISIBLE, ''))
}

/** The same as one line. */
export function safeLine(text: string): string {
  return safeLines(text).join(' ').replace(/\s+/g, ' ').trim()
}

export function cut(text: string, width: number): string {
  const characters = Array.from(text)
  if (characters.length <= width) return text
  return `${characters.slice(0, Math.max(0, width - 1)).join('')}…`
}

/** Rows as columns of equal width, two spaces between; the last column is free. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length)
    })
  }
  return rows.map(row =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

export function indent(lines: readonly string[], by = '  '): string[] {
  return lines.map(line => (line === '' ? line : by + line))
}

/** An argument as a POSIX shell reads it back; for commands that we print, never for ones that we run. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./~-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
