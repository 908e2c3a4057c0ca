import {codeOf, UserError} from '../lib/errors.ts'
import {type HttpResponse, headerOf, type Send, type Sleep} from './http.ts'

/** Pauses between attempts: three of them allow four attempts. */
export const RETRY_WAITS: readonly number[] = [500, 2000, 8000]
/** A registry that asks for a longer pause gets none: the job would seem to hang. */
const LONGEST_WAIT_MS = 120_000

const TRANSIENT_CODE = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ERR_STREAM_PREMATURE_CLOSE',
  'HPE_INVALID_EOF_STATE',
])

export interface RetryPolicy {
  readonly waits: readonly number[]
  readonly sleep: Sleep
  readonly now: () => number
  readonly signal?: AbortSignal
}

/** Repeats what is transient at the smallest unit that can start over; the last answer goes back as it is. */
export async function retrying(policy: RetryPolicy, attempt: () => Promise<HttpResponse>): Promise<HttpResponse> {
  for (const wait of policy.waits) {
    policy.signal?.throwIfAborted()
    try {
      const response = await attempt()
      if (!isTransientStatus(response.status)) return response
      const asked = retryAfterMs(headerOf(response, 'retry-after'), policy.now())
      if (asked !== undefined && asked > LONGEST_WAIT_MS) throw tooLong(response, asked)
      await response.discard() // frees the socket before the pause
      await policy.sleep(asked || wait, policy.signal) // "at once" would use up all attempts in a moment
    } catch (error) {
      if (policy.signal?.aborted || !isTransient(error)) throw error
      await policy.sleep(wait, policy.signal)
    }
  }
  return attempt()
}

export function withRetry(send: Send, policy: RetryPolicy): Send {
  return request => retrying(policy, () => send(request))
}

export function isTransient(error: unknown): boolean {
  const code = codeOf(error)
  return code !== undefined && TRANSIENT_CODE.has(code)
}

function isTransientStatus(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501) // 501: it will never know how
}

/** `Retry-After` is a number of seconds or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

function tooLong(response: HttpResponse, asked: number): UserError {
  return new UserError(
    `${response.url.host} answered ${response.status} and asks to wait ${Math.round(asked / 1000)} s, longer than this run waits (${LONGEST_WAIT_MS / 1000} s)`,
    {hint: 'run again later; for a rate limit, log in, or use a mirror or another base registry'},
  )
}
