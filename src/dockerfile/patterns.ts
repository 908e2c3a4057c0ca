import {Refused} from './text.ts'

/** The patterns of `${x#…}`, `${x%…}` and `${x/…/…}`: `*`, `?` and the backslash; no brackets. */
export function convertPattern(pattern: string, how: {greedy: boolean; anchored: boolean}): RegExp {
  const letters = [...pattern]
  let source = how.anchored ? '^' : ''
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? ''
    if (letter === '*') source += how.greedy ? '[^\\n]*' : '[^\\n]*?'
    else if (letter === '?') source += '[^\\n]'
    else if (letter !== '\\') source += literal(letter)
    // The escape that kept } and / from ending the pattern is no part of it.
    else if (letters[at + 1] !== '}' && letters[at + 1] !== '/') source += literal(escaped(letters[++at], pattern))
  }
  return new RegExp(source, 'gu')
}

function escaped(letter: string | undefined, pattern: string): string {
  if (letter === '*' || letter === '?' || letter === '\\') return letter
  throw new Refused(`invalid pattern (${pattern}) in substitution: invalid escape '\\${letter ?? '\ufffd'}'`)
}

function literal(letter: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(letter) ? `\\${letter}` : letter
}

export function trimPrefix(value: string, pattern: string, greedy: boolean): string {
  const match = convertPattern(pattern, {greedy, anchored: true}).exec(value)
  return match ? value.slice(match[0].length) : value
}

/** Backwards, because a regular expression finds the shortest match only from the left. */
export function trimSuffix(value: string, pattern: string, greedy: boolean): string {
  return reverse(trimPrefix(reverse(value), reversePattern(pattern), greedy))
}

function reverse(text: string): string {
  return [...text].reverse().join('')
}

/** Keeps an escape before what it escapes. */
function reversePattern(pattern: string): string {
  return (pattern.match(/\\?./gsu) ?? []).reverse().join('')
}

/** With `all`, Go reads `$name` in the replacement as a group; there are none but the whole match. */
export function replacePattern(value: string, expression: RegExp, replacement: string, all: boolean): string {
  let [result, done, lastEnd] = ['', 0, -1]
  for (const match of value.matchAll(expression)) {
    const end = match.index + match[0].length
    // Go skips an empty match right behind another one.
    if (match[0] === '' && match.index === lastEnd) continue
    result += value.slice(done, match.index) + (all ? fillTemplate(replacement, match[0]) : replacement)
    done = end
    lastEnd = end
    if (!all) break
  }
  return result + value.slice(done)
}

/** https://pkg.go.dev/regexp#Regexp.Expand */
function fillTemplate(template: string, match: string): string {
  const reference = /\$(?:(\$)|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu
  return template.replace(reference, (_, dollar, name, braced) => {
    if (dollar) return '$'
    return (name ?? braced) === '0' ? match : ''
  })
}
