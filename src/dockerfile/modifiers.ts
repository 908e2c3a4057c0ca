import {trimPrefix, trimSuffix} from './patterns.ts'
import {Refused} from './text.ts'

export interface Substitution {
  readonly name: string
  readonly value: string | undefined
  /** What stands behind the modifier, expanded. */
  readonly word: string
}

/** `${name-word}` and the like. A colon before the sign makes an empty value as good as none. */
export function applyModifier(signs: string, {name, value, word}: Substitution): string {
  const isSet = value !== undefined && !(signs.startsWith(':') && value === '')
  switch (signs.replace(/^:/, '')) {
    case '-':
      return isSet ? value : word
    case '+':
      return isSet ? word : ''
    case '?':
      if (isSet) return value
      throw new Refused(`${name}: ${word || `is not allowed to be ${value === undefined ? 'unset' : 'empty'}`}`)
    case '#':
      return trimPrefix(value ?? '', withoutDouble('#', word), word.startsWith('#'))
    case '%':
      return trimSuffix(value ?? '', withoutDouble('%', word), word.startsWith('%'))
    default:
      throw unsupported(signs)
  }
}

/** `##` and `%%` take the longest match. */
function withoutDouble(sign: string, word: string): string {
  return word.startsWith(sign) ? word.slice(1) : word
}

export function unsupported(signs: string): Refused {
  return new Refused(`unsupported modifier (${signs}) in substitution`)
}
