import type {Environment} from '../../lib/exec.ts'
import {silentLog} from '../../lib/log.ts'
import {type Outline, parseOutline, parseTargets, type Target} from './answers.ts'
import {type BuildCommand, checkingCommand, commonArguments, type QuestionTask} from './arguments.ts'
import {type Buildx, isAtLeast} from './buildx.ts'
import {buildFailure, lacksNamedContexts, type SourceOfLines} from './failure.ts'
import {followProgress} from './progress.ts'
import {variablesFor} from './variables.ts'

export type QuestionName = 'targets' | 'outline' | 'check'

export interface Question {
  readonly buildx: Buildx
  readonly task: QuestionTask
  readonly source: SourceOfLines
  readonly env: Environment
}

/**
 * All stages. Rejects also where something else that the build is asked with is wrong. Undefined where buildx or the
 * Dockerfile's frontend is too old to answer.
 */
export async function askTargets(question: Question): Promise<readonly Target[] | undefined> {
  const value = await ask('targets', question, checkingCommand(ofOnePlatform(question)))
  return value === undefined ? undefined : parseTargets(value)
}

/** What the target takes: ARGs, secrets, SSH agents, cache mounts. Undefined as above. */
export async function askOutline(question: Question): Promise<Outline | undefined> {
  const value = await askBuildKit('outline', question)
  return value === undefined ? undefined : parseOutline(value)
}

/** https://github.com/docker/buildx/releases/tag/v0.15.0 */
const FIRST_WITH_CALL = [0, 15] as const
const TOO_OLD = /unsupported request|unsupported frontend capability|does not support|unknown flag: --call/

/** The answer as buildx gives it. Checks that end with an error are an answer too. Undefined as above. */
export async function askBuildKit(call: QuestionName, question: Question): Promise<unknown> {
  return ask(call, question, {args: commonArguments(ofOnePlatform(question)), env: {}})
}

/** The answer is one platform's, and Docker's own builder refuses to hear of several. */
function ofOnePlatform({task}: Question): QuestionTask {
  return {...task, platforms: task.platforms.slice(0, 1)}
}

async function ask(call: QuestionName, {buildx, task, source, env}: Question, command: BuildCommand): Promise<unknown> {
  if (!isAtLeast(buildx, FIRST_WITH_CALL)) return undefined
  const progress = followProgress(silentLog)
  const args = [...command.args, `--call=${call},format=json`, '--progress=rawjson', '--', task.context]
  const result = await buildx.run(args, {
    cwd: task.request.cwd,
    env: {...variablesFor(task.request, env), ...command.env},
    onStderrLine: progress.line,
  })
  // Checks that found something end with 1, and their answer is there.
  const answer = parseAnswer(result.stdout)
  if (answer !== undefined) return answer
  const failure = buildFailure({result, progress, file: task.file, builder: task.builder.name, source})
  // That it takes none of our contexts is no lack of answers.
  if (TOO_OLD.test(progress.said()) && !lacksNamedContexts(failure)) return undefined
  throw failure
}

function parseAnswer(stdout: string): unknown {
  try {
    return JSON.parse(stdout)
  } catch {
    return undefined
  }
}
