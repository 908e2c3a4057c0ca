import {tmpdir} from 'node:os'
import type {RunGo} from '../go/index.ts'
import {isRecord, stringAt} from '../lib/json.ts'
import {failureOfGo} from './go-messages.ts'
import type {GosHere} from './types.ts'
import {readVersion} from './version.ts'

/** Longer than any list takes; without a network go waits for minutes. */
const LIST_TIMEOUT_MS = 30_000

export interface GoFetchOptions {
  /** A Go of 1.21 or later that is here. */
  readonly go: RunGo
  readonly settings: GosHere['settings']
  readonly signal?: AbortSignal
}

/** Lets an installed Go fetch another into the module cache: it verifies it against the checksum database. */
export async function fetchWithGo({
  go,
  settings,
  version,
}: GoFetchOptions & {readonly version: string}): Promise<string> {
  const env = {...settingsForFetch(settings), GOTOOLCHAIN: `go${version}`}
  const {exitCode, stdout, stderr} = await go(['env', '-json', 'GOROOT', 'GOVERSION'], {cwd: tmpdir(), env})
  if (exitCode !== 0) throw failureOfGo(stderr, settings.goProxy)
  const said: unknown = JSON.parse(stdout)
  const [goroot, found] = [stringAt(said, 'GOROOT') ?? '', stringAt(said, 'GOVERSION') ?? '']
  if (!isRecord(said) || goroot === '' || readVersion(found) !== version) {
    throw failureOfGo(`go: asked for go${version}, got ${found || 'nothing'}`, settings.goProxy)
  }
  return goroot
}

/** Through the user's GOPROXY; 0.2 s. */
export async function versionsOfGo({go, settings, signal}: GoFetchOptions): Promise<readonly string[]> {
  const env = {...settingsForFetch(settings), GOTOOLCHAIN: 'local'}
  const timeout = AbortSignal.timeout(LIST_TIMEOUT_MS)
  const result = await go(['list', '-m', '-versions', 'go'], {cwd: tmpdir(), env, signal: timeout}).catch(error => {
    signal?.throwIfAborted()
    if (!timeout.aborted) throw error
    throw failureOfGo(`go: no answer in ${LIST_TIMEOUT_MS / 1000} s`, settings.goProxy)
  })
  if (result.exitCode !== 0) throw failureOfGo(result.stderr, settings.goProxy)
  const [, ...versions] = result.stdout.trim().split(/\s+/)
  return versions.flatMap(version => readVersion(version) ?? [])
}

/**
 * Settings that are meant for builds and would break a fetch: a -mod flag, modules turned off, a work file. An empty
 * value would not do: go then takes the one of `go env -w`.
 */
function settingsForFetch({goFlags}: GosHere['settings']): Readonly<Record<string, string>> {
  const writable = /(^|\s)-modcacherw(=true)?(\s|$)/.test(goFlags)
  return {GO111MODULE: 'on', GOWORK: 'off', GOFLAGS: `-modcacherw=${writable}`}
}
