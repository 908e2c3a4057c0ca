import {type Expanded, expand, type Variable, type Variables} from './expand.ts'
import {Refused} from './text.ts'
import type {Dockerfile, Heredoc, Instruction, InstructionOf, Mount} from './types.ts'

export interface ExpandedInstruction {
  readonly instruction: Instruction
  /** Of ENV and LABEL: each with what it was made of. */
  readonly pairs: Variables
  /** The variables without a value that were asked for. */
  readonly unset: readonly string[]
}

const PLAIN = /^[^$'"\\`]*$/

/** Most have neither a variable nor a quote: they stay as they are, if no names are made of them nor words. */
function staysAsItIs({kind, text, heredocs}: Instruction): boolean {
  return kind !== 'env' && kind !== 'label' && kind !== 'expose' && heredocs.length === 0 && PLAIN.test(text)
}

/**
 * An instruction with its words expanded where BuildKit expands them. What a shell expands (RUN, CMD …) is left as it
 * is, and ARG too, see `stateAfterArg`. Throws Refused.
 */
export function expandInstruction(
  instruction: Instruction,
  variables: Variables,
  directives: Dockerfile['directives'],
): ExpandedInstruction {
  if (staysAsItIs(instruction)) return {instruction, pairs: new Map(), unset: []}
  const unset = new Set<string>()
  const pairs = new Map<string, Variable>()
  const full = (text: string, quotesAreText = false): Expanded => {
    // A heredoc's content knows only the backslash.
    const options = quotesAreText ? {quotesAreText} : directives
    const expanded = expand(text, variables, options)
    if ('problem' in expanded) throw new Refused(expanded.problem)
    for (const name of expanded.unset) unset.add(name)
    return expanded
  }
  const expander: Expander = {
    word: text => full(text).value,
    words: text => full(text).words,
    content: text => full(text, true).value,
    pair: ({name, value}) => {
      const pair = {name: full(name).value, value: full(value)}
      pairs.set(pair.name, {value: pair.value.value, unset: pair.value.unset})
      return {name: pair.name, value: pair.value.value}
    },
  }
  return {instruction: expandWith(expander, instruction), pairs, unset: [...unset]}
}

interface Expander {
  readonly word: (text: string) => string
  readonly words: (text: string) => readonly string[]
  readonly content: (text: string) => string
  readonly pair: (pair: {name: string; value: string}) => {name: string; value: string}
}

function expandWith(expander: Expander, instruction: Instruction): Instruction {
  switch (instruction.kind) {
    case 'env':
    case 'label':
      return {...instruction, pairs: instruction.pairs.map(expander.pair)}
    case 'copy':
    case 'add':
      return expandFiles(expander, instruction)
    case 'run':
      return {...instruction, mounts: instruction.mounts.map(mount => expandMount(expander, mount))}
    case 'workdir':
    case 'user':
    case 'stopsignal':
      return {...instruction, value: expander.word(instruction.value)}
    case 'volume':
      return {...instruction, words: instruction.words.map(expander.word)}
    case 'expose':
      return {...instruction, words: instruction.words.flatMap(expander.words)}
    default:
      return instruction
  }
}

const EXPANDED_FLAGS: ReadonlySet<string> = new Set(['chown', 'chmod', 'checksum'])

function expandFiles({word, content}: Expander, instruction: InstructionOf<'copy' | 'add'>): Instruction {
  const expandHeredoc = (heredoc: Heredoc) =>
    heredoc.expand ? {...heredoc, content: content(heredoc.content)} : heredoc
  return {
    ...instruction,
    flags: instruction.flags.map(({name, value}) => ({
      name,
      value: value !== undefined && EXPANDED_FLAGS.has(name) ? word(value) : value,
    })),
    sources: instruction.sources.map(word),
    destination: word(instruction.destination),
    heredocs: instruction.heredocs.map(expandHeredoc),
  }
}

function expandMount({word}: Expander, {type, options}: Mount): Mount {
  return {
    type: word(type),
    options: Object.fromEntries(Object.entries(options).map(([name, value]) => [name, word(value)])),
  }
}
