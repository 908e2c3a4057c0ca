/** What Go's `unicode.IsSpace` calls a space; `\s` would take a byte order mark for one and miss U+0085. */
const LEADING_SPACE = /^\p{White_Space}+/u
const TRAILING_SPACE = /\p{White_Space}+$/u

export function isSpace(character: string): boolean {
  // Asked for every character; nearly all are ASCII.
  if (character > ' ' && character < '\x80') return false
  return LEADING_SPACE.test(character)
}

const PLAIN = /[\w./:@+,-]+/y

/** All characters from `at` on that mean nothing to BuildKit nor a shell, at once; or else the one that may. */
export function pieceAt(text: string, at: number): string {
  PLAIN.lastIndex = at
  return PLAIN.exec(text)?.[0] ?? text.charAt(at)
}

export function trimStart(text: string): string {
  return text.replace(LEADING_SPACE, '')
}

export function trim(text: string): string {
  return trimStart(text).replace(TRAILING_SPACE, '')
}

/** As Go's `%q` writes it in BuildKit's messages. */
export function quoted(text: string): string {
  const escaped = (character: string) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
  return JSON.stringify(text).replace(/(?! )[\p{C}\p{Z}]/gu, escaped)
}

/** The fewer characters at which BuildKit splits words that know no quotes. */
export const BLANKS = /[\t\v\f\r ]+/

/** What Go prints for a character where a text has ended. */
export const NO_CHARACTER = '\ufffd'

/** What BuildKit would say. Only thrown inside this room: its exported functions return it as a problem. */
export class Refused extends Error {
  override readonly name = 'Refused'
  /** If it isn't that of the instruction at hand. */
  readonly line: number | undefined

  constructor(message: string, line?: number) {
    super(message)
    this.line = line
  }
}
