import type {Context} from '../../context.ts'
import {decideUnread, type ModeAnswer} from '../../dockerfile/index.ts'
import {UserError} from '../../lib/errors.ts'
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
  throw new UserError(`${name}: ${problem.message}`, {
    at: {file: path, line: problem.line},
    hint: 'BuildKit would refuse it too',
  })
}
