import {messageOf, type Problem, RequestError, type SourcePosition, UserError} from '../lib/errors.ts'
import {OUR_FAULT, systemHint} from './failure.ts'

/** What a program gets to read of a run that failed. */
export interface FailureJson {
  readonly error: {
    readonly message: string
    readonly hint?: string
    readonly at?: Omit<SourcePosition, 'folder'>
    /** What another program said, such as the compiler. */
    readonly output?: string
    /** The mistakes of a wrong request, each with its own hint. */
    readonly problems?: readonly Problem[]
  }
}

/** An error as data: the same words that people read, without a stack. */
export function failureJson(error: unknown): FailureJson {
  const message = messageOf(error)
  if (error instanceof RequestError) return {error: {message, problems: error.problems, ...atOf(error)}}
  if (error instanceof UserError) return {error: {message, ...detailsOf(error)}}
  return {error: {message, hint: systemHint(error) ?? `${OUR_FAULT} what standard error says`}}
}

function detailsOf({hint, at, told}: UserError): Omit<FailureJson['error'], 'message'> {
  return {
    ...(hint === undefined ? {} : {hint}),
    ...atOf({at}),
    ...(told === undefined ? {} : {output: told}),
  }
}

function atOf({at}: Pick<UserError, 'at'>): Pick<FailureJson['error'], 'at'> {
  return at === undefined ? {} : {at: placeOf(at)}
}

/** Without our absolute folder, which would tell a reader on another machine nothing. */
function placeOf({folder: _, ...place}: SourcePosition): Omit<SourcePosition, 'folder'> {
  return place
}
