/** A command that may remove, move, link or copy what its words name. */
export interface FileCommand {
  readonly does: 'removes' | 'moves' | 'links' | 'copies'
  /** Without quotes and options. */
  readonly words: readonly string[]
  /** What it copies to, or undefined where that isn't its last word. */
  readonly destination: string | undefined
  /** It gets more words from elsewhere. */
  readonly hasMore: boolean
  /** It doesn't look for them where the shell is. */
  readonly isElsewhere: boolean
}

/** No `go install`, nor one of packages. */
const PROGRAM =
  /(?:^|[\s"'`])(?:[\w/.-]*\/)?(rm|rmdir|unlink|mv|ln|cp|find|cat|tar|rsync|zip|cpio|(?<!\S\s+)install)(\s.*)?$/s

/**
 * Finds them by their names alone, whatever they stand in: quotes, loops, `sh -c`. A shell's text cannot be read as a
 * whole, but where a command ends is seen well enough.
 */
export function fileCommands(text: string): readonly FileCommand[] {
  return text
    .replaceAll('\\\n', ' ')
    .split(/[;&|\n()]/)
    .flatMap(part => {
      const [, program = '', rest = ''] = PROGRAM.exec(part) ?? []
      const words = rest.split(/\s+/).map(word => word.replace(/["'\\]|`$/g, ''))
      const does = program === '' ? undefined : deedOf(program, words, text)
      if (does === undefined) return []
      const nothing = program === 'mv' ? ['', '{}', '/'] : ['', '{}'] // nobody moves the root, but files to it
      const given = words.filter(word => !nothing.includes(word) && !word.startsWith('-'))
      const endsWithIt = /^(cp|rsync|install)$/.test(program) && given.length > 1 && !words.some(isTarget)
      return {
        does,
        words: endsWithIt ? given.slice(0, -1) : given,
        destination: endsWithIt ? given.at(-1) : undefined,
        hasMore: /\bxargs\b/.test(part),
        isElsewhere: program === 'tar' && words.some(word => /^(-\w*C|--directory)/.test(word)),
      }
    })
}

/** What is only found or unpacked stays where it is. */
function deedOf(program: string, words: readonly string[], text: string): FileCommand['does'] | undefined {
  const has = (option: RegExp) => words.some(word => option.test(word))
  if (program === 'ln' || (program === 'cp' && has(/^(-[a-zA-Z]*s|--symbolic-link)/))) return 'links'
  if (program === 'mv') return 'moves'
  if (program === 'find') return deedOfFind(text)
  if (program === 'tar') return has(/^(-\w*x|--extract|--get)/) || /^x/.test(words[1] ?? '') ? undefined : 'copies'
  if (program === 'install') return has(/^(-\w*d|--directory)/) ? undefined : 'copies'
  return /^(cp|cat|rsync|zip|cpio)$/.test(program) ? 'copies' : 'removes'
}

function deedOfFind(text: string): FileCommand['does'] | undefined {
  if (/-(exec|ok)(dir)?\s+(cp|cat|tar|rsync|install)\s/.test(text)) return 'copies'
  return /-delete\b|-exec|-ok/.test(text) ? 'removes' : undefined
}

function isTarget(word: string): boolean {
  return /^(-\w*t|--target-directory)/.test(word)
}
