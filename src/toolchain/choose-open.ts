import {nothingMatches, tooOld, yamlTrap} from './choice-problems.ts'
import type {Choosing} from './choose.ts'
import {inRange} from './range.ts'
import type {Ask, Choice, InstalledGo, Wanted} from './types.ts'
import {compareVersions, isAtLeast, isPreRelease, languageOf, newestOf, suffixOf} from './version.ts'

export type OpenAsk = Ask & {kind: 'range' | 'stable' | 'oldstable'}

/** A range, `stable` or `oldstable`: several versions would do. `here` are the Gos at hand that we could use. */
export function chooseOpen(ask: OpenAsk, choosing: Choosing, here: readonly InstalledGo[]): Choice {
  const {wanted, published} = choosing
  const fitting = ask.kind === 'range' ? newestFitting(here, ask.range) : undefined
  if (fitting && !wanted.newest) {
    return {kind: 'use', go: fitting, reason: `${wanted.origin}: ${atHand(fitting)}`, warnings: []}
  }
  const asking = ask.kind === 'range' ? `the newest version for ${wanted.origin}` : `${ask.kind} (${wanted.origin})`
  if (!published) return {kind: 'unresolved', reason: `needs the list of Go versions: ${asking}`}
  if ('unreachable' in published) return withoutList(ask, choosing, here, published.unreachable)
  const version = newestPublished(ask, published.versions)
  if (version === undefined) return noneMatches(ask, wanted, published.versions)
  if (wanted.least && !isAtLeast(version, wanted.least.version)) {
    return {
      kind: 'wrong',
      problems: [tooOld({...wanted, origin: `${wanted.origin} (Go ${version})`}, wanted.least, yamlTrap(ask))],
    }
  }
  return take(version, ask, wanted, here)
}

function take(version: string, ask: OpenAsk, wanted: Wanted, here: readonly InstalledGo[]): Choice {
  const what = ask.kind === 'range' ? 'the newest one' : ask.kind
  const reason = `${wanted.origin}: ${what}`
  const go = here.find(one => compareVersions(one.version, version) === 0 && suffixOf(one.version) === '')
  return go
    ? {kind: 'use', go, reason: `${reason}, ${atHand(go)}`, warnings: []}
    : {kind: 'fetch', version, reason, warnings: []}
}

/** Without the list the best at hand is better than no image; but it may be another one on the next machine. */
function withoutList(ask: OpenAsk, {wanted}: Choosing, here: readonly InstalledGo[], why: string): Choice {
  const go =
    ask.kind === 'range'
      ? newestFitting(here, ask.range)
      : ask.kind === 'stable'
        ? newestGo(here.filter(one => !isPreRelease(one.version)))
        : undefined
  const message = `the newest Go for ${wanted.origin} could not be looked up (${why})`
  if (!go) {
    return {
      kind: 'wrong',
      problems: [
        {
          subject: wanted.subject,
          message: `${message}, and no Go here fits`,
          hint: 'check the network and GOPROXY, name a whole version such as 1.25.3, or install a Go that fits',
        },
      ],
    }
  }
  return {
    kind: 'use',
    go,
    reason: `${wanted.origin}: the newest at hand, ${atHand(go)}`,
    warnings: [`${message}: Go ${go.version} is used because it is here; another machine may use another`],
  }
}

/** Also a release candidate, if the line asked for has nothing else yet. */
function newestPublished(ask: OpenAsk, versions: readonly string[]): string | undefined {
  const releases = versions.filter(version => !isPreRelease(version))
  if (ask.kind === 'range') {
    return (
      newestOf(versions.filter(version => inRange(version, ask.range))) ??
      newestOf(versions.filter(version => inRange(version, ask.range, true)))
    )
  }
  const newest = newestOf(releases)
  if (ask.kind === 'stable' || newest === undefined) return newest
  return newestOf(releases.filter(version => languageOf(version) !== languageOf(newest)))
}

function noneMatches(ask: OpenAsk, wanted: Wanted, versions: readonly string[]): Choice {
  const range = ask.kind === 'range' ? ask : ({kind: 'range', range: '*', text: ask.kind} as const)
  return {kind: 'wrong', problems: [nothingMatches(wanted, range, versions)]}
}

function newestFitting(gos: readonly InstalledGo[], range: string): InstalledGo | undefined {
  return newestGo(gos.filter(({version}) => suffixOf(version) === '' && inRange(version, range)))
}

function newestGo(gos: readonly InstalledGo[]): InstalledGo | undefined {
  return gos.toSorted((a, b) => compareVersions(b.version, a.version))[0]
}

function atHand(go: InstalledGo): string {
  return `${go.version} is ${placeOf(go)}`
}

export function placeOf({source}: InstalledGo): string {
  return source === 'PATH' ? 'on PATH' : 'in the tool cache'
}
