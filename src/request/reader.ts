import type {Problem} from '../lib/errors.ts'
import {parseLines, parseList, parsePair, parseQuotedLines, parseRecords} from './lists.ts'
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
  /** The same, but quotes in them stay, as they do in Docker's actions where buildx reads each line as CSV. */
  quotedLines(name: InputName): readonly string[]
  pairs(name: InputName, checkKey: (key: string) => string | undefined): Record<string, string>
  words(name: InputName): readonly string[] | undefined
  boolean(name: InputName): boolean | undefined
  triState(name: InputName): 'auto' | boolean
  choice<T extends string>(name: InputName, values: readonly T[]): T | undefined
  /** The value through `parse`; undefined when absent, or noted as a problem. */
  one<T>(name: InputName, parse: (text: string) => Parsed<T>): T | undefined
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
  const problem: Reader['problem'] = (subject, message, hint) => {
    problems.push({subject, message, ...(hint === undefined ? {} : {hint})})
  }
  const raw: Reader['raw'] = name => (values[name] ?? []).filter(text => text.trim() !== '')
  // A later flag wins, as in other tools: scripts append to a given command.
  const text: Reader['text'] = name => raw(name).at(-1)?.trim()
  const each: Reader['each'] = (name, texts, parse) =>
    texts.flatMap(item => {
      const parsed = parse(item)
      if ('value' in parsed) return [parsed.value]
      problem(name, parsed.problem, parsed.hint)
      return []
    })
  const one: Reader['one'] = (name, parse) => {
    const value = text(name)
    return value === undefined ? undefined : each(name, [value], parse)[0]
  }
  // A shell can put a newline into one argument, and repeats the flag for further items.
  const lines: Reader['lines'] = name => (door === 'cli' ? raw(name) : each(name, raw(name), parseLines).flat())
  return {
    door,
    problems,
    problem,
    raw,
    text,
    each,
    one,
    lines,
    quotedLines: name => (door === 'cli' ? raw(name) : raw(name).flatMap(parseQuotedLines)),
    records: name => each(name, raw(name), parseRecords).flat(),
    list: name => [...new Set(each(name, raw(name), parseList).flat())],
    pairs(name, checkKey) {
      const found = each(name, lines(name), item => readPair(item, checkKey))
      return Object.fromEntries(found.map(({key, value}) => [key, value]))
    },
    words(name) {
      const parts = each(name, raw(name), parseWords)
      return parts.length === 0 ? undefined : parts.flat()
    },
    boolean: name => one(name, parseBoolean),
    triState: name => one(name, parseTriState) ?? 'auto',
    choice: (name, accepted) => one(name, value => parseChoice(value, accepted)),
    warn: (name, message) => warn(`${name}: ${message}`),
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
const BOOLEANS = new Map([
  ['true', true],
  ['false', false],
])

function parseBoolean(text: string): Parsed<boolean> {
  const value = BOOLEANS.get(text.toLowerCase())
  return value === undefined ? {problem: `"${text}" is neither true nor false`} : {value}
}

function parseTriState(text: string): Parsed<'auto' | boolean> {
  const value = text.toLowerCase() === 'auto' ? 'auto' : BOOLEANS.get(text.toLowerCase())
  return value === undefined ? {problem: `"${text}" is none of auto, true, false`} : {value}
}

function parseChoice<T extends string>(text: string, accepted: readonly T[]): Parsed<T> {
  const lower = text.toLowerCase()
  const value = accepted.find(one => one === lower)
  if (value !== undefined) return {value}
  return {problem: `"${lower}" is none of ${accepted.join(', ')}${didYouMean(lower, accepted)}`}
}
