import {setTimeout as delay} from 'node:timers/promises'
import type {Environment, Exec} from '../lib/exec.ts'
import type {Log} from '../lib/log.ts'
import {forMany} from '../lib/signals.ts'
import {canonicalRegistry} from '../oci/index.ts'
import {createAgents} from './agents.ts'
import type {Api} from './api.ts'
import {createAuth} from './auth.ts'
import {createClient} from './client.ts'
import {type CredentialSource, firstCredential, fromGitHubToken, fromLogins, type Login} from './credentials.ts'
import {fromDockerConfig} from './docker-config.ts'
import {createOrigins} from './hosts.ts'
import type {Sleep} from './http.ts'
import {withRedirects} from './redirect.ts'
import {RETRY_WAITS, withRetry} from './retry.ts'
import {createTransport} from './transport.ts'
import type {Registry} from './types.ts'

export interface RegistryOptions {
  readonly env: Environment
  readonly exec: Exec
  readonly log: Log
  /** In the order of their right: `registry-auth`, then username and password where the caller allows them. */
  readonly logins?: readonly Login[]
  /** Used for ghcr.io only. */
  readonly githubToken?: string | undefined
  /** Hosts that may speak plain http or show any certificate. */
  readonly insecure?: readonly string[]
  readonly signal?: AbortSignal
  /** Called with each password and token before its first use, so that logs can hide it. */
  readonly onSecret?: (value: string) => void
  readonly sleep?: Sleep
  readonly now?: () => number
}

export interface ClosableRegistry extends Registry {
  /** For programs that log in to the same registries. */
  readonly credentials: CredentialSource
  /** Ends what is still under way, retries too, and the kept connections. */
  close(): void
}

export const nodeSleep: Sleep = async (milliseconds, signal) => {
  await delay(milliseconds, undefined, signal === undefined ? {} : {signal}).catch(error => {
    throw signal?.reason ?? error
  })
}

/**
 * The one place where the layers are put together. Login is outside of retry, so that token requests are retried too;
 * retry is outside of redirects, because a signed address that has expired must be asked for again.
 */
export function createRegistry(options: RegistryOptions): ClosableRegistry {
  const {env, onSecret = () => {}, sleep = nodeSleep, now = Date.now} = options
  const closing = new AbortController()
  const signal = forMany(options.signal ? AbortSignal.any([options.signal, closing.signal]) : closing.signal)
  const insecure = new Set((options.insecure ?? []).map(canonicalRegistry))
  const agents = createAgents({
    env,
    trustsAnyCertificate: ({host}) => insecure.has(host) || insecure.has(`${host}:443`),
  })
  const transport = createTransport({agents})
  const retry = {waits: RETRY_WAITS, sleep, now, signal}
  const once = withRedirects(transport)
  const send = withRetry(once, retry)
  const credentials = firstCredential(
    [fromLogins(options.logins ?? []), fromDockerConfig({...options, signal}), fromGitHubToken(options.githubToken)],
    onSecret,
  )
  const authorize = createAuth({credentials, onSecret, now, send, sendDirectly: withRetry(transport, retry)})
  const originOf = createOrigins({
    send: transport,
    isInsecure: registry => insecure.has(registry),
    signal,
  })
  const api: Api = {originOf, send: authorize(send), sendOnce: authorize(once), credentials, retry}
  const close = () => {
    closing.abort(new Error('the run is over'))
    agents.close()
  }
  return {...createClient(api), credentials, close}
}
