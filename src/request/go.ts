import {resolve} from 'node:path'
import type {Reader} from './reader.ts'
import type {CacheRequest, PrivateModules, Request} from './types.ts'
import type {Parsed} from './words.ts'

/** Versions are read where the machine's Gos are known; a file is relative to where the command was given. */
export function readGo(reader: Reader, cwd: string): Request['go'] {
  const [version, file, architecture] = [
    reader.text('go-version'),
    reader.text('go-version-file'),
    reader.text('architecture'),
  ]
  const [downloadBaseUrl, moduleSum] = [reader.text('go-download-base-url'), reader.text('go-toolchain-sum')]
  return {
    checkLatest: reader.boolean('check-latest') ?? false,
    ...(version === undefined ? {} : {version}),
    ...(file === undefined ? {} : {versionFile: resolve(cwd, file)}),
    ...(architecture === undefined ? {} : {architecture}),
    ...(downloadBaseUrl === undefined ? {} : {downloadBaseUrl}),
    ...(moduleSum === undefined ? {} : {moduleSum}),
  }
}

export function readPrivateModules(reader: Reader): PrivateModules {
  const token = reader.text('go-private-token')
  const patterns = reader.each('go-private', reader.list('go-private'), parsePattern)
  if (token !== undefined && reader.raw('go-private').length === 0) {
    reader.problem('go-private', 'is missing: go-private-token has to know which host it is for', 'github.com/OWNER/*')
  }
  return {patterns, ...(token === undefined ? {} : {token})}
}

/** https://go.dev/ref/mod#private-modules: globs of module paths, whose first element is a host. */
function parsePattern(text: string): Parsed<string> {
  const [host = ''] = text.split('/')
  const isHost = /^[a-z0-9*?[\]-]+(\.[a-z0-9*?[\]-]+)+(:\d+)?$/i.test(host)
  return isHost && /^[!-~]+$/.test(text)
    ? {value: text}
    : {problem: `"${text}" is no pattern of module paths`, hint: 'write HOST/OWNER/*, such as github.com/acme/*'}
}

const MODES = ['auto', 'true', 'false', 'read'] as const

export function readCache(reader: Reader): CacheRequest {
  const suffix = reader.text('cache-suffix')
  return {mode: reader.choice('cache', MODES) ?? 'auto', ...(suffix === undefined ? {} : {suffix})}
}
