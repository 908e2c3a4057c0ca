// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are a shell's
import {pieceAt} from '../text.ts'

/** A piece of a word: text as it stands, or a variable to put in. A sign that may mean something, `=` or `*`, is a text alone. */
export type Part =
  | {readonly kind: 'text'; readonly text: string; readonly quoted: boolean}
  | {
      readonly kind: 'variable'
      readonly name: string
      /** `:-`, `-`, `:+`, `+`, `#`, `%` or nothing. */
      readonly operator: string
      readonly operand: readonly Part[]
      readonly quoted: boolean
    }

/** A word, or the end of a command: `;`, `&&`, a new line. */
export type Token = {readonly kind: 'word'; readonly parts: readonly Part[]} | {readonly kind: 'end'}

/** Why a text is more than a plain list of commands. */
export class NotPlain extends Error {
  override readonly name = 'NotPlain'
}

interface Cursor {
  readonly text: string
  at: number
}

const ENDS_WORD = ' \t\n;&|<>()'
/** What the shell might do something with, said as people call it. */
const REFUSED: Readonly<Record<string, string>> = {
  '|': 'a pipe or `||`',
  '<': 'a redirection',
  '>': 'a redirection',
  '(': 'a subshell or function',
  ')': 'a subshell or `case`',
}

/**
 * Splits a shell text into words and ends of commands. It knows only what a POSIX shell, dash, ash and bash read alike,
 * and throws NotPlain at the first sign of anything else: a wrong reading would put a wrong program into an image, while
 * a refusal only costs time. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
 */
export function tokenize(text: string): readonly Token[] {
  const cursor: Cursor = {text, at: 0}
  const tokens: Token[] = []
  for (let char = peek(cursor); char !== ''; char = peek(cursor)) {
    if (char === '\\' && skipContinuation(cursor)) continue
    if (char === ' ' || char === '\t') cursor.at++
    else if (char === '#') skipComment(cursor)
    else if (char === '\n' || char === ';' || char === '&') tokens.push(readEnd(cursor))
    else if (REFUSED[char] !== undefined) throw new NotPlain(REFUSED[char])
    else tokens.push({kind: 'word', parts: readParts(cursor, ENDS_WORD)})
  }
  return tokens
}

function readEnd(cursor: Cursor): Token {
  const two = cursor.text.slice(cursor.at, cursor.at + 2)
  if (two === ';;') throw new NotPlain('`case`')
  if (two.startsWith('&') && two !== '&&') throw new NotPlain('a command in the background')
  cursor.at += two === '&&' ? 2 : 1
  return {kind: 'end'}
}

/** A backslash at a line's end joins it with the next one, but not in single quotes. */
function skipContinuation(cursor: Cursor): boolean {
  if (!cursor.text.startsWith('\\\n', cursor.at)) return false
  cursor.at += 2
  return true
}

function skipComment(cursor: Cursor): void {
  const end = cursor.text.indexOf('\n', cursor.at)
  cursor.at = end < 0 ? cursor.text.length : end
}

/** Up to one of the characters that end them, outside of quotes, or the end of the text. */
function readParts(cursor: Cursor, ends: string): readonly Part[] {
  const parts: Part[] = []
  for (let char = peek(cursor); char !== '' && !ends.includes(char); char = peek(cursor)) {
    if (char === '\\' && skipContinuation(cursor)) continue
    if (char === "'") parts.push({kind: 'text', text: readSingle(cursor), quoted: true})
    else if (char === '"') parts.push(...readDouble(cursor))
    else if (char === '$') parts.push(readVariable(cursor, false))
    else if (char === '`') throw new NotPlain('a command in backticks')
    else if (char === '\\') parts.push({kind: 'text', text: readEscaped(cursor), quoted: true})
    else parts.push({kind: 'text', text: takePiece(cursor), quoted: false})
  }
  return parts
}

