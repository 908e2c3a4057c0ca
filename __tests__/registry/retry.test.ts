import {Readable} from 'node:stream'
import {expect, test} from '@jest/globals'
import type {HttpResponse} from '../../src/registry/http.ts'
import {type RetryPolicy, retryAfterMs, retrying} from '../../src/registry/retry.ts'

const NOW = Date.parse('2026-01-01T00:00:00Z')

function answer(status: number, headers: Record<string, string> = {}): HttpResponse {
  return {status, headers, url: new URL('https://registry.test/v2/'), body: Readable.from([]), discard: async () => {}}
}

function policy(overrides: Partial<RetryPolicy> = {}): RetryPolicy & {readonly slept: number[]} {
  const slept: number[] = []
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds)
  }
  return {waits: [1, 2, 3], now: () => NOW, sleep, slept, ...overrides}
}

/** Gives the outcomes one after the other; an Error is thrown. */
function script(...outcomes: readonly (HttpResponse | Error)[]) {
  const left = [...outcomes]
  return async () => {
    const next = left.shift()
    if (next === undefined) throw new Error('asked too often')
    if (next instanceof Error) throw next
    return next
  }
}

const broken = (code: string) => Object.assign(new Error(code), {code})

test.each([
  {name: 'success', outcomes: [answer(200)], status: 200, slept: []},
  {name: 'a refusal', outcomes: [answer(403)], status: 403, slept: []},
  {name: 'absence', outcomes: [answer(404)], status: 404, slept: []},
  {name: 'not implemented', outcomes: [answer(501)], status: 501, slept: []},
  {name: 'a bad gateway', outcomes: [answer(502), answer(201)], status: 201, slept: [1]},
  {name: 'a time-out of the server', outcomes: [answer(408), answer(201)], status: 201, slept: [1]},
  {name: 'a reset', outcomes: [broken('ECONNRESET'), broken('EPIPE'), answer(200)], status: 200, slept: [1, 2]},
  {
    name: 'the last answer as it is',
    outcomes: [500, 500, 500, 503].map(status => answer(status)),
    status: 503,
    slept: [1, 2, 3],
  },
  {
    name: 'Retry-After in seconds',
    outcomes: [answer(429, {'retry-after': '9'}), answer(200)],
    status: 200,
    slept: [9000],
  },
  {
    name: 'Retry-After 0: our own pause',
    outcomes: [answer(429, {'retry-after': '0'}), answer(200)],
    status: 200,
    slept: [1],
  },
  {
    name: 'Retry-After as a date',
    outcomes: [answer(503, {'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT'}), answer(200)],
    status: 200,
    slept: [5000],
  },
])('$name', async ({outcomes, status, slept}) => {
  const used = policy()
  expect((await retrying(used, script(...outcomes))).status).toBe(status)
  expect(used.slept).toEqual(slept)
})

test.each([{code: 'ECONNREFUSED'}, {code: 'ENOTFOUND'}, {code: 'DEPTH_ZERO_SELF_SIGNED_CERT'}])(
  '$code is not tried again',
  async ({code}) => {
    const used = policy()
    await expect(retrying(used, script(broken(code)))).rejects.toThrow(code)
    expect(used.slept).toEqual([])
  },
)

test('a pause that is too long is not slept but told', async () => {
  const attempt = script(answer(429, {'retry-after': '3600'}))
  await expect(retrying(policy(), attempt)).rejects.toThrow(/registry.test answered 429 and asks to wait 3600 s/)
})

test('cancelling ends the pause and no further attempt is made', async () => {
  const controller = new AbortController()
  const sleep = async () => {
    controller.abort(new Error('SIGINT'))
    throw controller.signal.reason
  }
  const used = policy({sleep, signal: controller.signal})
  await expect(retrying(used, script(answer(500), answer(200)))).rejects.toThrow('SIGINT')
})

test.each([
  {value: undefined, want: undefined},
  {value: '0', want: 0},
  {value: 'soon', want: undefined},
  {value: 'Wed, 31 Dec 2025 23:59:00 GMT', want: 0},
])('Retry-After $value', ({value, want}) => expect(retryAfterMs(value, NOW)).toBe(want))
