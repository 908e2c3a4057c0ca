import type {Environment} from '../lib/exec.ts'
import {cacheScopes} from './token.ts'

export interface Permission {
  readonly allowed: boolean
  /** Why not; empty where it is allowed. */
  readonly reason: string
}

/** What the machine's cache service lets this job do. */
export interface CacheAccess {
  readonly read: Permission
  readonly write: Permission
}

const ALLOWED: Permission = {allowed: true, reason: ''}

/** Read from the variables that a runner gives to an action, and to no `run:` step. */
export function cacheAccess(env: Environment): CacheAccess {
  const missing = whyNoService(env)
  if (missing !== undefined) return {read: refused(missing), write: refused(missing)}
  const mode = (env.ACTIONS_CACHE_MODE ?? '').trim().toLowerCase()
  const byMode = `the workflow's cache-mode is ${mode}`
  // An unknown mode forbids nothing, as in @actions/cache.
  if (mode === 'none') return {read: refused(byMode), write: refused(byMode)}
  const byToken = accessOfToken(env.ACTIONS_RUNTIME_TOKEN ?? '')
  return {
    read: mode === 'write-only' ? refused(byMode) : byToken.read,
    write: mode === 'read' ? refused(byMode) : byToken.write,
  }
}

/** The runner of an older GitHub Enterprise Server and nektos/act speak version 1 only, under another variable. */
function whyNoService(env: Environment): string | undefined {
  if (!env.ACTIONS_RUNTIME_TOKEN) return 'this runner offers no cache service'
  const isVersion2 = Boolean(env.ACTIONS_CACHE_SERVICE_V2) && !isOwnServer(env.GITHUB_SERVER_URL)
  const url = isVersion2 ? env.ACTIONS_RESULTS_URL : env.ACTIONS_CACHE_URL
  return url ? undefined : 'this runner offers no cache service'
}

/** As @actions/cache decides it: on GitHub Enterprise Server it never speaks version 2. */
function isOwnServer(serverUrl = ''): boolean {
  if (!URL.canParse(serverUrl)) return false
  return !/(^github\.com|\.ghe\.com|\.localhost)$/i.test(new URL(serverUrl).hostname)
}

function accessOfToken(token: string): CacheAccess {
  const scopes = cacheScopes(token)
  if (!scopes) return {read: ALLOWED, write: ALLOWED}
  return {
    read: scopes.some(({read}) => read) ? ALLOWED : refused("the job's token may not read caches"),
    write: scopes.some(({write}) => write) ? ALLOWED : refused("the job's token may not write caches"),
  }
}

function refused(reason: string): Permission {
  return {allowed: false, reason}
}
