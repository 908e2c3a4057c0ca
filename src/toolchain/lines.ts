// What the files that may name a Go say. Pure: text in, words out; nothing is judged here.

/** The lines of go.mod and go.work; undefined where there is none. */
export interface GoLines {
  readonly go: string | undefined
  readonly toolchain: string | undefined
}

export function readGoLines(text: string): GoLines {
  return {go: lineOf(text, 'go'), toolchain: lineOf(text, 'toolchain')}
}

/** As cmd/go looks them up: the first line that begins with the word; comments end it. */
function lineOf(text: string, word: string): string | undefined {
  for (const line of text.split('\n')) {
    const [, value] = new RegExp(`^\\s*${word}[ \\t]+(.*)$`).exec(line) ?? []
    if (value !== undefined) return value.replace(/\/\/.*/, '').trim()
  }
  return undefined
}

/** .tool-versions of asdf and mise: `golang 1.25.3`, of several the first. */
export function readToolVersions(text: string): string | undefined {
  return /^[ \t]*(?:golang|go)[ \t]+([^\s#]+)/m.exec(text)?.[1]
}

/** .go-version of goenv, and any other file that holds a version alone. */
export function readVersionFile(text: string): string | undefined {
  const lines = text.split('\n').map(line => line.replace(/#.*/, '').trim())
  return lines.find(line => line !== '')
}
