import {cut, safeLine, safeLines} from './text.ts'

// Text of others inside GitHub's markdown. https://github.github.com/gfm/

/** Longer than this no cell or list entry helps a reader; it also bounds what one hostile name can take of a page. */
const MAX_TEXT = 1000

/** As itself, in one line: no markup, no HTML, no link, no picture, no formula, nobody notified. */
export function markdownText(text: string): string {
  return (
    cut(safeLine(text), MAX_TEXT)
      .replace(/[\\`*_{}[\]<>()#+!|~&$:=-]/g, '\\$&')
      // GitHub looks for these after rendering, so that only an invisible character stops it.
      .replace(/@(?=\w)/g, '@\u200b')
      .replace(/\b(www)\./gi, '$1\u200b.')
      .replace(/^(\d+)([.)])/, '$1\\$2')
  )
}

/** As a code span that also stands in a table's cell. */
export function markdownCode(text: string): string {
  const safe = cut(safeLine(text), MAX_TEXT)
  if (safe === '') return ''
  const fence = '`'.repeat(longestRun(safe) + 1)
  const space = fence.length > 1 || safe.startsWith(' ') ? ' ' : ''
  return `${fence}${space}${safe.replaceAll('|', '\\|')}${space}${fence}`
}

/** A block of lines as they are. GitHub shows a button that copies it. */
export function markdownBlock(lines: readonly string[]): string {
  const safe = lines.flatMap(safeLines)
  const fence = '`'.repeat(Math.max(3, longestRun(safe.join('\n')) + 1))
  return [`${fence}text`, ...safe, fence].join('\n')
}

/** Cells are markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export function markdownList(items: readonly string[]): string {
  return items.map(item => `- ${item}`).join('\n')
}

/** Folded text; the empty lines make what is inside markdown again. `title` is ours. */
export function markdownDetails(title: string, content: string): string {
  return `<details><summary>${title}</summary>\n\n${content}\n\n</details>`
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length))
}
