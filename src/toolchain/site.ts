import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {join} from 'node:path'
import {messageOf} from '../lib/errors.ts'
import {isMissing, SourceFailure, statusOf} from './failure.ts'
import {below} from './remote.ts'
import {askSite, optionsFor, readSite, type SiteFile, type SiteOptions, type SiteRelease} from './site-list.ts'
import type {Machine} from './types.ts'

export interface SiteGo extends SiteOptions {
  readonly version: string
  readonly machine: Machine
}

/** Downloads, verifies by the site's sha256 and unpacks one Go below `staging`; the result is its root. */
export async function unpackFromSite(site: SiteGo, staging: string): Promise<string> {
  const list = await readSite(site)
  const file = 'releases' in list ? findFile(list.releases, site) : await fileBySum(site, list.instead)
  const archive = join(staging, file.name)
  await download(site, file, archive)
  await verify(archive, file)
  const unpacked = join(staging, 'unpacked')
  await (file.name.endsWith('.zip')
    ? site.files.extractZip(archive, unpacked)
    : site.files.extractTar(archive, unpacked))
  return join(unpacked, 'go')
}

function findFile(releases: readonly SiteRelease[], {version, machine}: SiteGo): SiteFile {
  const release = releases.find(one => one.version === version)
  if (!release) throw new SourceFailure(`it has no Go ${version}`, {missing: true})
  const {os, architecture} = machine
  const file = release.files.find(one => one.os === os && one.architecture === architecture.download)
  if (!file) throw new SourceFailure(`it has no Go ${version} for ${os}/${architecture.goArch}`, {missing: true})
  return file
}

/** Beside each file of the download site lies its sum, which plain mirrors of files have as well. */
async function fileBySum(site: SiteGo, instead: string): Promise<SiteFile> {
  const {version, machine} = site
  const {os, architecture} = machine
  const name = `go${version}.${os}-${architecture.download}.${os === 'windows' ? 'zip' : 'tar.gz'}`
  const {status, body} = await askSite(site, below(site.base, `${name}.sha256`).url.href)
  const [, sha256] = /^([0-9a-f]{64})\b/.exec(body) ?? []
  if (status === 200 && sha256) return {name, os, architecture: architecture.download, sha256, size: undefined}
  throw new SourceFailure(
    `it answered ${instead} to ?mode=json&include=all, and has no ${name}.sha256: the file can't be verified`,
    {
      missing: isMissing(status),
      hint: 'go-download-base-url has to be a mirror that has the JSON list or the .sha256 files',
    },
  )
}

async function download(site: SiteOptions, {name}: SiteFile, archive: string): Promise<void> {
  const source = below(site.base, name)
  try {
    await site.files.download(source.url.href, archive, optionsFor(site))
  } catch (cause) {
    site.signal?.throwIfAborted()
    const status = statusOf(cause)
    const what = status === undefined ? `the download broke off: ${messageOf(cause)}` : `status ${status}`
    throw new SourceFailure(`${name}: ${what}`, {cause, missing: isMissing(status)})
  }
}

async function verify(archive: string, {name, sha256, size}: SiteFile): Promise<void> {
  const hash = createHash('sha256')
  let length = 0
  let start = ''
  for await (const chunk of createReadStream(archive)) {
    if (length === 0) start = chunk.toString('latin1', 0, 2)
    hash.update(chunk)
    length += chunk.length
  }
  const found = hash.digest('hex')
  if (found === sha256) return
  if (start !== (name.endsWith('.zip') ? 'PK' : '\x1f\x8b')) {
    throw new SourceFailure(`${name} is no archive but perhaps a page of something on the way, such as a proxy`, {
      hint: 'look what a browser gets from that address',
    })
  }
  if (size !== undefined && length < size) {
    throw new SourceFailure(`${name}: the download broke off: it has ${length} bytes instead of ${size}`, {
      hint: 'run again',
    })
  }
  throw new SourceFailure(
    `${name} is not the file that the download site promises: its sha256 is ${found} instead of ${sha256}. It was not unpacked`,
    {isForged: true, hint: 'run again; if it stays so, something on the way changes downloads: do not trust it'},
  )
}
