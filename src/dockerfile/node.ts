import {quoted, Refused} from './text.ts'
import type {Heredoc, Pair, Span} from './types.ts'
import {blankWords, jsonWords, quotedWords, splitCommand} from './words.ts'

/** An instruction of which only the words are known. */
export interface Node {
  /** As written. */
  readonly keyword: string
  readonly kind: string
  readonly flags: readonly string[]
  /** Of ENV and LABEL: what `pairs` has. */
  readonly words: readonly string[]
  readonly pairs: readonly Pair[]
  /** Are the words those of a JSON array? */
  readonly json: boolean
  /** What ONBUILD keeps for later. */
  readonly inner: Node | undefined
  readonly text: string
}

/** A node and where it stands. */
export interface PlacedNode extends Node {
  readonly span: Span
  readonly heredocs: readonly Heredoc[]
}

type Words = Partial<Pick<Node, 'words' | 'pairs' | 'json' | 'inner'>>

/** Splits a logical line as its instruction wants it. Throws what BuildKit refuses at this point. */
export function readNode(text: string, escapeSign: string, isTrigger = false): Node {
  const {keyword, flags, rest} = splitCommand(text, escapeSign)
  const kind = keyword.toLowerCase()
  // An ONBUILD below another one is refused whatever it says, and there may be thousands.
  const isRead = isKnown(kind) && !(isTrigger && kind === 'onbuild')
  const words = isRead ? READERS[kind]?.(rest, escapeSign) : {}
  return {keyword, kind, flags, words: [], pairs: [], json: false, inner: undefined, text, ...words}
}

type Reader = (rest: string, escapeSign: string) => Words

const READERS: Readonly<Record<string, Reader>> = {
  add: listOrJson,
  arg: (rest, escapeSign) => ({words: quotedWords(rest, escapeSign)}),
  cmd: textOrJson,
  copy: listOrJson,
  entrypoint: textOrJson,
  env: (rest, escapeSign) => ({pairs: pairsOf('ENV', rest, escapeSign)}),
  expose: list,
  from: list,
  healthcheck,
  label: (rest, escapeSign) => ({pairs: pairsOf('LABEL', rest, escapeSign)}),
  maintainer: text,
  onbuild: (rest, escapeSign) => (rest === '' ? {} : {inner: readNode(rest, escapeSign, true)}),
  run: textOrJson,
  shell: textOrJson,
  stopsignal: text,
  user: text,
  volume: listOrJson,
  workdir: text,
}

/** Does BuildKit know an instruction of this name? In lower case. */
export function isKnown(kind: string): boolean {
  return Object.hasOwn(READERS, kind)
}

function text(rest: string): Words {
  return {words: rest === '' ? [] : [rest]}
}

function list(rest: string): Words {
  return {words: blankWords(rest)}
}

function textOrJson(rest: string): Words {
  const words = jsonWords(rest)
  return words ? {words, json: true} : text(rest)
}

function listOrJson(rest: string): Words {
  const words = jsonWords(rest)
  return words ? {words, json: true} : list(rest)
}

/** The type, then a command that may be JSON. BuildKit looks for the type's end byte by byte, see `splitCommand`. */
function healthcheck(rest: string): Words {
  const bytes = Buffer.from(rest).toString('latin1')
  const [, type = '', command = ''] = /^(\P{White_Space}*)\p{White_Space}*(.*)$/su.exec(bytes) ?? []
  if (type === '') return {}
  const decoded = (part: string) => Buffer.from(part, 'latin1').toString()
  const {words = [], json = false} = textOrJson(decoded(command))
  return {words: [decoded(type), ...words], json}
}

/** `NAME=value …`, or of old `NAME value to the end`: which of them is told by the first word. */
function pairsOf(keyword: string, rest: string, escapeSign: string): readonly Pair[] {
  const words = quotedWords(rest, escapeSign)
  const [first] = words
  if (first === undefined) return []
  if (first.includes('=')) return words.map(pairOf)
  const [, name, value] = /^(.*?)[\t\v\f\r ]+(.*)$/s.exec(rest) ?? []
  if (name === undefined || value === undefined) throw new Refused(`${keyword} must have two arguments`)
  return [{name, value}]
}

function pairOf(word: string): Pair {
  const equals = word.indexOf('=')
  if (equals < 0) throw new Refused(`Syntax error - can't find = in ${quoted(word)}. Must be of the form: name=value`)
  return {name: word.slice(0, equals), value: word.slice(equals + 1)}
}
