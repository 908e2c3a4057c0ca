/** A command that may remove, move or link what its words name. */
export interface FileCommand {
  readonly program: string
  /** Without quotes and options. */
  readonly words: readonly string[]
  /** It gets more words from elsewhere. */
  readonly hasMore: boolean
}

const PROGRAM = /(?:^|[\s"'`])(?:[\w/.-]*\/)?(rm|rmdir|unlink|mv|ln|cp|find)(\s.*)?$/s

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
      if (program === '' || !doesMore(program, words, text)) return []
      const given = words.filter(word => word !== '' && word !== '{}' && !word.startsWith('-'))
      return [{program, words: given, hasMore: /\bxargs\b/.test(part)}]
    })
}

/** What is only found or copied stays where it is. */
function doesMore(program: string, words: readonly string[], text: string): boolean {
  if (program === 'cp') return words.some(word => /^(-[a-zA-Z]*s|--symbolic-link)/.test(word))
  return program !== 'find' || /-delete\b|-exec|-ok/.test(text)
}
