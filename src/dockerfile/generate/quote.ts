// Text for a Dockerfile, as BuildKit takes it apart again: first into words, then quotes, escapes and variables within
// them. https://github.com/moby/buildkit/blob/v0.34.2/frontend/dockerfile/shell/lex.go

/** No line of a Dockerfile can hold a line break, so values take theirs from a build argument of this name. */
export const NEWLINE_ARGUMENT = 'NEWLINE'
const NEWLINE = `\${${NEWLINE_ARGUMENT}:?is a build argument, one line break}`

/** Without the argument such lines are errors. */
export function needsNewline(lines: readonly string[]): boolean {
  return lines.some(line => line.includes(NEWLINE))
}

const PLAIN = /^[A-Za-z0-9_./:@%+,-]+$/

/** One word of `ENV`, `LABEL`, `USER`, `WORKDIR` … that means exactly `text`. */
export function quoted(text: string): string {
  return PLAIN.test(text) ? text : `"${escaped(text)}"`
}

/** The same for within double quotes. */
export function escaped(text: string): string {
  return text.replace(/[\\"$]/g, '\\$&').replaceAll('\n', NEWLINE)
}

/** Words that are executed as they are. Nothing is expanded in them, and JSON knows a way to write each character. */
export function execForm(words: readonly string[]): string {
  return `[${words.map(word => JSON.stringify(word)).join(', ')}]`
}

/** `--name=value`s and paths of COPY: variables are expanded in them too, and blanks need the JSON form. */
export function copyLine(flags: readonly string[], from: readonly string[], to: string): string {
  const paths = [...from, to]
  const isPlain = paths.every(path => PLAIN_PATH.test(path))
  return ['COPY', ...flags, isPlain ? paths.join(' ') : execForm(paths)].join(' ')
}

/** With a variable where one is meant. */
const PLAIN_PATH = /^[A-Za-z0-9_./:@%+,${}-]+$/

/** A path that COPY writes to: escaped twice is once for the frontend's words, and once for JSON where it needs that. */
export function destinationPath(path: string): string {
  return path.replace(/[\\"'$]/g, '\\$&')
}

/** A path that COPY reads, where `*`, `?` and `[` would be patterns. */
export function sourcePath(path: string): string {
  return destinationPath(path.replace(/[[*?]/g, '[$&]'))
}

/** One word for /bin/sh, and for nobody before it: the frontend leaves variables of RUN alone. */
export function shellWord(text: string): string {
  // `-ldflags='-s -w'`, as people write it
  const [, option = '', value = ''] = /^(-[A-Za-z-]+=)?(.*)$/s.exec(text) ?? []
  if (/^[A-Za-z0-9_./:@%+,=-]*$/.test(value) && text !== '') return text
  if (!value.includes('\n')) return option + singleQuoted(value)
  const coded = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
  return `${option}"$(printf %b ${singleQuoted(coded)})"`
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
