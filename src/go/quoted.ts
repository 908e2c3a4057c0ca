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
