import Range from 'semver/classes/range.js'
import gtr from 'semver/ranges/gtr.js'
import minVersion from 'semver/ranges/min-version.js'
import {fromSemver, isLanguage, isPreRelease, readVersion, toSemver} from './version.ts'

/** What `go-version` and version files may say. */
export type VersionSpec =
  | {readonly kind: 'exact'; readonly version: string}
  /** `range` is semver's, `text` the user's. */
  | {readonly kind: 'range'; readonly range: string; readonly text: string}
  | {readonly kind: 'stable'}
  | {readonly kind: 'oldstable'}

/** undefined: it is no version, range or name of one. */
export function parseSpec(given: string): VersionSpec | undefined {
  const text = given.trim().replace(/^go(?=[0-9])/, '')
  if (text === 'stable' || text === 'oldstable') return {kind: text}
  const version = fromSemver(text) ?? readVersion(text)
  if (version !== undefined && /^\S+$/.test(text) && !isOpen(text, version)) return {kind: 'exact', version}
  const range = text.replaceAll(/\b(\d+\.\d+)(alpha|beta|rc)(\d+)\b/g, '$1.0-$2.$3')
  if (text === '' || !/^[0-9a-zX*^~<>=|. -]+$/.test(range)) return undefined
  try {
    new Range(range)
    return {kind: 'range', range, text}
  } catch {
    return undefined
  }
}

/** `1.25` and `1` leave the patch open, also where Go of old had a release of that name. */
function isOpen(text: string, version: string): boolean {
  return (/^[0-9]+(\.[0-9]+)?$/.test(text) || isLanguage(version)) && !isPreRelease(version)
}

export function inRange(version: string, range: string, withPreReleases = false): boolean {
  return new Range(range, {includePrerelease: withPreReleases}).test(toSemver(version))
}

/** Does the range end before `version`, so that nothing in it is new enough? */
export function endsBefore(range: string, version: string): boolean {
  return gtr(toSemver(version), range)
}

/** The version from which a range begins, to say what is near it. */
export function startOf(range: string): string | undefined {
  const least = minVersion(range)?.version
  return least === undefined ? undefined : fromSemver(least)
}
