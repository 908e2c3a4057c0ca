import type {Healthcheck} from '../oci/index.ts'
import {type Parsed, parseWords} from './words.ts'

const DURATIONS: Readonly<Record<string, keyof Healthcheck>> = {
  interval: 'Interval',
  timeout: 'Timeout',
  'start-period': 'StartPeriod',
  'start-interval': 'StartInterval',
}

const OPTION = /^(?:--)?(interval|timeout|start-period|start-interval|retries)=(\S+)(?:\s+|$)/
const SHELL_SIGNS = /^(?:\|\|?|&&?|;|>|<|2>.*|>.*)$|[$`;]/

/**
 * A Dockerfile's HEALTHCHECK: options (their leading -- may be left out), then CMD and a command, or `none`. The
 * command is a JSON array or words; there is no shell, because a scratch image has none. An array may begin with
 * "CMD-SHELL" for a base that has one. https://docs.docker.com/reference/dockerfile/#healthcheck
 */
export function parseHealthcheck(text: string, hasBase: boolean): Parsed<Healthcheck> {
  if (text.trim().toLowerCase() === 'none') return {value: {Test: ['NONE']}}
  let rest = text.trim().replace(/^HEALTHCHECK\s+/i, '')
  let options: Healthcheck = {}
  for (let match = OPTION.exec(rest); match; match = OPTION.exec(rest)) {
    const [all, name = '', value = ''] = match
    const option = parseOption(name, value)
    if ('problem' in option) return option
    options = {...options, ...option.value}
    rest = rest.slice(all.length)
  }
  const test = parseTest(rest.replace(/^CMD(?=\s|\[|$)\s*/i, ''), hasBase)
  return 'problem' in test ? test : {value: {Test: test.value, ...options}}
}

function parseOption(name: string, value: string): Parsed<Healthcheck> {
  if (name === 'retries') {
    if (!/^[1-9][0-9]{0,5}$/.test(value)) return {problem: `retries=${value} is not a number above 0`}
    return {value: {Retries: Number(value)}}
  }
  const nanoseconds = parseDuration(value)
  const key = DURATIONS[name]
  // Docker refuses less than a millisecond. https://github.com/moby/moby/blob/v28.0.0/daemon/container.go
  if (key && nanoseconds !== undefined && nanoseconds >= 1e6) return {value: {[key]: nanoseconds}}
  return {problem: `${name}=${value} is not a time of at least 1ms`, hint: 'write it as Go does: 500ms, 10s, 1m30s'}
}

function parseTest(text: string, hasBase: boolean): Parsed<readonly string[]> {
  const words = parseWords(text)
  if ('problem' in words) return {...words, problem: `its command ${words.problem}`}
  const [first, ...others] = words.value
  if (first === undefined) return {problem: 'has no command', hint: 'write CMD ["/app/server", "health"]'}
  if (first.startsWith('--')) return {problem: `"${first}" is not an option of a health check`}
  if (first === 'CMD-SHELL') {
    if (hasBase) return {value: words.value}
    return {problem: 'CMD-SHELL needs a shell, and an image on scratch has none', hint: NO_SHELL}
  }
  if (!text.startsWith('[') && words.value.some(word => SHELL_SIGNS.test(word))) {
    return {problem: 'its command uses signs that only a shell understands, and none runs it', hint: NO_SHELL}
  }
  return {value: first === 'CMD' ? ['CMD', ...others] : ['CMD', first, ...others]}
}

const NO_SHELL = 'let the program check itself: CMD ["/app/server", "health"]'

const UNITS: Record<string, number> = {h: 3.6e12, m: 6e10, s: 1e9, ms: 1e6, us: 1e3, µs: 1e3, ns: 1}

/** Go's duration syntax in nanoseconds; undefined when it isn't one. */
export function parseDuration(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+$/.test(text)) return undefined
  let sum = 0
  for (const [, number, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g)) {
    sum += Number(number) * (UNITS[unit] ?? Number.NaN)
  }
  return Math.round(sum)
}
