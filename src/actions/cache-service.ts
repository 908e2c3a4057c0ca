import {mkdir} from 'node:fs/promises'
import {basename, dirname} from 'node:path'
import type {CacheService, EntryRequest, RestoreRequest, Trouble} from '../ci-cache/types.ts'
import {messageOf} from '../lib/errors.ts'
import type {Environment, Exec} from '../lib/exec.ts'
import {cacheEnvironment} from './cache-environment.ts'
import {type CacheAnswer, type CacheCall, FOUND, formatCall, readAnswer, readable} from './cache-lines.ts'

export interface CacheServiceOptions {
  readonly exec: Exec
  readonly env: Environment
  /** The program of cache-child.ts, as it was bundled. */
  readonly script: string
  /** Default: the one that runs us. */
  readonly node?: string
  readonly limits?: CacheLimits
}

export interface CacheLimits {
  readonly lookUpMs: number
  readonly restoreMs: number
  readonly saveMs: number
}

const SECOND = 1000

export const LIMITS: CacheLimits = {
  // An answer takes a fraction of a second. After a failure @actions/cache pauses 3 s, then longer, 30 s in all: one
  // repetition is allowed, no more, because the build waits.
  lookUpMs: 10 * SECOND,
  // 2 GB at 25 MB/s, a slow day. What takes longer costs more than it saves: most cold builds are done by then.
  restoreMs: 90 * SECOND,
  // Beside the push. Twice the time of a restore and more, for an archive has to be made first.
  saveMs: 240 * SECOND,
}

/** GitHub's cache service through @actions/cache, in a process of its own for each call. */
export function createCacheService(options: CacheServiceOptions): CacheService {
  const limits = options.limits ?? LIMITS
  return {
    async restore(request) {
      let isFound = false
      const onFound = () => {
        isFound = true
      }
      const {lookUpMs: firstMs, restoreMs: laterMs} = limits
      const answer = await call('restore', request, options, {firstMs, laterMs, onFound})
      if (!('kind' in answer) && answer.key !== undefined) {
        return {kind: 'restored', matchedKey: answer.key, bytes: answer.bytes}
      }
      const trouble = 'kind' in answer ? answer : troubleOf(answer)
      return trouble ? {...trouble, ...(isFound ? {} : {unanswered: true})} : {kind: 'missing'}
    },
    async has(request) {
      const answer = await call('look-up', {...request, restoreKeys: []}, options, {firstMs: limits.lookUpMs})
      if ('kind' in answer) return answer
      // The service takes every key for the beginning of others too.
      return troubleOf(answer) ?? {kind: answer.key === request.key ? 'found' : 'missing'}
    },
    async save(request) {
      const answer = await call('save', {...request, restoreKeys: []}, options, {firstMs: limits.saveMs})
      if ('kind' in answer) return answer
      if (answer.key !== undefined) return {kind: 'saved', bytes: answer.bytes}
      if (answer.exists) return {kind: 'exists'}
      if (answer.denied) return {kind: 'denied'}
      return troubleOf(answer) ?? {kind: 'trouble', message: 'the cache service did not say why'}
    },
  }
}

function troubleOf({trouble}: CacheAnswer): Trouble | undefined {
  return trouble === undefined ? undefined : {kind: 'trouble', message: trouble}
}

interface CallLimits {
  readonly firstMs: number
  /** The time that remains once the service has answered. */
  readonly laterMs?: number
  readonly onFound?: () => void
}

/** Rejects only when the whole run was cancelled. */
async function call(
  operation: CacheCall['operation'],
  request: EntryRequest & Pick<RestoreRequest, 'restoreKeys'>,
  {exec, env, script, node = process.execPath}: CacheServiceOptions,
  {firstMs, laterMs = firstMs, onFound}: CallLimits,
): Promise<CacheAnswer | Trouble> {
  const {folder, key, restoreKeys, signal} = request
  const limit = startLimit(firstMs)
  try {
    // The archive's paths are relative to this folder, and its one element is all that an entry's identity has of it:
    // runners with other temporary folders, and containers, find the same entries.
    const cwd = dirname(folder)
    await mkdir(cwd, {recursive: true})
    const {stdout, stderr} = await exec({
      program: node,
      args: [script],
      cwd,
      env: cacheEnvironment(env, cwd),
      stdin: formatCall({operation, name: basename(folder), key, restoreKeys}),
      onStderrLine: line => {
        if (line !== FOUND) return
        onFound?.()
        limit.restart(laterMs)
      },
      withChildren: true, // tar and its compressor
      signal: signal ? AbortSignal.any([signal, limit.signal]) : limit.signal,
    })
    const answer = readAnswer(stdout)
    return answer.finished ? answer : {kind: 'trouble', message: readable(stderr) || 'the cache program ended early'}
  } catch (error) {
    signal?.throwIfAborted()
    if (!limit.signal.aborted) return {kind: 'trouble', message: readable(messageOf(error))}
    return {kind: 'trouble', message: `the cache service took longer than ${limit.ms() / SECOND} s`}
  } finally {
    limit.stop()
  }
}

function startLimit(firstMs: number) {
  const controller = new AbortController()
  let current = firstMs
  const give = () => controller.abort(new Error('the time is over'))
  let timer = setTimeout(give, firstMs)
  return {
    signal: controller.signal,
    ms: () => current,
    restart(ms: number) {
      clearTimeout(timer)
      current = ms
      timer = setTimeout(give, ms)
    },
    stop: () => clearTimeout(timer),
  }
}
