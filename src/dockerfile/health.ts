import type {Flag} from './flags.ts'
import {quoted, Refused} from './text.ts'
import type {CommandForm} from './types.ts'

/** What HEALTHCHECK runs, its options checked as BuildKit checks them. */
export function healthCommand(
  words: readonly string[],
  toCommand: (words: readonly string[]) => CommandForm,
  flags: readonly Flag[],
): CommandForm | 'none' {
  const [first = '', ...rest] = words
  const type = first.toUpperCase()
  if (type === 'NONE') {
    if (rest.length > 0) throw new Refused('HEALTHCHECK NONE takes no arguments')
    return 'none'
  }
  if (type !== 'CMD') throw new Refused(`Unknown type ${quoted(type)} in HEALTHCHECK (try CMD)`)
  if (rest.length === 0) throw new Refused('Missing command after HEALTHCHECK CMD')
  for (const {name, value = ''} of flags) {
    if (name === 'retries') checkRetries(value)
    else checkInterval(name, value)
  }
  return toCommand(rest)
}

function checkRetries(value: string): void {
  if (value === '') return
  if (!/^[+-]?\d+$/.test(value)) throw new Refused(`strconv.ParseInt: parsing ${quoted(value)}: invalid syntax`)
  if (Number(value) < 0) throw new Refused(`--retries cannot be negative (${Number(value)})`)
  if (Number(value) >= 2 ** 31) throw new Refused(`strconv.ParseInt: parsing ${quoted(value)}: value out of range`)
}

const MILLISECONDS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/** https://pkg.go.dev/time#ParseDuration */
function checkInterval(name: string, value: string): void {
  if (value === '' || /^[+-]?0$/.test(value)) return
  const parts = [...value.matchAll(/(\d+\.?\d*|\.\d+)([^.\d]*)/g)]
  const text = quoted(value)
  if (parts.map(([part]) => part).join('') !== value.replace(/^[+-]/, ''))
    throw new Refused(`time: invalid duration ${text}`)
  let sum = 0
  for (const [, amount, unit = ''] of parts) {
    if (unit === '') throw new Refused(`time: missing unit in duration ${text}`)
    const length = Object.hasOwn(MILLISECONDS, unit) ? MILLISECONDS[unit] : undefined
    if (length === undefined) throw new Refused(`time: unknown unit ${quoted(unit)} in duration ${text}`)
    sum += Number(amount) * length
  }
  if (value.startsWith('-')) sum = -sum
  if (sum !== 0 && sum < 1) throw new Refused(`Interval ${quoted(name)} cannot be less than 1ms`)
}
