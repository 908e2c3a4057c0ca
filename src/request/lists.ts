import {parse} from 'csv-parse/sync'
import type {Parsed} from './words.ts'

/**
 * Reads records as Docker's actions do: one CSV record a line, lines that begin with # are comments, a field that
 * holds a newline, a comma or a leading # stands in double quotes as a whole.
 */
export function parseRecords(text: string): Parsed<readonly (readonly string[])[]> {
  return read(text, ',')
}

/** Items separated by newlines or commas; empty ones are left out. */
export function parseList(text: string): Parsed<readonly string[]> {
  const records = read(text, ',')
  return 'problem' in records ? records : {value: records.value.flat()}
}

/** Items separated by newlines alone, because they may hold commas. */
export function parseLines(text: string): Parsed<readonly string[]> {
  // No text of a user holds this character, so that a record always has one field.
  const records = read(text, '\0')
  return 'problem' in records ? records : {value: records.value.flat()}
}

/** A line each, with the quotes in it: for what another program reads as CSV. */
export function parseQuotedLines(text: string): readonly string[] {
  const lines = text.split('\n').map(line => line.trim())
  return lines.filter(line => line !== '' && !line.startsWith('#'))
}

/** KEY=value, split at the first `=`. */
export function parsePair(text: string): {key: string; value: string} | undefined {
  const equals = text.indexOf('=')
  return equals <= 0 ? undefined : {key: text.slice(0, equals).trim(), value: text.slice(equals + 1)}
}

function read(text: string, delimiter: string): Parsed<readonly (readonly string[])[]> {
  try {
    const records: string[][] = parse(text, {
      delimiter,
      comment: '#',
      comment_no_infix: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    })
    return {value: records.map(fields => fields.filter(field => field !== '')).filter(fields => fields.length > 0)}
  } catch (error) {
    // csv-parse's message quotes no values, but its wording is about files; ours must hold no secret either.
    const line = error instanceof Error ? /at line (\d+)/.exec(error.message)?.[1] : undefined
    return {
      problem: `has a double quote that is not closed, or text after one${line ? ` (line ${line})` : ''}`,
      hint: 'put the whole item in double quotes and write a double quote in it as ""',
    }
  }
}
