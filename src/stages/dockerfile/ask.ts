import type {Context} from '../../context.ts'
import {buildkit} from '../../engine/index.ts'
import {UserError} from '../../lib/errors.ts'
import {isRecord} from '../../lib/json.ts'
import {formatChecks, formatOutline, formatTargets} from '../../report/index.ts'
import type {ReadyBuilder} from '../ready-builder.ts'
import type {FoundDockerfile} from './find.ts'

/** What BuildKit says of a Dockerfile. */
export interface CallAnswer {
  /** The document that buildx prints for `format=json`. */
  readonly json: Readonly<Record<string, unknown>>
  readonly text: string
  /** The checks found something. */
  readonly failure: UserError | undefined
}

/** Asks what `call` says. What the checks find is said in the log, at its lines. */
export async function askDockerfile(
  {request, env, log}: Context,
  found: FoundDockerfile,
  {buildx, chosen}: ReadyBuilder,
  call: buildkit.QuestionName,
): Promise<CallAnswer> {
  const source = {path: found.path, lineOf: (line: number) => line}
  const task: buildkit.QuestionTask = {
    request: request.dockerfile,
    builder: chosen.builder,
    file: found.path,
    context: found.context,
    contexts: {},
    platforms: request.platforms,
  }
  const json = await buildkit.askBuildKit(call, {buildx, task, source, env})
  if (!isRecord(json)) throw tooOld(call, buildx)
  if (call === 'targets') return {json, text: formatTargets(buildkit.parseTargets(json)), failure: undefined}
  if (call === 'outline') return {json, text: formatOutline(buildkit.parseOutline(json)), failure: undefined}
  const checks = buildkit.parseChecks(json)
  for (const warning of buildkit.checkAnnotations(checks.warnings, source)) log.warn(warning)
  return {json, text: formatChecks(checks), failure: failureOf(checks, found)}
}

/** As with buildx every warning makes the call fail. https://docs.docker.com/reference/cli/docker/buildx/build/#call */
function failureOf(checks: buildkit.Checks, {path, name}: FoundDockerfile): UserError | undefined {
  const {warnings, error} = checks
  if (error) {
    const at = {file: path, ...(error.line === undefined ? {} : {line: error.line})}
    return new UserError(`BuildKit's checks of ${name}: ${error.message}`, {at})
  }
  if (warnings.length === 0) return undefined
  const hint = 'correct it, or name rules to leave out in a first line such as `# check=skip=StageNameCasing`'
  return new UserError(`${name}: ${formatChecks(checks)}`, {hint})
}

function tooOld(call: string, {name, version = 'without a version'}: buildkit.Buildx): UserError {
  return new UserError(
    `call: ${call} got no answer: ${name} ${version}, or the Dockerfile's frontend, is too old for it`,
    {
      hint: 'buildx 0.15 and docker/dockerfile 1.8 have all calls: update buildx, or let `# syntax` name docker/dockerfile:1',
    },
  )
}
