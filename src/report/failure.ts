import {codeOf, messageOf, type Problem, positionOf, RequestError, UserError} from '../lib/errors.ts'
import {withPosition} from './run-log.ts'
import {indent} from './text.ts'

/** What the machine refuses is not a fault of ours: no stack, but the fix. */
const SYSTEM_HINTS: Readonly<Record<string, string>> = {
  ENOSPC: 'free some disk space; `go-containerize cache clear` and `go clean -cache` give back what builds have left',
  EACCES: 'check who owns that path and its permissions',
  EPERM: 'check who owns that path and its permissions',
  EROFS: 'that file system is read-only; choose another folder with --output or XDG_CACHE_HOME',
  EMFILE: 'raise the limit of open files (ulimit -n)',
  EFBIG: 'the file is larger than its file system or a limit (ulimit -f) allows',
  EDQUOT: 'the disk quota is used up; free some space',
}

/** Where no hint helps; what there is to show follows. */
export const OUR_FAULT = 'go-containerize failed in a way that it should not. Please report this with the command and'

export interface FailureOptions {
  /** Also what caused it. */
  readonly verbose?: boolean
  /** Also what the log has told before. */
  readonly withTold?: boolean
}

/** An error as text for people, in lines: what went wrong, what to change. */
export function formatError(error: unknown, options: FailureOptions = {}): string {
  const at = positionOf(error)
  return `error: ${withPosition(errorText(error, options), at)}`
}

/** The same for a medium that has its own way to say that it is an error and where. */
export function errorText(error: unknown, {verbose = false, withTold = false}: FailureOptions = {}): string {
  return [...describe(error, withTold), ...(verbose ? causes(error) : [])].join('\n')
}

function describe(error: unknown, withTold: boolean): string[] {
  if (error instanceof RequestError) return requestLines(error.problems)
  if (error instanceof UserError) {
    const told = withTold && error.told !== undefined ? [error.told] : []
    return [error.message, ...told, ...hintLines(error.hint)]
  }
  if (error instanceof Error && error.name === 'AbortError') return [error.message] // says by which signal
  const hint = systemHint(error)
  if (hint !== undefined) return [messageOf(error), ...hintLines(hint)]
  return [`${OUR_FAULT} these lines:`, ...indent(stackOf(error).split('\n'))]
}

/** What to do where the machine refuses; undefined for other errors. */
export function systemHint(error: unknown): string | undefined {
  return SYSTEM_HINTS[codeOf(error) ?? '']
}

function requestLines(problems: readonly Problem[]): string[] {
  const [only, ...others] = problems
  if (only && others.length === 0) return [`${only.subject}: ${only.message}`, ...hintLines(only.hint)]
  return [
    `${problems.length} things in the request are wrong`,
    ...problems.flatMap(({subject, message, hint}) => [
      ...indent(`${subject}: ${message}`.split('\n')),
      ...indent(hintLines(hint), '    '),
    ]),
  ]
}

function hintLines(hint: string | undefined): string[] {
  return hint === undefined ? [] : `hint: ${hint}`.split('\n')
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? String(error)) : String(error)
}

/** A chain longer than this is a loop or noise. */
const MAX_CAUSES = 8

function causes(error: unknown): string[] {
  const lines: string[] = []
  let cause = error instanceof Error ? error.cause : undefined
  for (let depth = 0; cause !== undefined && depth < MAX_CAUSES; depth++) {
    lines.push(...`caused by: ${causeText(cause)}`.split('\n'))
    cause = cause instanceof Error ? cause.cause : undefined
  }
  return lines
}

function causeText(cause: unknown): string {
  // Node reports a connection that failed on IPv4 and IPv6 as one AggregateError with an empty message.
  if (cause instanceof AggregateError) return [cause.message, ...cause.errors.map(messageOf)].filter(Boolean).join('; ')
  return stackOf(cause)
}
