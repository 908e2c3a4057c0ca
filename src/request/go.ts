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
  // Where each pattern's host is a glob, no request would ever bring the token, and nobody would know why.
  if (token !== undefined && patterns.length > 0 && patterns.every(pattern => /[*?[\]]/.test(hostOf(pattern)))) {
    reader.problem('go-private', 'names no whole host: go-private-token is sent to such alone', 'github.com/OWNER/*')
  }
  return {patterns, ...(token === undefined ? {} : {token})}
}

/** https://go.dev/ref/mod#private-modules: globs of module paths, whose first element is a host. */
function parsePattern(text: string): Parsed<string> {
  const isHost = /^[a-z0-9*?[\]-]+(\.[a-z0-9*?[\]-]+)+(:\d+)?$/i.test(hostOf(text))
  return isHost && /^[!-~]+$/.test(text)
    ? {value: text}
    : {problem: `"${text}" is no pattern of module paths`, hint: 'write HOST/OWNER/*, such as github.com/acme/*'}
}

function hostOf(pattern: string): string {
  return pattern.split('/')[0] ?? ''
}

const MODES = ['auto', 'true', 'false', 'read'] as const

export function readCache(reader: Reader): CacheRequest {
  const suffix = reader.text('cache-suffix')
  return {mode: reader.choice('cache', MODES) ?? 'auto', ...(suffix === undefined ? {} : {suffix})}
}
