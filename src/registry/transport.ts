import {once} from 'node:events'
import {type ClientRequest, request as httpRequest, type IncomingMessage} from 'node:http'
import {request as httpsRequest} from 'node:https'
import type {Readable} from 'node:stream'
import {setTimeout as delay} from 'node:timers/promises'
import {codeOf, UserError} from '../lib/errors.ts'
import {release} from '../lib/memory.ts'
import type {Agents} from './agents.ts'
import {type Body, type HttpRequest, type HttpResponse, readBytes, type Send} from './http.ts'

/** So long may a connection carry nothing in either direction. Registries hash large blobs before they answer a PUT. */
export const IDLE_MS = 120_000
/** So long a server may look at the headers of an upload before the body comes all the same. */
const EXPECT_WAIT_MS = 1000
const USER_AGENT = 'go-containerize'
/** How much of an unwanted body is read to keep its connection. */
const DISCARD_LIMIT = 64 * 1024

export interface TransportOptions {
  readonly agents: Agents
  readonly idleMs?: number
}

/** HTTP over node:http(s): `fetch` holds twice the memory for a streamed upload. */
export function createTransport({agents, idleMs = IDLE_MS}: TransportOptions): Send {
  return async request => {
    request.signal?.throwIfAborted()
    try {
      return await exchange(request, agents, idleMs)
    } catch (error) {
      // The server had closed a kept connection just when it was used again: nothing was processed, so no pause is due.
      if (error instanceof StaleConnection) return exchange(request, agents, idleMs)
      throw error
    }
  }
}

/** Only of requests without a body: an upload that broke off may hold a part of its blob, and starts over as a whole. */
class StaleConnection extends Error {}

async function exchange(request: HttpRequest, agents: Agents, idleMs: number): Promise<HttpResponse> {
  const {url, method, body, signal} = request
  const agent = await agents.for(url)
  const outgoing = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method,
    agent,
    timeout: idleMs, // as an option it also covers the time until the connection stands
    headers: {
      'user-agent': USER_AGENT,
      ...request.headers,
      ...(body === undefined ? {} : {'content-length': String(body.length)}),
    },
    ...(signal === undefined ? {} : {signal}),
  })
  outgoing.on('timeout', () => outgoing.destroy(idleError(idleMs)))

  return new Promise((resolve, reject) => {
    let answered = false
    outgoing.on('response', incoming => {
      answered = true
      resolve(answerOf(outgoing, incoming, url))
    })
    // After an answer this settles nothing more: one that comes before the whole body was sent wins over the broken pipe.
    outgoing.on('error', error => {
      if (signal?.aborted) reject(signal.reason)
      else reject(body === undefined && isStale(outgoing, error) ? new StaleConnection() : error)
    })
    if (body === undefined) outgoing.end()
    else {
      sendBody(body, outgoing, () => answered).catch(error => {
        if (!answered) reject(error)
        outgoing.destroy()
      })
    }
  })
}

/** Writes the body with back-pressure and stops as soon as the server has answered. */
async function sendBody(body: Body, outgoing: ClientRequest, answered: () => boolean): Promise<void> {
  if (outgoing.hasHeader('expect')) await goAhead(outgoing)
  if (answered()) return
  const source = await body.open()
  const stop = () => source.destroy()
  outgoing.once('response', stop).once('close', stop)
  let sent = 0
  try {
    if (body.length === 0) outgoing.end()
    for await (const chunk of source as AsyncIterable<Buffer>) {
      if (answered() || outgoing.destroyed) return
      sent += chunk.length
      if (sent > body.length) break
      const roomLeft = outgoing.write(chunk, error => {
        if (!error && body.isStreamed && isWhole(chunk)) release(chunk) // the kernel has it
      })
      // Ended with the last byte, not with the end of the source: the answer may come in between.
      if (sent === body.length) outgoing.end()
      else if (!roomLeft) await drained(outgoing)
    }
  } catch (error) {
    if (answered() || outgoing.destroyed) return // it is us who stopped the source
    throw error
  }
  if (sent !== body.length && !answered() && !outgoing.destroyed) {
    const found = sent > body.length ? 'more' : `only ${sent}`
    throw new UserError(`${body.name} should have ${body.length} bytes, but has ${found}`, {
      hint: 'the layout on disk is damaged: build the image again',
    })
  }
}

/** A part of a larger buffer may have neighbours that are still to be sent. */
function isWhole({buffer, byteLength}: Buffer): boolean {
  return buffer.byteLength === byteLength
}

/** With `Expect: 100-continue` the server judges the headers before the body comes; one that ignores it gets the body. */
async function goAhead(outgoing: ClientRequest): Promise<void> {
  await firstOf(outgoing, ['continue', 'response', 'close'], EXPECT_WAIT_MS)
}

async function drained(outgoing: ClientRequest): Promise<void> {
  await firstOf(outgoing, ['drain', 'response', 'close'])
}

async function firstOf(outgoing: ClientRequest, events: readonly string[], withinMs?: number): Promise<void> {
  const done = new AbortController()
  const {signal} = done
  try {
    const awaited: Promise<unknown>[] = events.map(event => once(outgoing, event, {signal}))
    if (withinMs !== undefined) awaited.push(delay(withinMs, undefined, {signal}))
    await Promise.race(awaited)
  } finally {
    done.abort()
  }
}

function answerOf(outgoing: ClientRequest, incoming: IncomingMessage, url: URL): HttpResponse {
  // Node keeps a connection only when the request was sent to its end; an early answer would hold it until the time-out.
  incoming.once('end', () => {
    if (!outgoing.writableEnded) outgoing.destroy()
  })
  const response: HttpResponse = {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    url,
    body: incoming satisfies Readable,
    async discard() {
      await readBytes(response, DISCARD_LIMIT).catch(() => {}) // the connection is lost, the answer isn't
    },
  }
  return response
}

function isStale(outgoing: ClientRequest, error: Error): boolean {
  return outgoing.reusedSocket && (codeOf(error) === 'ECONNRESET' || codeOf(error) === 'EPIPE')
}

function idleError(idleMs: number): Error {
  return Object.assign(new Error(`no data for ${Math.round(idleMs / 1000)} s`), {code: 'ETIMEDOUT'})
}
