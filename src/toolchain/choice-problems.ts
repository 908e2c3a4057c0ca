import type {Problem} from '../lib/errors.ts'
import {startOf} from './range.ts'
import type {Ask, Wanted} from './types.ts'
import {compareVersions, isPreRelease} from './version.ts'

export function tooOld(
  {subject, origin}: Wanted,
  least: NonNullable<Wanted['least']>,
  hint: string = `ask for Go ${least.version} or later, or lower that line`,
): Problem {
  return {subject, message: `${origin} is too old: ${least.origin} needs Go ${least.version} or later`, hint}
}

/** `go-version: 1.20` without quotes is a number, and arrives as 1.2. */
export function yamlTrap(ask: Ask): string | undefined {
  if (ask.kind !== 'range' || !/^1\.[1-9]$/.test(ask.text)) return undefined
  return `YAML reads ${ask.text}0 without quotes as the number ${ask.text}: write '${ask.text}0' if you meant that`
}

export function nothingMatches(wanted: Wanted, ask: Ask & {kind: 'range'}, versions: readonly string[]): Problem {
  const near = nearestTo(startOf(ask.range), versions)
  return {
    subject: wanted.subject,
    message: `no published version of Go satisfies ${wanted.origin}${near.length > 0 ? `; the nearest are ${near.join(', ')}` : ''}`,
    hint: yamlTrap(ask) ?? 'ask for one of them, or for stable',
  }
}

/** Two before and two after, releases only. */
export function nearestTo(version: string | undefined, versions: readonly string[]): readonly string[] {
  const releases = versions.filter(other => !isPreRelease(other)).sort(compareVersions)
  if (version === undefined) return releases.slice(-3)
  const at = releases.findIndex(other => compareVersions(other, version) > 0)
  const middle = at < 0 ? releases.length : at
  return releases.slice(Math.max(0, middle - 2), middle + 2)
}
