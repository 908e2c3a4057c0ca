import {UserError} from '../lib/errors.ts'

interface SourceFailureOptions {
  readonly missing?: boolean
  readonly isForged?: boolean
  readonly cause?: unknown
  readonly hint?: string
}

/** Why one source could not give a Go. The next one is asked, unless this one's answer was forged; all that were asked are told in the end. */
export class SourceFailure extends UserError {
  /** The source works, but has no such version. */
  readonly missing: boolean
  /** What came is not what it has to be. Somebody may have changed it, so no other source is asked in its place. */
  readonly isForged: boolean

  constructor(message: string, {missing = false, isForged = false, ...options}: SourceFailureOptions = {}) {
    super(message, options)
    this.missing = missing
    this.isForged = isForged
  }
}

/** The status that a server answered, if it did. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined
  return typeof error.status === 'number' ? error.status : undefined
}

/** Not found and gone are how a proxy says that it has no such version. https://go.dev/ref/mod#goproxy-protocol */
export function isMissing(status: number | undefined): boolean {
  return status === 404 || status === 410
}
