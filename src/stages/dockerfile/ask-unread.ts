import type {Context} from '../../context.ts'
import {decideUnread, KEYWORDS, type ModeAnswer, parseErrorText} from '../../dockerfile/index.ts'
import {RequestError} from '../../lib/errors.ts'
import {closest} from '../../request/index.ts'
import {buildArgsOf} from './decide-mode.ts'
import type {FoundDockerfile} from './find.ts'

/** What becomes of a Dockerfile that can't be read here; rejected in BuildKit's own words where it could not either. */
export function askUnread(context: Pick<Context, 'request' | 'env'>, found: FoundDockerfile): ModeAnswer {
  const {path, name, source, problem} = found
  if (!problem) throw new Error(`${name} can be read`)
  const {mode: requested, buildCommand} = context.request.dockerfile
  const buildArgs = buildArgsOf(context)
  const answer = decideUnread({path: name, source, problem, requested, buildCommand, buildArgs})
  if (answer) return answer
  const message = `${parseErrorText(source, problem)}${meant(problem.message)}`
  const at = {file: path, line: problem.line}
  throw new RequestError([{subject: name, message, hint: 'correct that line of the Dockerfile'}], at)
}

/** As BuildKit guesses too. */
function meant(message: string): string {
  const [, word] = /^unknown instruction: (\S+)$/.exec(message) ?? []
  const found = word && closest(word, KEYWORDS)
  const keyword = word === word?.toLowerCase() ? found?.toLowerCase() : found
  return keyword ? ` (did you mean ${keyword}?)` : ''
}
