import {formatResult, type ResultContext} from '../report/index.ts'
import type {CallName, ParsedRequest, Request} from '../request/index.ts'
import type {Call, RunCommand} from './call.ts'
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
  const answer = await answerCall(contextOf({session, log}, parsed), asked)
  if (json) printJson(session, answer.json)
  else session.stdout.write(`${answer.text}\n`)
  if (answer.failure) throw answer.failure
}

function closingOf({base, output}: Request, loaded: ResultContext['loaded']): ResultContext {
  return {
    loaded,
    // Blobs of a base are fetched only for those who asked for the files.
    layoutIsComplete: base === undefined || output !== undefined,
    nameInLayout: image => image.references[0] ?? image.name,
  }
}
