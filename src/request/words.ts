export type Parsed<T> = {readonly value: T} | {readonly problem: string; readonly hint?: string}

/**
 * Reads a command as a list of arguments. Text that begins with `[` is a JSON array of strings, as in a Dockerfile's
 * exec form. Other text is split at white space; '…' keeps everything, "…" and text outside quotes know the
 * backslash. Nothing else is special: no variables, no globs, no pipes, because no shell will see it.
 */
export function parseWords(text: string): Parsed<readonly string[]> {
  return text.trimStart().startsWith('[') ? parseArray(text) : splitWords(text)
}

function parseArray(text: string): Parsed<readonly string[]> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return {problem: 'begins with [ but is not a JSON array', hint: 'write ["/app/server", "--port", "8080"]'}
  }
  if (!isStrings(value)) return {problem: 'must be an array of strings only'}
  return {value}
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string')
}

function splitWords(text: string): Parsed<readonly string[]> {
  const words: string[] = []
  let word: string | undefined
  let quote: '"' | "'" | undefined
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    if (quote === undefined && /\s/.test(letter)) {
      if (word !== undefined) words.push(word)
      word = undefined
      continue
    }
    word ??= ''
    if (letter === '\\' && quote !== "'") {
      const next = text.charAt(at + 1)
      // Inside "…" a shell lets the backslash act on these only.
      if (quote === '"' && next !== '"' && next !== '\\') word += letter
      else if (next === '') return {problem: 'ends with a backslash'}
      else {
        word += next
        at++
      }
    } else if (quote === undefined && (letter === '"' || letter === "'")) quote = letter
    else if (letter === quote) quote = undefined
    else word += letter
  }
  if (quote !== undefined) return {problem: `has a ${quote} that is never closed`}
  if (word !== undefined) words.push(word)
  return {value: words}
}
