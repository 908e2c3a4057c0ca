import type {Context} from './context.ts'
import type {buildkit} from './engine/index.ts'
import {RequestError} from './lib/errors.ts'
import {decideEngine} from './plan/index.ts'
import {builderLogins} from './stages/builder-logins.ts'
import {withTold} from './stages/decide.ts'
import {askDockerfile, type CallAnswer} from './stages/dockerfile/ask.ts'
import {wrongTarget} from './stages/dockerfile/first-question.ts'
import {lookAround} from './stages/look-around.ts'
import {openRegistry} from './stages/open-registry.ts'
import {type StartedBuilder, startBuilder} from './stages/ready-builder.ts'

/** The road of `call`: asks BuildKit about the Dockerfile. Nothing is compiled, built or pushed. */
export async function answerCall(context: Context, call: buildkit.QuestionName): Promise<CallAnswer> {
  const {request, problems: told} = context
  const {dockerfile: found} = await withTold(told, lookAround(context))
  const {problems: unused} = decideEngine(request, found?.name)
  const problems = [...told, ...unused, ...(found ? wrongTarget(context, found) : [])]
  if (problems.length > 0 || !found) throw new RequestError(problems)
  const registry = openRegistry(context, []) // for its logins alone
  let builder: StartedBuilder | undefined
  try {
    const {credentials} = registry
    const logins = await builderLogins(context, {found, own: request.registry.logins, credentials})
    builder = startBuilder(context, {asksOnly: true, logins})
    return await askDockerfile(context, found, await builder.ready, call)
  } finally {
    registry.close()
    await builder?.close()
  }
}
