/** A failure that the user can act on. `message` is for the reader of a job log, `hint` is the one thing to change. */
export class UserError extends Error {
  override readonly name: string = 'UserError'
  readonly hint: string | undefined
  /** Where in the user's sources, for an annotation. */
  readonly at: SourcePosition | undefined
  /** What another program said and the log has told already, each part at its place: for those who don't read the log. */
  readonly told: string | undefined

  constructor(message: string, options: {cause?: unknown; hint?: string; at?: SourcePosition; told?: string} = {}) {
    super(message, {cause: options.cause})
    this.hint = options.hint
    this.at = options.at
    this.told = options.told
  }
}

export interface SourcePosition {
  /** As the user would write it: absolute, or relative to `folder`. */
  readonly file: string
  /** Absolute; default: the root of the work tree. */
  readonly folder?: string
  readonly line?: number
  readonly column?: number
}

/** One mistake in what was asked for. `subject` is the input or flag as the user knows it. */
export interface Problem {
  readonly subject: string
  readonly message: string
  readonly hint?: string
}

/** The request is wrong: all its mistakes at once, found before slow work. Exit code 2. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly problems: readonly Problem[]
  /** Where in the user's sources the one mistake is. */
  readonly at: SourcePosition | undefined

  constructor(problems: readonly Problem[], at?: SourcePosition) {
    super(problems.map(({subject, message}) => `${subject}: ${message}`).join('\n'))
    this.problems = problems
    this.at = at
  }
}

/** Where in the user's sources an error is, for an annotation. */
export function positionOf(error: unknown): SourcePosition | undefined {
  return error instanceof UserError || error instanceof RequestError ? error.at : undefined
}

/** Exit codes of the command line: 0 done, 1 the work failed, 2 the request is wrong, 128 + n after signal n. */
export function exitCodeOf(error: unknown): number {
  return error instanceof RequestError ? 2 : 1
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The `code` of a Node system error such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  // Not by instanceof: an error of Node's own may come from another realm, as in jest.
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
