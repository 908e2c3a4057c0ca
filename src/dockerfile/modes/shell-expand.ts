import {NotPlain, type Part} from './shell-tokens.ts'

/** A word as the program gets it. */
export interface Word {
  readonly text: string
  /** The shell would look for files (`*`), homes (`~`) or, if it is bash, alternatives (`{a,b}`): what comes of it isn't known here. */
  readonly pattern: boolean
}

/** Undefined: the variable is not set. Throws NotPlain when its value can't be known. */
export type Lookup = (name: string) => string | undefined

const SPACE = /[ \t\n]+/
const PATTERN = /[*?[{]/

/** One word of a text becomes none, one or several: the value of an unquoted variable is split at its blanks. */
export function expandWord(parts: readonly Part[], lookup: Lookup): readonly Word[] {
  const fields = new Fields()
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'variable') fields.addValue(expansionOf(part, lookup), part.quoted)
    else fields.addText(part.text, part.quoted, index === 0)
  }
  return fields.all()
}

/** As in an assignment: no splitting and no patterns. */
export function expandText(parts: readonly Part[], lookup: Lookup): string {
  if (parts.some(part => part.kind === 'text' && !part.quoted && part.text === '~')) throw new NotPlain('a `~`')
  return textOf(parts, lookup)
}

function textOf(parts: readonly Part[], lookup: Lookup): string {
  return parts.map(part => (part.kind === 'text' ? part.text : expansionOf(part, lookup))).join('')
}

function expansionOf({name, operator, operand}: Extract<Part, {kind: 'variable'}>, lookup: Lookup): string {
  const value = lookup(name)
  const usable = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined
  switch (operator) {
    case '':
      return value ?? ''
    case ':-':
    case '-':
      return usable ? (value ?? '') : textOf(operand, lookup)
    case ':+':
    case '+':
      return usable ? textOf(operand, lookup) : ''
    default:
      return without(value ?? '', operator, textOf(operand, lookup))
  }
}

/** `${X#v}` and `${X%v}`, with a text and no pattern, so that the shortest and the longest match are the same. */
function without(value: string, operator: string, piece: string): string {
  if (/[*?[\\]/.test(piece)) throw new NotPlain(`a pattern in \`\${…${operator}${piece}}\``)
  if (operator === '#') return value.startsWith(piece) ? value.slice(piece.length) : value
  return value.endsWith(piece) && piece !== '' ? value.slice(0, -piece.length) : value
}

class Fields {
  private readonly done: Word[] = []
  private current: {text: string; pattern: boolean} | undefined

  addText(text: string, quoted: boolean, first: boolean): void {
    const pattern = !quoted && (PATTERN.test(text) || (first && text === '~'))
    this.append(text, pattern)
  }

  addValue(value: string, quoted: boolean): void {
    if (quoted) {
      this.append(value, false)
      return
    }
    const [head = '', ...rest] = value.split(SPACE)
    if (head !== '') this.append(head, PATTERN.test(head))
    for (const field of rest) {
      this.close()
      if (field !== '') this.append(field, PATTERN.test(field))
    }
  }

  all(): readonly Word[] {
    this.close()
    return this.done
  }

  private append(text: string, pattern: boolean): void {
    this.current = {text: (this.current?.text ?? '') + text, pattern: (this.current?.pattern ?? false) || pattern}
  }

  private close(): void {
    if (this.current) this.done.push(this.current)
    this.current = undefined
  }
}
