import {createServer, request as httpRequest, type IncomingMessage, type ServerResponse} from 'node:http'
import {pipeline} from 'node:stream'

/** What goes wrong. All but `answer` and `reset` let the request through to the registry. */
export type Fault =
  /** Answers in the registry's place. `early`: at once, and the connection ends while the body is still coming. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
      readonly early?: boolean
    }
  /** Cuts the connection after so many bytes of the request's body. */
  | {readonly kind: 'reset'; readonly afterBytes: number}
  /** Cuts the connection after so many bytes of the answer's body. */
  | {readonly kind: 'truncate'; readonly afterBytes: number}
  /** Changes the first byte of the answer's body. */
  | {readonly kind: 'corrupt'}
  /** Changes headers of the answer; undefined takes one away. */
  | {readonly kind: 'headers'; readonly change: (headers: Headers) => Headers}
  /** Holds the answer until the promise is settled; tells when there is one to hold. */
  | {readonly kind: 'hold'; readonly until: Promise<unknown>; readonly onHeld?: () => void}

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

export interface Rule {
  readonly method?: string
  /** Of path and query. */
  readonly path?: RegExp
  /** For the first so many requests that match; without it for all. */
  readonly times?: number
  readonly fault: Fault
}

export interface FaultProxy {
  readonly host: string
  readonly url: string
  /** `PUT /v2/acme/api/manifests/t1`, in the order of arrival. */
  readonly requests: string[]
  add(rule: Rule): void
  stop(): Promise<void>
}

/** Stands before a plain http registry and does harm by rule; the first rule that fits wins. */
export async function startFaultProxy(
  target: {readonly url: string},
  rules: readonly Rule[] = [],
): Promise<FaultProxy> {
  const active = rules.map(rule => ({rule, left: rule.times ?? Number.POSITIVE_INFINITY}))
  const requests: string[] = []
  const server = createServer((incoming, answer) => {
    const {method = '', url = ''} = incoming
    requests.push(`${method} ${url}`)
    const found = active.find(
      ({rule, left}) => left > 0 && (!rule.method || rule.method === method) && (!rule.path || rule.path.test(url)),
    )
    if (found) found.left--
    handle(incoming, answer, target.url, found?.rule.fault)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  const host = `localhost:${address.port}`
  return {
    host,
    url: `http://${host}`,
    requests,
    add(rule) {
      active.push({rule, left: rule.times ?? Number.POSITIVE_INFINITY})
    },
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function handle(incoming: IncomingMessage, answer: ServerResponse, target: string, fault: Fault | undefined): void {
  incoming.on('error', () => {}) // a client that goes away is what these tests are about
  if (fault?.kind === 'answer') answerInstead(incoming, answer, fault)
  else if (fault?.kind === 'reset') resetAfter(incoming, fault.afterBytes)
  else forward(incoming, answer, target, fault)
}

function answerInstead(
  incoming: IncomingMessage,
  answer: ServerResponse,
  {status, headers = {}, body = '', early = false}: Fault & {readonly kind: 'answer'},
): void {
  if (early) {
    answer.writeHead(status, {...headers, connection: 'close'})
    answer.end(body, () => incoming.socket.destroySoon())
    return
  }
  incoming.resume().once('end', () => answer.writeHead(status, headers).end(body))
}

function resetAfter(incoming: IncomingMessage, afterBytes: number): void {
  let seen = 0
  const cut = () => incoming.socket.resetAndDestroy()
  if (afterBytes === 0) cut()
  incoming.on('data', (chunk: Buffer) => {
    seen += chunk.length
    if (seen >= afterBytes) cut()
  })
  incoming.on('end', cut)
}

function forward(incoming: IncomingMessage, answer: ServerResponse, target: string, fault: Fault | undefined): void {
  const {method, headers} = incoming
  // The Host header stays: a registry builds its Location from it, so the next request passes here again.
  const outgoing = httpRequest(new URL(incoming.url ?? '/', target), {method, headers, agent: false}, upstream => {
    const send = () => passOn(upstream, answer, fault)
    if (fault?.kind !== 'hold') return send()
    fault.onHeld?.()
    void fault.until.then(send, send)
  })
  outgoing.on('error', () => answer.destroy())
  pipeline(incoming, outgoing, () => {})
}

function passOn(upstream: IncomingMessage, answer: ServerResponse, fault: Fault | undefined): void {
  const headers: Headers = fault?.kind === 'headers' ? fault.change(upstream.headers) : upstream.headers
  const {statusCode = 502} = upstream
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) answer.setHeader(name, value)
  answer.writeHead(statusCode)
  let seen = 0
  upstream.on('data', (chunk: Buffer) => {
    const bytes = fault?.kind === 'corrupt' && seen === 0 ? Buffer.concat([flipped(chunk), chunk.subarray(1)]) : chunk
    const rest = fault?.kind === 'truncate' ? fault.afterBytes - seen : bytes.length
    seen += bytes.length
    if (rest < bytes.length) {
      answer.write(bytes.subarray(0, Math.max(0, rest)), () => answer.destroy())
      upstream.destroy()
    } else answer.write(bytes)
  })
  upstream.on('end', () => answer.end())
}

function flipped(chunk: Buffer): Buffer {
  return Buffer.from([(chunk[0] ?? 0) ^ 0xff])
}
