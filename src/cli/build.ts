import {resolve} from 'node:path'
import {formatResult, type ResultContext} from '../report/index.ts'
import {parseRequest, type Request} from '../request/index.ts'
import type {RunCommand} from './call.ts'
import {contextOf, printJson} from './context.ts'

export const runBuild: RunCommand = async ({session, raw, args: [dir = '.'], json, log}) => {
  const request = parseRequest(raw, {dir: resolve(session.cwd, dir), cwd: session.cwd})
  const {build} = await import('../pipeline.ts')
  const {report, loaded} = await build(contextOf({session, log}, request))
  if (json) return printJson(session, report)
  log.result(formatResult(report, closingOf(request, loaded)))
  for (const {name, digest, pushed} of report.images) if (pushed) session.stdout.write(`${name}@${digest}\n`)
}

function closingOf({base, load, output}: Request, loaded: ResultContext['loaded']): ResultContext {
  return {
    ...(loaded === undefined ? {} : {loaded}),
    // Blobs of a base are fetched only for those who asked for the files.
    layoutIsComplete: base === undefined || load || output !== undefined,
    nameInLayout: image => image.references[0] ?? image.name,
  }
}
