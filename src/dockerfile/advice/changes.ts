import type {Dockerfile, Instruction} from '../types.ts'
import type {Change} from './types.ts'

/** The lines of an instruction as they stand in the file. */
export function linesOf({source}: Dockerfile, {span}: Pick<Instruction, 'span'>): string {
  return source
    .toString('utf8')
    .split(/\r?\n/)
    .slice(span.firstLine - 1, span.lastLine)
    .join('\n')
}

export function insteadOf({span}: Pick<Instruction, 'span'>, ...lines: readonly string[]): Change {
  return {firstLine: span.firstLine, lastLine: span.lastLine, text: lines.join('\n')}
}

/** The file with the changes made, which may not overlap: two pieces of advice can be about one line. */
export function applyChanges({source}: Pick<Dockerfile, 'source'>, changes: readonly Change[]): string {
  const text = source.toString('utf8')
  const lines = text.split('\n')
  const end = text.includes('\r\n') ? '\r' : ''
  for (const {firstLine, lastLine, text} of [...changes].sort((a, b) => b.firstLine - a.firstLine)) {
    const written = text === '' ? [] : text.split('\n').map(line => line + end)
    lines.splice(firstLine - 1, lastLine - firstLine + 1, ...written)
  }
  return lines.join('\n')
}
