import type {UserError} from '../lib/errors.ts'
import {formatResult, type ResultContext} from '../report/index.ts'
import type {CallName, ParsedRequest, Request} from '../request/index.ts'
import {type Call, FailureWithResult, type RunCommand} from './call.ts'
import {contextOf, parsedOf, printJson} from './context.ts'

export const runBuild: RunCommand = async call => {
  const {session, log, json} = call
  const parsed = parsedOf(call, call.args[0])
  const {call: asked} = parsed.request.dockerfile
  if (asked !== 'build') return runQuestion(call, parsed, asked)
  const {build} = await import('../pipeline.ts')
  const {report, loaded} = await build(contextOf(call, parsed))
  if (json) return printJson(session, report)
  log.result(formatResult(report, closingOf(parsed.request, loaded)))
  for (const {name, digest, pushed} of report.images) if (pushed) session.stdout.write(`${name}@${digest}\n`)
}

async function runQuestion(
  {session, log, json}: Call,
  parsed: ParsedRequest,
  asked: Exclude<CallName, 'build'>,
): Promise<void> {
  const {answerCall} = await import('../pipeline-call.ts')
  const {text, json: result, failure} = await answerCall(contextOf({session, log}, parsed), asked)
  if (!json) session.stdout.write(`${text}\n`)
  if (failure) throw json ? withResult(failure, result) : failure
  if (json) printJson(session, result)
}

function withResult({message, hint, at}: UserError, result: Readonly<Record<string, unknown>>): FailureWithResult {
  return new FailureWithResult(message, {result, ...(hint !== undefined && {hint}), ...(at && {at})})
}

function closingOf({base, output}: Request, loaded: ResultContext['loaded']): ResultContext {
  return {
    loaded,
    // Blobs of a base are fetched only for those who asked for the files.
    layoutIsComplete: base === undefined || output !== undefined,
    nameInLayout: image => image.references[0] ?? image.name,
  }
}
