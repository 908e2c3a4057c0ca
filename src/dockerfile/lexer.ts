import {applyModifier, unsupported} from './modifiers.ts'
import {replacePattern} from './patterns.ts'
import {isSpace, NO_CHARACTER, quoted, Refused} from './text.ts'

export interface LexerOptions {
  readonly escape: string
  /** The value of a variable, undefined if it has none. */
  readonly lookUp: (name: string) => string | undefined
  /** Quotes stay in the result, and what they protect is still protected. */
  readonly rawQuotes?: boolean
  readonly rawEscapes?: boolean
  /** A quote is a character like others, as in the content of a heredoc. */
  readonly quotesAreText?: boolean
  /** `$name` without a value stays as it is. */
  readonly keepUnset?: boolean
}

export interface Lexed {
  readonly value: string
  /** The value split at unquoted white space. */
  readonly words: readonly string[]
}

/** Expands one text as BuildKit's shell lexer does (`frontend/dockerfile/shell`). Throws Refused. */
export function lex(text: string, options: LexerOptions): Lexed {
  try {
    return new Lexer(text, options).read()
  } catch (error) {
    if (error instanceof Refused) throw new Refused(`failed to process ${quoted(text)}: ${error.message}`)
    throw error
  }
}

interface Stop {
  readonly at: string | undefined
  readonly rawEscapes: boolean
  /** In the pattern of `${x#…}` and `${x/…/}`, which is read a second time: a quoted escape is doubled. */
  readonly pattern: boolean
}

const DEEPEST = 500

class Lexer {
  private readonly characters: readonly string[]
  private readonly options: LexerOptions
  private at = 0
  private rawEscapes: boolean
  private depth = 0
  /** The word being collected. One for all levels: BuildKit forgets what stood before a nested expansion, and so do we. */
  private word = ''

  constructor(text: string, options: LexerOptions) {
    this.characters = [...text]
    this.options = options
    this.rawEscapes = options.rawEscapes ?? false
  }

  read(): Lexed {
    return this.readUntil({at: undefined, rawEscapes: this.rawEscapes, pattern: false})
  }

  private peek(): string | undefined {
    return this.characters[this.at]
  }

  private next(): string | undefined {
    return this.characters[this.at++]
  }

  private get ended(): boolean {
    return this.at >= this.characters.length
  }

  private readUntil(stop: Stop): Lexed {
    // BuildKit's stack grows as it needs, that of JavaScript ends.
    if (++this.depth > DEEPEST) throw new Refused(`more than ${DEEPEST} substitutions in one another`)
    const before = this.rawEscapes
    this.rawEscapes = stop.rawEscapes
    try {
      return this.readPieces(stop)
    } finally {
      this.depth--
      this.rawEscapes = before
    }
  }

  private readPieces(stop: Stop): Lexed {
    let value = ''
    const words: string[] = []
    this.word = ''
    const finish = () => {
      if (this.word !== '') words.push(this.word)
      this.word = ''
    }
    for (let character = this.peek(); character !== undefined; character = this.peek()) {
      if (character === stop.at) {
        this.at++
        finish()
        return {value, words}
      }
      const piece = this.readPiece(character, stop.pattern)
      value += piece.text
      for (const letter of piece.text) {
        if (piece.splits && isSpace(letter)) finish()
        else this.word += letter
      }
    }
    if (stop.at !== undefined) throw new Refused(`unexpected end of statement while looking for matching ${stop.at}`)
    finish()
    return {value, words}
  }

  /** One character or quoted part or expansion. `splits`: does white space in it end a word? */
  private readPiece(character: string, pattern: boolean): {text: string; splits: boolean} {
    if (character === '$') return {text: this.readDollar(), splits: true}
    if (character === '<') return {text: this.readAngles(), splits: false}
    if (character === "'" && !this.options.quotesAreText) return {text: this.readSingleQuoted(pattern), splits: false}
    if (character === '"' && !this.options.quotesAreText) return {text: this.readDoubleQuoted(pattern), splits: false}
    this.at++
    if (character !== this.options.escape) return {text: character, splits: true}
    return {text: (this.rawEscapes ? character : '') + (this.next() ?? ''), splits: false}
  }

  /** `<<` and white space behind it belong together, so that `<< EOF` is one word. */
  private readAngles(): string {
    this.at++
    if (this.peek() !== '<') return '<'
    this.at++
    let text = '<<'
    for (let letter = this.peek(); letter === ' ' || letter === '\t' || letter === '\r'; letter = this.peek()) {
      text += letter
      this.at++
    }
    return text
  }

