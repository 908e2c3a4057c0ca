import {NO_CHARACTER, Refused} from './text.ts'

type Piece = {readonly is: 'run'} | {readonly is: 'any'} | {readonly is: 'letter'; readonly letter: string}

/**
 * The patterns of `${x#…}`, `${x%…}` and `${x/…/…}`: `*`, `?` and the backslash; no brackets. Not made into a regular
 * expression: `*a*a*a*a*b` would keep that of JavaScript busy for hours, where Go's is always quick.
 */
export function readPattern(pattern: string): readonly Piece[] {
  const letters = [...pattern]
  const pieces: Piece[] = []
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? ''
    if (letter === '*') pieces.push({is: 'run'})
    else if (letter === '?') pieces.push({is: 'any'})
    else if (letter !== '\\') pieces.push({is: 'letter', letter})
    // The escape that kept } and / from ending the pattern is no part of it.
    else if (letters[at + 1] !== '}' && letters[at + 1] !== '/')
      pieces.push({is: 'letter', letter: escaped(letters[++at], pattern)})
  }
  return pieces
}

function escaped(letter: string | undefined, pattern: string): string {
  if (letter === '*' || letter === '?' || letter === '\\') return letter
  throw new Refused(`invalid pattern (${pattern}) in substitution: invalid escape '\\${letter ?? NO_CHARACTER}'`)
}

/** Where a match that begins at `start` can end, in ascending order. */
function endsOf(pieces: readonly Piece[], letters: readonly string[], start: number): readonly number[] {
  let ends: readonly number[] = [start]
  for (const piece of pieces) {
    if (piece.is === 'run') ends = afterRun(ends, letters)
    else {
      const fits = (letter: string | undefined) =>
        piece.is === 'letter' ? letter === piece.letter : letter !== undefined && letter !== '\n'
      ends = ends.filter(end => fits(letters[end])).map(end => end + 1)
    }
  }
  return ends
}

/** `*` takes any number of letters, but no line end. */
function afterRun(ends: readonly number[], letters: readonly string[]): readonly number[] {
  const reached: number[] = []
  for (const end of ends) {
    if (end <= (reached.at(-1) ?? -1)) continue
    let at = end
    reached.push(at)
    while (at < letters.length && letters[at] !== '\n') reached.push(++at)
  }
  return reached
}

export function trimPrefix(value: string, pattern: string, greedy: boolean): string {
  const letters = [...value]
  const ends = endsOf(readPattern(pattern), letters, 0)
  return letters.slice(greedy ? ends.at(-1) : ends[0]).join('')
}

/** Backwards, as BuildKit does it. */
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
export function replacePattern(value: string, pattern: string, replacement: string, all: boolean): string {
  const letters = [...value]
  const pieces = readPattern(pattern)
  let [result, done, at, lastEnd] = ['', 0, 0, -1]
  for (; at <= letters.length; at++) {
    const end = endsOf(pieces, letters, at).at(-1)
    // Go skips an empty match right behind another one.
    if (end === undefined || (end === at && at === lastEnd)) continue
    const match = letters.slice(at, end).join('')
    result += letters.slice(done, at).join('') + (all ? fillTemplate(replacement, match) : replacement)
    done = end
    lastEnd = end
    if (!all) break
    if (end > at) at = end - 1
  }
  return result + letters.slice(done).join('')
}

/** https://pkg.go.dev/regexp#Regexp.Expand */
function fillTemplate(template: string, match: string): string {
  const reference = /\$(?:(\$)|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu
  return template.replace(reference, (_, dollar, name, braced) => {
    if (dollar) return '$'
    return (name ?? braced) === '0' ? match : ''
  })
}
