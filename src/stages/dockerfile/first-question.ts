import type {Context} from '../../context.ts'
import {type MainFact, type ModeAnswer, targetProblems} from '../../dockerfile/index.ts'
import {type Problem, RequestError} from '../../lib/errors.ts'
import type {FirstLook} from '../look-around.ts'
import {askUnread} from './ask-unread.ts'
import {askMode, buildArgsOf, type ModeQuestion} from './decide-mode.ts'
import type {FoundDockerfile} from './find.ts'
import {guessMains} from './guess-mains.ts'
import {openWorkTree} from './work-tree.ts'

/** What the rules say before a Go was asked. */
export interface FirstAnswer {
  readonly found: FoundDockerfile
  readonly first: ModeAnswer
  /** To be asked again when more is known; undefined of a file that only BuildKit's frontend can read. */
  readonly question: (ModeQuestion & {readonly found: FoundDockerfile}) | undefined
  /** A guess, by the names of files. */
  readonly mains: readonly MainFact[]
}

/** Rejects with the request's mistakes, and with what BuildKit would refuse. */
export async function askFirst(
  outer: Context,
  {dockerfile: found, trigger}: Pick<FirstLook, 'dockerfile' | 'trigger'>,
): Promise<FirstAnswer> {
  const context = withoutForeignCommand(outer, trigger)
  if (!found) throw new Error('there is no Dockerfile')
  const dockerfile = found.dockerfile ?? askUnread(context, found)
  const problems = [...context.problems, ...wrongTarget(context, found)]
  if (problems.length > 0) throw new RequestError(problems)
  if ('problems' in dockerfile) return {found, question: undefined, first: dockerfile, mains: []}
  const tree = await openWorkTree(context, found)
  const question = {context, dockerfile, tree, found}
  const mains = await guessMains(found.context, tree.facts([]).tracked)
  return {found, question, mains, first: await askMode(question, {mains, compileFacts: new Map()})}
}

/** What BuildKit would refuse when Go and caches are there already. */
export function wrongTarget(
  context: Pick<Context, 'request' | 'env'>,
  {dockerfile}: Pick<FoundDockerfile, 'dockerfile'>,
): readonly Problem[] {
  return dockerfile ? targetProblems(dockerfile, context.request.dockerfile.target, buildArgsOf(context)) : []
}

/** A stranger's pull request may change what the command runs, and it would run with this job's rights. */
function withoutForeignCommand(context: Context, {trust}: FirstLook['trigger']): Context {
  const {request, log} = context
  if (request.dockerfile.buildCommand === undefined || trust.trusted) return context
  log.info(`build-command is not run: ${trust.reason}`)
  const {buildCommand: _, ...dockerfile} = request.dockerfile
  return {...context, request: {...request, dockerfile}}
}
