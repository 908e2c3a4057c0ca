import {createHash} from 'node:crypto'

/** `sha256:` and the lower-case hex of exactly those bytes. */
export type Digest = `sha256:${string}`

const DIGEST = /^sha256:[0-9a-f]{64}$/

export function isDigest(text: string): text is Digest {
  return DIGEST.test(text)
}

export function digestOf(bytes: string | Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

export function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length)
}
