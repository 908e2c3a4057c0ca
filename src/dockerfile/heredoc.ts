import {lex} from './lexer.ts'
import type {Node} from './node.ts'
import {Refused} from './text.ts'
import type {Heredoc} from './types.ts'

/** `<<NAME` as it stands in a line; the content follows below. */
export type HeredocMark = Omit<Heredoc, 'content'>

const MARK = /^\d*<<(-?)[\t\n\f\r ]*([^<]*)$/
const NO_VARIABLES = {escape: '\\', lookUp: () => undefined, keepUnset: true} as const

/** RUN, COPY and ADD, also below ONBUILD, unless their words are a JSON array. */
export function heredocMarks(node: Node): readonly HeredocMark[] {
  const {kind, json} = node.kind === 'onbuild' && node.inner ? node.inner : node
  const allowed = (kind === 'run' || kind === 'copy' || kind === 'add') && !json
  if (!allowed || !node.text.includes('<<')) return []
  return wordsOf(node.text).flatMap(word => heredocMark(word) ?? [])
}

/** A line that can't be lexed, such as one with a lone quote, has no heredocs. The escape directive doesn't count here. */
function wordsOf(text: string): readonly string[] {
  try {
    return lex(text, {...NO_VARIABLES, rawQuotes: true, rawEscapes: true}).words
  } catch (error) {
    if (error instanceof Refused) return []
    throw error
  }
}

/** Undefined when the word is no heredoc. */
export function heredocMark(word: string): HeredocMark | undefined {
  if (!word.includes('<<')) return undefined
  const [, dash, rest = ''] = MARK.exec(word) ?? []
  if (rest === '') return undefined
  const plain = lex(rest, NO_VARIABLES).words
  const [name] = plain
  if (name === undefined || plain.length !== 1) return undefined
  const quoted = lex(rest, {...NO_VARIABLES, rawQuotes: true}).words
  if (quoted.length !== 1) throw new Refused(`internal lexing of heredoc produced inconsistent results: ${rest}`)
  // Quotes that only one reading has were there to be removed.
  return {name, expand: quotesIn(name) === quotesIn(quoted[0] ?? ''), stripTabs: dash === '-'}
}

function quotesIn(text: string): number {
  return text.replace(/[^'"]/g, '').length
}

export function withContent(mark: HeredocMark, content: string): Heredoc {
  return {...mark, content: mark.stripTabs ? content.replace(/^\t+/gm, '') : content}
}
