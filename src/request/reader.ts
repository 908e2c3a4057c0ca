import type {Problem} from '../lib/errors.ts'
import {parseLines, parseList, parsePair, parseRecords} from './lists.ts'
import {didYouMean} from './suggest.ts'
import type {Door, InputName} from './table.ts'
import {type Parsed, parseWords} from './words.ts'

/** What a door collected: the texts of each input, under the table's name; aliases are already folded in. */
export interface RawInputs {
  readonly door: Door
  readonly values: Readonly<Partial<Record<InputName, readonly string[]>>>
}

/** Reads raw texts by kind and collects every mistake instead of stopping at the first. */
export interface Reader {
  /** Undefined when absent or empty: workflows give the empty text for what is not set. */
  text(name: InputName): string | undefined
  /** The texts as given, without empty ones. */
  raw(name: InputName): readonly string[]
  /** Lines, each with its comma-separated fields. */
  records(name: InputName): readonly (readonly string[])[]
  /** Separated by commas and newlines; repeated items once. */
  list(name: InputName): readonly string[]
  /** Separated by newlines; on the command line every flag is one item as it stands. */
  lines(name: InputName): readonly string[]
  pairs(name: InputName, checkKey: (key: string) => string | undefined): Record<string, string>
  words(name: InputName): readonly string[] | undefined
  boolean(name: InputName): boolean | undefined
  triState(name: InputName): 'auto' | boolean
  choice<T extends string>(name: InputName, values: readonly T[]): T | undefined
  /** Each value through `parse`; those with a problem are noted and left out. */
  each<T>(name: InputName, texts: readonly string[], parse: (text: string) => Parsed<T>): readonly T[]
  problem(name: InputName, message: string, hint?: string): void
  /** Something that was given and is not used; no reason to stop. */
  warn(name: InputName, message: string): void
  readonly door: Door
  readonly problems: readonly Problem[]
}

export function createReader({door, values}: RawInputs, warn: (message: string) => void): Reader {
  const problems: Problem[] = []

  function problem(name: InputName, message: string, hint?: string): void {
    problems.push({subject: name, message, ...(hint === undefined ? {} : {hint})})
  }
  function texts(name: InputName): readonly string[] {
    return (values[name] ?? []).filter(text => text.trim() !== '')
  }
  function each<T>(name: InputName, items: readonly string[], parse: (text: string) => Parsed<T>): T[] {
    return items.flatMap(item => {
      const parsed = parse(item)
      if ('value' in parsed) return [parsed.value]
      problem(name, parsed.problem, parsed.hint)
      return []
    })
  }
  function text(name: InputName): string | undefined {
    return texts(name).at(-1)?.trim() // a later flag wins, as in other tools: scripts append to a given command
  }
  function lines(name: InputName): readonly string[] {
    // A shell can put a newline into one argument, and repeats the flag for further items.
    return door === 'cli' ? texts(name) : each(name, texts(name), parseLines).flat()
  }
  function pairs(name: InputName, checkKey: (key: string) => string | undefined): Record<string, string> {
    const found = each(name, lines(name), item => readPair(item, checkKey))
    return Object.fromEntries(found.map(({key, value}) => [key, value]))
  }
  function boolean(name: InputName): boolean | undefined {
    const value = text(name)
    if (value === undefined) return undefined
    const known = readBoolean(value)
    if (known === undefined) problem(name, `"${value}" is neither true nor false`)
    return known
  }
  function triState(name: InputName): 'auto' | boolean {
    const value = text(name)
    if (value === undefined || value.toLowerCase() === 'auto') return 'auto'
    const known = readBoolean(value)
    if (known === undefined) problem(name, `"${value}" is none of auto, true, false`)
    return known ?? 'auto'
  }
  function choice<T extends string>(name: InputName, accepted: readonly T[]): T | undefined {
    const value = text(name)?.toLowerCase()
    const known = accepted.find(one => one === value)
    if (value !== undefined && known === undefined) {
      problem(name, `"${value}" is none of ${accepted.join(', ')}${didYouMean(value, accepted)}`)
    }
    return known
  }

  return {
    text,
    raw: texts,
    records: name => each(name, texts(name), parseRecords).flat(),
    list: name => [...new Set(each(name, texts(name), parseList).flat())],
    lines,
    pairs,
    words: name => {
      const parts = each(name, texts(name), parseWords)
      return parts.length === 0 ? undefined : parts.flat()
    },
    boolean,
    triState,
    choice,
    each,
    problem,
    problems,
    warn: (name, message) => warn(`${name}: ${message}`),
    door,
  }
}

function readPair(item: string, checkKey: (key: string) => string | undefined): Parsed<{key: string; value: string}> {
  const pair = parsePair(item)
  // The item may be a secret's value that lost its name, so it is not repeated.
  if (!pair) return {problem: `an item of ${item.length} letters has no name and =`, hint: 'write NAME=value'}
  const fault = checkKey(pair.key)
  return fault === undefined ? {value: pair} : {problem: `"${pair.key}" ${fault}`}
}

/** YAML 1.2 knows these spellings only; GitHub's own getBooleanInput too. */
function readBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase()
  return lower === 'true' ? true : lower === 'false' ? false : undefined
}