  private readSingleQuoted(pattern: boolean): string {
    const quote = this.options.rawQuotes ? "'" : ''
    let text = quote
    this.at++
    for (;;) {
      const letter = this.next()
      if (letter === undefined) throw new Refused('unexpected end of statement while looking for matching single-quote')
      if (letter === "'") return text + quote
      text += pattern && letter === this.options.escape ? letter + letter : letter
    }
  }

  private readDoubleQuoted(pattern: boolean): string {
    const quote = this.options.rawQuotes ? '"' : ''
    let text = quote
    this.at++
    for (;;) {
      const letter = this.peek()
      if (letter === undefined) throw new Refused('unexpected end of statement while looking for matching double-quote')
      if (letter === '$') {
        text += this.readDollar()
        continue
      }
      this.at++
      if (letter === '"') return text + quote
      text += letter === this.options.escape ? this.readEscapeInQuotes(letter, pattern) : letter
    }
  }

  /** In double quotes only `"`, `$` and the escape itself can be escaped; before others it is a letter. */
  private readEscapeInQuotes(sign: string, pattern: boolean): string {
    const letter = this.peek()
    if (letter === undefined) return ''
    if (letter === '"' || letter === '$' || letter === sign) {
      this.at++
      return (this.rawEscapes ? sign : '') + letter
    }
    return this.rawEscapes && (!this.options.rawQuotes || pattern) ? sign + sign : sign
  }

  private readDollar(): string {
    this.at++
    if (this.peek() !== '{') {
      const name = this.readName()
      if (name === '') return '$'
      return this.options.lookUp(name) ?? (this.options.keepUnset ? `$${name}` : '')
    }
    this.at++
    const first = this.peek()
    if (first === undefined) throw new Refused("syntax error: missing '}'")
    if (first === '{' || first === '}' || first === ':') throw new Refused('syntax error: bad substitution')
    return this.readBraces(this.readName())
  }

  /** A name or number, or one of the shell's special parameters. */
  private readName(): string {
    const first = this.peek()
    if (first === undefined) return ''
    if ('@*#?-$!'.includes(first)) {
      this.at++
      return first
    }
    const belongs = isDigit(first) ? isDigit : isNameLetter
    let name = ''
    for (let letter = this.peek(); letter !== undefined && belongs(letter); letter = this.peek()) {
      name += letter
      this.at++
    }
    return name
  }

  private readBraces(name: string): string {
    const sign = this.next()
    if (sign === '}') return this.options.lookUp(name) ?? (this.options.keepUnset ? `\${${name}}` : '')
    if (sign === '/') return this.readReplacement(name)
    if (sign === ':') return this.readModifier(name, this.next(), true)
    if (sign !== undefined && '+-?#%'.includes(sign)) return this.readModifier(name, sign, false)
    throw unsupported(sign ?? NO_CHARACTER)
  }

  private readModifier(name: string, sign: string | undefined, emptyIsUnset: boolean): string {
    const signs = (emptyIsUnset ? ':' : '') + (sign ?? NO_CHARACTER)
    const pattern = sign === '#' || sign === '%'
    if (pattern && emptyIsUnset) throw unsupported(signs)
    const word = this.readOperand('}', pattern, pattern, "syntax error: missing '}'")
    const value = this.options.lookUp(name)
    if (value === undefined && this.options.keepUnset) return `\${${name}${signs}${word}}`
    return applyModifier(signs, {name, value, word})
  }

  private readReplacement(name: string): string {
    const all = this.peek() === '/'
    if (all) this.at++
    const pattern = this.readOperand('/', true, true, `syntax error: missing '/' in $\{}`)
    const replacement = this.readOperand('}', true, false, "syntax error: missing '}'")
    const value = this.options.lookUp(name)
    if (value === undefined && this.options.keepUnset) return `\${${name}/${pattern}/${replacement}}`
    return replacePattern(value ?? '', pattern, replacement, all)
  }

  private readOperand(at: string, rawEscapes: boolean, pattern: boolean, missing: string): string {
    try {
      return this.readUntil({at, rawEscapes, pattern}).value
    } catch (error) {
      throw error instanceof Refused && this.ended ? new Refused(missing) : error
    }
  }
}

// Nearly all are ASCII, and the others' tables are long.
const isDigit = (letter: string) => /[0-9]/.test(letter) || (letter > '\x7f' && /\p{Nd}/u.test(letter))
const isNameLetter = (letter: string) => /\w/.test(letter) || (letter > '\x7f' && /[\p{L}\p{Nd}]/u.test(letter))
