import type {Problem} from '../lib/errors.ts'
import {tooOld, yamlTrap} from './choice-problems.ts'
import {chooseOpen, placeOf} from './choose-open.ts'
import {LEAST_GO} from './module-ask.ts'
import {endsBefore} from './range.ts'
import type {Ask, Choice, GosHere, InstalledGo, Machine, Published, Wanted} from './types.ts'
import {compareVersions, isAtLeast, isLanguage, languageOf, newestOf, suffixOf} from './version.ts'

export interface Choosing {
  readonly wanted: Wanted
  readonly gos: GosHere
  readonly machine: Machine
  /** Absent: nobody has asked yet. */
  readonly published?: Published
}

/** Which Go to take, and from where. Pure and offline; `unresolved` where only the list of versions can tell. */
export function chooseGo(choosing: Choosing): Choice {
  return chooseFor(choosing.wanted.ask, choosing)
}

function chooseFor(ask: Ask, choosing: Choosing): Choice {
  const {wanted} = choosing
  const problem = ask.kind === 'installed' ? undefined : askProblem(ask, wanted)
  if (problem) return {kind: 'wrong', problems: [problem]}
  if (ask.kind === 'installed') return chooseInstalled(ask, choosing)
  return ask.kind === 'exact' ? chooseExact(ask.version, choosing) : chooseOpen(ask, choosing, usableGos(choosing))
}

/** What no look around can mend. */
function askProblem(ask: Ask, wanted: Wanted): Problem | undefined {
  const {least} = wanted
  const isBelow = (version: string) =>
    (ask.kind === 'exact' && !isAtLeast(ask.version, version)) ||
    (ask.kind === 'range' && endsBefore(ask.range, version))
  if (isBelow(LEAST_GO)) {
    return {
      subject: wanted.subject,
      message: `${wanted.origin}: Go ${LEAST_GO} or later is needed here`,
      hint: yamlTrap(ask) ?? 'ask for a newer Go; it compiles older modules too',
    }
  }
  return least && isBelow(least.version) ? tooOld(wanted, least, yamlTrap(ask)) : undefined
}

function chooseInstalled(ask: Ask & {kind: 'installed'}, choosing: Choosing): Choice {
  const {wanted, gos} = choosing
  const onPath = gos.onPath && usable(gos.onPath, choosing) ? gos.onPath : undefined
  const atLeast = ask.atLeast ?? LEAST_GO
  if (onPath && isAtLeast(onPath.version, atLeast)) {
    const enough = ask.atLeast === undefined ? '' : `, ${ask.atLeast} or later is enough`
    return {kind: 'use', go: onPath, reason: `${wanted.origin}: the Go on PATH${enough}`, warnings: []}
  }
  if (ask.otherwise) return chooseFor(ask.otherwise, choosing)
  const least = wanted.least ?? {version: atLeast, origin: wanted.origin}
  return {
    kind: 'wrong',
    problems: [
      {
        subject: wanted.subject,
        message: `${wanted.origin} allows only the installed Go, ${gos.onPath ? gos.onPath.version : 'and none is on PATH'}; ${least.origin} asks for ${atLeast} or later`,
        hint: `install Go ${atLeast}, or allow the go command to fetch it: GOTOOLCHAIN=auto`,
      },
    ],
  }
}

function chooseExact(version: string, choosing: Choosing): Choice {
  const {wanted} = choosing
  const warnings = firstReleaseWarning(version, choosing)
  const go = usableGos(choosing).find(
    here =>
      compareVersions(here.version, version) === 0 &&
      suffixOf(here.version) === suffixOf(version) &&
      !isLanguage(version),
  )
  if (go) return {kind: 'use', go, reason: `${wanted.origin}: it is ${placeOf(go)}`, warnings}
  return {kind: 'fetch', version, reason: wanted.origin, warnings}
}

/** People write `go 1.22.0` because a tool did; the fixes of its line are then left out for ever. */
function firstReleaseWarning(version: string, choosing: Choosing): readonly string[] {
  const {wanted} = choosing
  if (!wanted.firstRelease) return []
  return [
    `${wanted.origin} is taken as it stands: Go ${version}, without the fixes of later patches${laterPatches(version, choosing)}. ` +
      `For the newest patch write "go ${languageOf(version)}", for a certain one a toolchain line`,
  ]
}

/** Which ones there are. Where the .0 is here the list is not asked for: it would be the run's only way to the network. */
function laterPatches(version: string, {published, gos}: Choosing): string {
  const newestIn = (versions: readonly string[]) => {
    const newest = newestOf(versions.filter(other => languageOf(other) === languageOf(version)))
    return newest !== undefined && compareVersions(newest, version) > 0 ? newest : undefined
  }
  if (published && 'versions' in published) {
    const newest = newestIn(published.versions)
    return newest === undefined ? '' : `; the newest is ${newest}`
  }
  const here = newestIn([...(gos.onPath ? [gos.onPath] : []), ...gos.inToolCache].map(go => go.version))
  return here === undefined ? ' (`go list -m -versions go` names them)' : `; ${here} is on this machine`
}

/** PATH first: nothing has to be told to anybody. */
function usableGos(choosing: Choosing): readonly InstalledGo[] {
  const {onPath, inToolCache} = choosing.gos
  return [...(onPath ? [onPath] : []), ...inToolCache].filter(go => usable(go, choosing))
}

function usable(go: InstalledGo, {machine, wanted}: Choosing): boolean {
  if (go.goArch !== machine.architecture.goArch || !isAtLeast(go.version, LEAST_GO)) return false
  return !wanted.least || isAtLeast(go.version, wanted.least.version)
}
