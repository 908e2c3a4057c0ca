import type {IncomingHttpHeaders} from 'node:http'
import {Readable} from 'node:stream'

export interface Body {
  /** For messages: `blob sha256:…`. */
  readonly name: string
  /** Bytes; sent as content-length, and the stream must give exactly so many. */
  readonly length: number
  /** A fresh stream each call: every attempt starts over. */
  open(): Promise<Readable>
  /** Are the chunks nobody else's? Then their memory is given back as soon as they are sent. */
  readonly isStreamed?: true
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Body
  readonly signal?: AbortSignal
}

export interface HttpResponse {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Where the answer came from, after redirects. */
  readonly url: URL
  readonly body: Readable
  /** Drops the body and frees the socket. Every answer ends in this, `readText` or its body read to the end. */
  discard(): Promise<void>
}

/** One HTTP exchange. Resolves whatever the status; rejects only if there was no answer. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>

export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>

/** Reads at most `limit` bytes of the body; what is longer is cut and its connection dropped. */
export async function readBytes(response: HttpResponse, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > limit) break
  }
  return Buffer.concat(chunks).subarray(0, limit)
}

export function headerOf(response: HttpResponse, name: string): string | undefined {
  const value = response.headers[name]
  return Array.isArray(value) ? value[0] : value
}

export function bytesBody(name: string, bytes: Buffer): Body {
  return {name, length: bytes.length, open: async () => Readable.from([bytes])}
}
