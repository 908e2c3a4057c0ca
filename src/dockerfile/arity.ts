import type {Node} from './node.ts'
import {quoted, Refused} from './text.ts'

/** Refuses an instruction of too few or too many words, where BuildKit does so before it looks at the flags. */
export function requireWords(node: Node): void {
  CHECKS[node.kind]?.(node)
}

const CHECKS: Readonly<Record<string, (node: Node) => void>> = {
  from,
  add: sourceAndDestination,
  copy: sourceAndDestination,
  expose: some,
  healthcheck: some,
  maintainer: one,
  onbuild: trigger,
  stopsignal: one,
  user: one,
  volume: some,
  workdir: one,
}

function from({words}: Node): void {
  const [, as, name = ''] = words
  const named = words.length === 3 && as?.toLowerCase() === 'as'
  if (!named && words.length !== 1) throw new Refused('FROM requires either one or three arguments')
  if (!named || /^[a-z][a-z0-9-_.]*$/.test(name.toLowerCase())) return
  const why = "name can't start with a number or contain symbols"
  throw new Refused(`invalid name for build stage: ${quoted(name)}, ${why}`)
}

function sourceAndDestination({kind, words}: Node): void {
  if (words.length >= 2) return
  const why = 'requires at least two arguments, but only one was provided. Destination could not be determined'
  throw new Refused(`${kind.toUpperCase()} ${why}`)
}

function some({kind, words}: Node): void {
  if (words.length === 0) throw tooFew(kind)
}

function one({kind, words}: Node): void {
  if (words.length !== 1) throw new Refused(`${kind.toUpperCase()} requires exactly one argument`)
}

function trigger({kind, inner}: Node): void {
  if (!inner) throw tooFew(kind)
}

export function tooFew(kind: string): Refused {
  return new Refused(`${kind.toUpperCase()} requires at least one argument`)
}
