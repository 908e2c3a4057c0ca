import {mkdtemp, readFile, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {codeOf, messageOf} from '../lib/errors.ts'
import {isMissing, SourceFailure, statusOf} from './failure.ts'
import {askProxies, isFolder, parseGoProxy} from './goproxy.ts'
import {finishToolchain, unpackModuleZip} from './module-zip.ts'
import {below, type Remote, shown} from './remote.ts'
import type {Machine, ToolFiles} from './types.ts'
import {readVersion} from './version.ts'
import {NotAWholeZip} from './zip.ts'

// The toolchain module without a Go that could fetch it. https://go.dev/doc/toolchain#select

const MODULE = 'golang.org/toolchain'

export interface ProxyOptions {
  readonly goProxy: string
  readonly files: ToolFiles
  readonly machine: Machine
  readonly signal?: AbortSignal
}

/** Versions that the proxies have for this machine. Only names: what is fetched by them is verified. */
export function versionsOnProxy({goProxy, machine, ...options}: ProxyOptions): Promise<readonly string[]> {
  const ending = `.${machine.os}-${machine.architecture.goArch}`
  return askProxies(parseGoProxy(goProxy), async proxy => {
    const list = await readText(below(proxy, `${MODULE}/@v/list`), options)
    return list.split('\n').flatMap(line => {
      const name = line.trim().replace(/^v0\.0\.1-go/, '')
      const version = name.endsWith(ending) ? readVersion(name.slice(0, -ending.length)) : undefined
      return version === undefined ? [] : [version]
    })
  })
}

export interface UnpackModuleOptions extends ProxyOptions {
  readonly version: string
  /** `h1:…`; without it only a GOPROXY that is a folder is trusted. */
  readonly sum?: string
}

/** Unpacks the toolchain module below `staging`, verifies it and makes it run; the result is its root. */
export async function unpackModule(options: UnpackModuleOptions, staging: string): Promise<string> {
  const {version, machine, sum} = options
  const name = `v0.0.1-go${version}.${machine.os}-${machine.architecture.goArch}`
  return askProxies(parseGoProxy(options.goProxy), async proxy => {
    const source = below(proxy, `${MODULE}/@v/${name}.zip`)
    if (!sum && !isFolder(options.goProxy)) {
      throw new SourceFailure(`${shown(proxy)} is asked only if what it sends can be verified`, {
        hint: `set go-toolchain-sum to the h1: sum of ${MODULE}@${name}, or put any Go of 1.21 or later for ${machine.os}/${machine.architecture.goArch} on PATH`,
      })
    }
    const folder = await mkdtemp(join(staging, 'module-'))
    const zip = await fetchZip(source, join(folder, 'toolchain.zip'), options)
    const goroot = join(folder, 'go')
    const found = await unpackModuleZip(zip, `${MODULE}@${name}/`, goroot, options.signal).catch((error: unknown) => {
      // A whole zip has arrived as it was sent; one that is cut off, or a page of a proxy on the way, says nothing.
      const isOther = sum && error instanceof SourceFailure && !(error instanceof NotAWholeZip)
      throw isOther ? otherThanPinned(source, error.message, error) : error
    })
    if (sum && sum !== found) throw otherThanPinned(source, `its sum is ${found}, go-toolchain-sum is ${sum}`)
    await finishToolchain(goroot)
    return goroot
  })
}

function otherThanPinned(source: Remote, why: string, cause?: unknown): SourceFailure {
  return new SourceFailure(`${shown(source)} is another file than the one that was pinned: ${why}`, {
    cause,
    isForged: true,
    hint: 'pin the sum of this version and machine; if it is right, the proxy is not to be trusted',
  })
}

async function fetchZip(source: Remote, to: string, {files, signal}: ProxyOptions): Promise<string> {
  if (source.url.protocol === 'file:') {
    const path = fileURLToPath(source.url)
    await stat(path).catch(error => fail(source, error))
    return path
  }
  try {
    await files.download(source.url.href, to, fetchOptions(source, signal))
    return to
  } catch (error) {
    signal?.throwIfAborted()
    return fail(source, error)
  }
}

async function readText(source: Remote, {files, signal}: Pick<ProxyOptions, 'files' | 'signal'>): Promise<string> {
  if (source.url.protocol === 'file:') {
    return readFile(fileURLToPath(source.url), 'utf8').catch(error => fail(source, error))
  }
  const {status, body} = await files.fetchText(source.url.href, fetchOptions(source, signal)).catch(error => {
    signal?.throwIfAborted()
    return fail(source, error)
  })
  return status === 200 ? body : fail(source, {status})
}

function fail(source: Remote, cause: unknown): never {
  const status = statusOf(cause)
  const missing = isMissing(status) || codeOf(cause) === 'ENOENT'
  const what = status === undefined ? (missing ? 'there is no such file' : messageOf(cause)) : `status ${status}`
  throw new SourceFailure(`${shown(source)}: ${what}`, {cause, missing})
}

function fetchOptions({authorization}: Remote, signal: AbortSignal | undefined) {
  return {...(authorization ? {authorization} : {}), ...(signal ? {signal} : {})}
}
