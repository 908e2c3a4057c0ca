import {lex} from './lexer.ts'
import {Refused} from './text.ts'

export interface Variable {
  readonly value: string
  /** The variables without a value that its value was made of: if they have one after all, so has it another one. */
  readonly unset: readonly string[]
}

export type Variables = ReadonlyMap<string, Variable>

export interface Expanded extends Variable {
  /** `value` split at unquoted white space, as EXPOSE has it. */
  readonly words: readonly string[]
}

export interface ExpandOptions {
  /** The file's escape directive. */
  readonly escape?: '\\' | '`'
  /** Quotes are kept, as in the content of a heredoc. */
  readonly quotesAreText?: boolean
}

/** Most texts are one word that stands for itself, and needn't be gone through letter by letter. */
const PLAIN = /^[\w./:@=+,-]+$/

/**
 * Expands `$NAME`, `${NAME:-word}` and their kin, and removes quotes and escapes. For a variable without a value stands
 * nothing, or its default; its name is in `unset`. Never throws.
 */
export function expand(
  text: string,
  variables: Variables,
  {escape: escapeSign = '\\', quotesAreText = false}: ExpandOptions = {},
): Expanded | {readonly problem: string} {
  if (PLAIN.test(text)) return {value: text, words: [text], unset: []}
  const unset = new Set<string>()
  const lookUp = (name: string) => {
    const variable = variables.get(name)
    for (const missing of variable?.unset ?? [name]) unset.add(missing)
    return variable?.value
  }
  try {
    return {...lex(text, {escape: escapeSign, lookUp, quotesAreText}), unset: [...unset]}
  } catch (error) {
    if (error instanceof Refused) return {problem: error.message}
    throw error
  }
}
