import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {join} from 'node:path'
import {messageOf} from '../lib/errors.ts'
import {arrayAt, numberAt, stringAt} from '../lib/json.ts'
import {isMissing, SourceFailure, statusOf} from './failure.ts'
import {below, type Remote} from './remote.ts'
import type {Machine, ToolFiles} from './types.ts'
import {readVersion} from './version.ts'

/** The one host that this program knows by name. https://go.dev/dl/#go1.26.1 */
export const DOWNLOAD_SITE = 'https://go.dev/dl'

export interface SiteOptions {
  readonly base: Remote
  readonly files: ToolFiles
  readonly signal?: AbortSignal
}

interface SiteFile {
  readonly name: string
  readonly os: string
  readonly architecture: string
  readonly sha256: string
  readonly size: number | undefined
}

interface SiteRelease {
  readonly version: string
  readonly files: readonly SiteFile[]
}

export async function versionsOnSite(options: SiteOptions): Promise<readonly string[]> {
  return (await readSite(options)).map(release => release.version)
}

/** Downloads, verifies by the site's sha256 and unpacks one Go below `staging`; the result is its root. */
export async function unpackFromSite(
  {version, machine, ...site}: SiteOptions & {readonly version: string; readonly machine: Machine},
  staging: string,
): Promise<string> {
  const file = findFile(await readSite(site), version, machine)
  const archive = join(staging, file.name)
  await download(site, file, archive)
  await verify(archive, file)
  const unpacked = join(staging, 'unpacked')
  await (file.name.endsWith('.zip')
    ? site.files.extractZip(archive, unpacked)
    : site.files.extractTar(archive, unpacked))
  return join(unpacked, 'go')
}

async function readSite({base, files, signal}: SiteOptions): Promise<readonly SiteRelease[]> {
  const url = `${base.url.href.replace(/\/$/, '')}/?mode=json&include=all`
  const answer = await files.fetchText(url, withLogin({base, signal})).catch(cause => {
    signal?.throwIfAborted()
    throw new SourceFailure(`it can't be reached: ${messageOf(cause)}`, {
      cause,
      hint: 'check the network and its proxy',
    })
  })
  const releases = answer.status === 200 ? parseReleases(answer.body) : undefined
  if (releases) return releases
  const said = answer.status === 200 ? 'no list of Go releases' : `status ${answer.status}`
  throw new SourceFailure(`it answered ${said} to ?mode=json&include=all, so no checksum is known`, {
    hint: 'go-download-base-url has to be a mirror of the download site that has its JSON list, too',
  })
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

function findFile(releases: readonly SiteRelease[], version: string, machine: Machine): SiteFile {
  const release = releases.find(one => one.version === version)
  if (!release) throw new SourceFailure(`it has no Go ${version}`, {missing: true})
  const {os, architecture} = machine
  const file = release.files.find(one => one.os === os && one.architecture === architecture.download)
  if (!file) throw new SourceFailure(`it has no Go ${version} for ${os}/${architecture.goArch}`, {missing: true})
  return file
}

async function download({base, files, signal}: SiteOptions, {name}: SiteFile, archive: string): Promise<void> {
  const source = below(base, name)
  try {
    await files.download(source.url.href, archive, withLogin({base, signal}))
  } catch (cause) {
    signal?.throwIfAborted()
    const status = statusOf(cause)
    const what = status === undefined ? `the download broke off: ${messageOf(cause)}` : `status ${status}`
    throw new SourceFailure(`${name}: ${what}`, {cause, missing: isMissing(status)})
  }
}

async function verify(archive: string, {name, sha256, size}: SiteFile): Promise<void> {
  const hash = createHash('sha256')
  let length = 0
  for await (const chunk of createReadStream(archive)) {
    hash.update(chunk)
    length += chunk.length
  }
  const found = hash.digest('hex')
  if (found === sha256) return
  const why =
    size !== undefined && length !== size
      ? `it has ${length} bytes instead of ${size}`
      : `its sha256 is ${found} instead of ${sha256}`
  throw new SourceFailure(`${name} is not the file that the download site promises: ${why}. It was not unpacked`, {
    hint: 'run again; if it stays so, something on the way changes downloads: do not trust it',
  })
}

function withLogin({base, signal}: {readonly base: Remote; readonly signal: AbortSignal | undefined}) {
  const {authorization} = base
  return {...(authorization ? {authorization} : {}), ...(signal ? {signal} : {})}
}
