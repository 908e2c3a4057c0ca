import {UserError} from '../../lib/errors.ts'
import type {Healthcheck} from '../../oci/index.ts'
import {execForm} from './quote.ts'

/** https://docs.docker.com/reference/dockerfile/#healthcheck */
export function healthLine(check: Healthcheck): string {
  const [kind, ...words] = check.Test ?? []
  if (kind === undefined || kind === 'NONE') return 'HEALTHCHECK NONE'
  const options = [
    durationFlag('interval', check.Interval),
    durationFlag('timeout', check.Timeout),
    durationFlag('start-period', check.StartPeriod),
    durationFlag('start-interval', check.StartInterval),
    check.Retries ? [`--retries=${check.Retries}`] : [],
  ].flat()
  const command = kind === 'CMD-SHELL' ? shellText(words) : execForm(words)
  return ['HEALTHCHECK', ...options, 'CMD', command].join(' ')
}

/** The shell form is a line as it stands: nothing in it can be quoted for the parser alone. */
function shellText(words: readonly string[]): string {
  const [text = '', ...others] = words
  if (others.length === 0 && !/\n|\\\s*$/.test(text) && !isJsonList(text) && text.trim() !== '') return text
  throw new UserError(`a Dockerfile can't hold this health check: CMD-SHELL ${JSON.stringify(words)}`, {
    hint: 'put it into a script in the image, or give its words: CMD ["/bin/sh", "-c", "…"]',
  })
}

function isJsonList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text))
  } catch {
    return false
  }
}

function durationFlag(name: string, nanoseconds: number | undefined): readonly string[] {
  return nanoseconds ? [`--${name}=${duration(nanoseconds)}`] : []
}

/** As Go reads it, in the largest unit that takes a whole number. */
function duration(nanoseconds: number): string {
  const [size, unit] = UNITS.find(([size]) => nanoseconds % size === 0) ?? [1, 'ns']
  return `${nanoseconds / size}${unit}`
}

const UNITS = [
  [3600e9, 'h'],
  [60e9, 'm'],
  [1e9, 's'],
  [1e6, 'ms'],
] as const
