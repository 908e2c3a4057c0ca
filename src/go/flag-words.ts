/**
 * Splits as cmd/go splits GOFLAGS: words between white space; a word that begins with ' or " runs to the same quote,
 * with no escapes inside. Undefined when a quote stays open.
 * https://cs.opensource.google/go/go/+/refs/tags/go1.26.0:src/cmd/internal/quoted/quoted.go
 */
export function splitQuoted(text: string): readonly string[] | undefined {
  const words: string[] = []
  const word = /[ \t\r\n]*(?:"([^"]*)"|'([^']*)'|([^ \t\r\n"'][^ \t\r\n]*))/y
  let end = 0
  for (let match = word.exec(text); match; match = word.exec(text)) {
    words.push(match[1] ?? match[2] ?? match[3] ?? '')
    end = word.lastIndex
  }
  return text.slice(end).trim() === '' ? words : undefined
}

/** One word of GOFLAGS or `build-flags`. */
export interface Flag {
  readonly name: string
  /** Undefined for `-race` and the like. */
  readonly value: string | undefined
}

export function parseFlags(words: readonly string[]): readonly Flag[] {
  return words.map(word => {
    const text = word.replace(/^--?/, '')
    const equals = text.indexOf('=')
    return equals < 0 ? {name: text, value: undefined} : {name: text.slice(0, equals), value: text.slice(equals + 1)}
  })
}

export function formatFlag({name, value}: Flag): string {
  return value === undefined ? `-${name}` : `-${name}=${value}`
}