function readSingle(cursor: Cursor): string {
  const end = cursor.text.indexOf("'", cursor.at + 1)
  if (end < 0) throw new NotPlain('a quote that stays open')
  const text = cursor.text.slice(cursor.at + 1, end)
  cursor.at = end + 1
  return text
}

function readDouble(cursor: Cursor): readonly Part[] {
  cursor.at++
  // An empty text keeps the word `""` a word.
  const parts: Part[] = [{kind: 'text', text: '', quoted: true}]
  for (let char = peek(cursor); char !== '"'; char = peek(cursor)) {
    if (char === '') throw new NotPlain('a quote that stays open')
    if (char === '\\' && skipContinuation(cursor)) continue
    if (char === '$') parts.push(readVariable(cursor, true))
    else if (char === '`') throw new NotPlain('a command in backticks')
    else parts.push({kind: 'text', text: readInDouble(cursor), quoted: true})
  }
  cursor.at++
  return parts
}

/** In double quotes a backslash is one unless it stands before these. */
function readInDouble(cursor: Cursor): string {
  const next = cursor.text[cursor.at + 1] ?? ''
  return peek(cursor) === '\\' && '$`"\\'.includes(next) && next !== '' ? readEscaped(cursor) : take(cursor)
}

function readEscaped(cursor: Cursor): string {
  cursor.at++
  if (peek(cursor) === '') throw new NotPlain('a backslash at the end')
  return take(cursor)
}

function readVariable(cursor: Cursor, quoted: boolean): Part {
  const rest = cursor.text.slice(cursor.at)
  if (rest.startsWith('$(')) throw new NotPlain('a command or sum in `$(…)`')
  if (rest.startsWith('${')) return readBraced(cursor, quoted)
  const [whole, name] = /^\$([A-Za-z_][A-Za-z0-9_]*)/.exec(rest) ?? []
  if (whole !== undefined && name !== undefined) {
    cursor.at += whole.length
    if (skipContinuation(cursor)) throw new NotPlain('a name that goes on in the next line')
    return {kind: 'variable', name, operator: '', operand: [], quoted}
  }
  if (rest.startsWith('$\\\n')) throw new NotPlain('a name that goes on in the next line')
  if (/^\$[0-9@*#?$!'"-]/.test(rest) && !(quoted && rest[1] === '"')) throw new NotPlain(`\`${rest.slice(0, 2)}\``)
  return {kind: 'text', text: take(cursor), quoted}
}

function readBraced(cursor: Cursor, quoted: boolean): Part {
  const head = /^\$\{([A-Za-z_][A-Za-z0-9_]*)(:-|-|:\+|\+|##?|%%?)?/.exec(cursor.text.slice(cursor.at))
  const [whole = '', name = '', operator = ''] = head ?? []
  cursor.at += whole.length
  if (!head || (operator === '' && peek(cursor) !== '}')) throw new NotPlain('a `${…}` of another kind than `${X:-y}`')
  const operand = operator === '' ? [] : readOperand(cursor, quoted)
  if (peek(cursor) !== '}') throw new NotPlain('a brace that stays open')
  cursor.at++
  return {
    kind: 'variable',
    name,
    operator: operator[0] === '#' || operator[0] === '%' ? operator[0] : operator,
    operand,
    quoted,
  }
}

/** Shells differ about quotes in the operand of a quoted variable, so there are none. */
function readOperand(cursor: Cursor, quoted: boolean): readonly Part[] {
  const parts = readParts(cursor, quoted ? `}"'\\` : `}\n;&|<>()'"\\`)
  return parts.map(part => (quoted ? {...part, quoted} : part))
}

function peek({text, at}: Cursor): string {
  return text[at] ?? ''
}

function take(cursor: Cursor): string {
  return cursor.text[cursor.at++] ?? ''
}

function takePiece(cursor: Cursor): string {
  const piece = pieceAt(cursor.text, cursor.at)
  cursor.at += piece.length
  return piece
}
