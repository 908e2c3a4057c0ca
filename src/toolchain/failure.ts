import {UserError} from '../lib/errors.ts'

/** Why one source could not give a Go. The next one is asked; all that were asked are told in the end. */
export class SourceFailure extends UserError {
  /** The source works, but has no such version. */
  readonly missing: boolean

  constructor(
    message: string,
    {missing = false, ...options}: {missing?: boolean; cause?: unknown; hint?: string} = {},
  ) {
    super(message, options)
    this.missing = missing
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
