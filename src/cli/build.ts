import {formatResult, type ResultContext} from '../report/index.ts'
import type {Request} from '../request/index.ts'
import type {RunCommand} from './call.ts'
import {contextOf, parsedOf, printJson} from './context.ts'

export const runBuild: RunCommand = async call => {
  const {session, log, json} = call
  const parsed = parsedOf(call, call.args[0])
  const {build} = await import('../pipeline.ts')
  const {report, loaded} = await build(contextOf(call, parsed))
  if (json) return printJson(session, report)
  log.result(formatResult(report, closingOf(parsed.request, loaded)))
  for (const {name, digest, pushed} of report.images) if (pushed) session.stdout.write(`${name}@${digest}\n`)
}

function closingOf({base, output}: Request, loaded: ResultContext['loaded']): ResultContext {
  return {
    loaded,
    // Blobs of a base are fetched only for those who asked for the files.
    layoutIsComplete: base === undefined || output !== undefined,
    nameInLayout: image => image.references[0] ?? image.name,
  }
}
