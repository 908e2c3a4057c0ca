import {BLANKS, isSpace, pieceAt, Refused, trim, trimStart} from './text.ts'

export interface CommandLine {
  readonly keyword: string
  /** With their dashes; quotes and escapes are gone. */
  readonly flags: readonly string[]
  readonly rest: string
}

/** The keyword of a logical line, the flags behind it, and the rest. */
export function splitCommand(line: string, escapeSign: string): CommandLine {
  const text = trim(line)
  const blank = BLANKS.exec(text)
  if (!blank) return {keyword: text, flags: [], rest: ''}
  const {flags, rest} = takeFlags(text.slice(blank.index + blank[0].length), escapeSign)
  return {keyword: text.slice(0, blank.index), flags, rest: trim(rest)}
}

/**
 * BuildKit reads flags byte by byte, and so do we (a character of latin1 is a byte): of `--chown=ä` it keeps two
 * letters, and a byte 0xA0 ends the flag.
 */
function takeFlags(text: string, escapeSign: string): {flags: string[]; rest: string} {
  if (!text.startsWith('--')) return {flags: [], rest: text}
  const source = Buffer.from(text)
  const bytes = source.toString('latin1')
  const flags: string[] = []
  let at = 0
  for (;;) {
    while (at < bytes.length && isSpace(bytes.charAt(at))) at++
    if (!bytes.startsWith('--', at)) break
    const {flag, end} = readFlag(bytes, at, escapeSign)
    at = end
    if (flag === '--') break
    flags.push(flag)
  }
  return {flags, rest: source.toString('utf8', at)}
}

function readFlag(text: string, start: number, escapeSign: string): {flag: string; end: number} {
  let flag = ''
  let quote: string | undefined
  let at = start
  while (at < text.length) {
    const piece = pieceAt(text, at)
    if (quote === undefined && isSpace(piece)) break
    at += piece.length
    if (piece === quote) quote = undefined
    else if (quote === undefined && isQuote(piece)) quote = piece
    else if (piece === escapeSign) flag += text.charAt(at++)
    else flag += piece
  }
  return {flag, end: at}
}

/** Words that may be quoted, as ARG, ENV and LABEL have them. Quotes and escapes stay: expansion removes them. */
export function quotedWords(text: string, escapeSign: string): readonly string[] {
  const words: string[] = []
  let word = ''
  let quote: string | undefined
  const finish = () => {
    if (word !== '') words.push(word)
    word = ''
  }
  for (let at = 0; at < text.length; ) {
    const piece = pieceAt(text, at)
    at += piece.length
    if (quote === undefined && isSpace(piece)) finish()
    else if (piece === escapeSign && quote !== "'") {
      // One at the end of the text escapes nothing and is dropped.
      if (at < text.length) word += escapeSign + text.charAt(at++)
    } else {
      if (piece === quote) quote = undefined
      else if (quote === undefined && isQuote(piece)) quote = piece
      word += piece
    }
  }
  finish()
  return words
}

export function blankWords(text: string): readonly string[] {
  return text === '' ? [] : text.split(BLANKS)
}

/** The words of a JSON array of strings; undefined when the text isn't a JSON array and so is meant as it stands. */
export function jsonWords(text: string): readonly string[] | undefined {
  const json = trimStart(text)
  if (!json.startsWith('[')) return undefined
  let words: unknown
  try {
    words = JSON.parse(json)
  } catch {
    return undefined
  }
  if (!isArrayOfStrings(words))
    throw new Refused('when using JSON array syntax, arrays must be comprised of strings only')
  return words
}

function isArrayOfStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string')
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'"
}
