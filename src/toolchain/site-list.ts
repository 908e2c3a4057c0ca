import {messageOf} from '../lib/errors.ts'
import {arrayAt, numberAt, stringAt} from '../lib/json.ts'
import {SourceFailure} from './failure.ts'
import type {Remote} from './remote.ts'
import type {FetchOptions, ToolFiles} from './types.ts'
import {readVersion} from './version.ts'

/** The one host that this program knows by name. https://go.dev/dl/#go1.26.1 */
export const DOWNLOAD_SITE = 'https://go.dev/dl'

export interface SiteOptions {
  readonly base: Remote
  readonly files: ToolFiles
  readonly signal?: AbortSignal
}

export interface SiteFile {
  readonly name: string
  readonly os: string
  readonly architecture: string
  readonly sha256: string
  readonly size: number | undefined
}

export interface SiteRelease {
  readonly version: string
  readonly files: readonly SiteFile[]
}

export async function versionsOnSite(site: SiteOptions): Promise<readonly string[]> {
  const list = await readSite(site)
  if ('releases' in list) return list.releases.map(release => release.version)
  throw new SourceFailure(`it answered ${list.instead} to ?mode=json&include=all`, {
    hint: 'name a whole version such as 1.25.3, or a mirror of the download site that has its JSON list, too',
  })
}

/** What the site lists, or what it answered instead: a mirror may have the files only. */
export async function readSite(site: SiteOptions): Promise<{releases: readonly SiteRelease[]} | {instead: string}> {
  const {status, body} = await askSite(site, `${site.base.url.href.replace(/\/$/, '')}/?mode=json&include=all`)
  const releases = status === 200 ? parseReleases(body) : undefined
  if (releases) return {releases}
  return {instead: status === 200 ? 'no list of Go releases' : `status ${status}`}
}

/** Only what we know how to name safely: the file's name goes into a path and an address. */
function parseReleases(json: string): readonly SiteRelease[] | undefined {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return undefined
  }
  if (!Array.isArray(value)) return undefined
  return value.flatMap((release: unknown) => {
    const version = readVersion(stringAt(release, 'version') ?? '')
    const files = (arrayAt(release, 'files') ?? []).flatMap(parseFile)
    return version === undefined ? [] : [{version, files}]
  })
}

function parseFile(value: unknown): readonly SiteFile[] {
  const [name = '', sha256 = ''] = [stringAt(value, 'filename'), stringAt(value, 'sha256')]
  if (!/^go[\w.+-]+\.(tar\.gz|zip)$/.test(name) || !/^[0-9a-f]{64}$/.test(sha256)) return []
  if (stringAt(value, 'kind') !== 'archive') return []
  const [os = '', architecture = ''] = [stringAt(value, 'os'), stringAt(value, 'arch')]
  return [{name, os, architecture, sha256, size: numberAt(value, 'size')}]
}

/** A text from the site; rejects where nobody answers. */
export async function askSite(
  site: SiteOptions,
  url: string,
): Promise<{readonly status: number; readonly body: string}> {
  return site.files.fetchText(url, optionsFor(site)).catch(cause => {
    site.signal?.throwIfAborted()
    throw new SourceFailure(`it can't be reached: ${messageOf(cause)}`, {
      cause,
      hint: 'check the network and its proxy',
    })
  })
}

export function optionsFor({base: {authorization}, signal}: SiteOptions): FetchOptions {
  return {...(authorization ? {authorization} : {}), ...(signal ? {signal} : {})}
}
