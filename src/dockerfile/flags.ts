import type {Node} from './node.ts'
import {Refused} from './text.ts'

export interface Flag {
  readonly name: string
  readonly value: string | undefined
}

/** `list` may be given several times. */
type FlagType = 'switch' | 'text' | 'list'

const TIMES = {interval: 'text', timeout: 'text', 'start-period': 'text', 'start-interval': 'text'} as const
const FILES = {chown: 'text', chmod: 'text', link: 'switch', exclude: 'list'} as const

/** Of those not named here BuildKit accepts no flag. */
const KNOWN: Readonly<Record<string, Readonly<Record<string, FlagType>>>> = {
  from: {platform: 'text'},
  run: {mount: 'list', device: 'list', network: 'text', security: 'text'},
  copy: {...FILES, from: 'text', parents: 'switch'},
  add: {...FILES, 'keep-git-dir': 'switch', checksum: 'text', unpack: 'switch'},
  healthcheck: {...TIMES, retries: 'text'},
}

/** BuildKit never looks at the flags of these, nor at those of HEALTHCHECK NONE. */
const UNCHECKED: ReadonlySet<string> = new Set(['arg', 'stopsignal'])

export function parseFlags({kind, flags, words: [first = '']}: Node): readonly Flag[] {
  const parsed = flags.map(splitFlag)
  const unchecked = UNCHECKED.has(kind) || (kind === 'healthcheck' && first.toUpperCase() === 'NONE')
  if (!unchecked) checkFlags(KNOWN[kind] ?? {}, parsed)
  return parsed
}

function splitFlag(flag: string): Flag {
  const equals = flag.indexOf('=')
  return equals < 0
    ? {name: flag.slice(2), value: undefined}
    : {name: flag.slice(2, equals), value: flag.slice(equals + 1)}
}

function checkFlags(known: Readonly<Record<string, FlagType>>, flags: readonly Flag[]): void {
  const seen = new Set<string>()
  for (const flag of flags) {
    const type = Object.hasOwn(known, flag.name) ? known[flag.name] : undefined
    if (type === undefined) throw new Refused(`unknown flag: --${flag.name}`)
    if (type !== 'list' && seen.has(flag.name)) throw new Refused(`duplicate flag specified: --${flag.name}`)
    seen.add(flag.name)
    checkValue(type, flag)
  }
}

function checkValue(type: FlagType, {name, value}: Flag): void {
  if (type === 'switch' ? value === '' : value === undefined) throw new Refused(`missing a value on flag: --${name}`)
  if (type === 'switch' && value !== undefined && !/^(?:true|false)$/i.test(value))
    throw new Refused(`expecting boolean value for flag --${name}, not: ${value}`)
}

/** The last value of a flag. */
export function flagValue(flags: readonly Flag[], name: string): string | undefined {
  return flags.findLast(flag => flag.name === name)?.value
}
