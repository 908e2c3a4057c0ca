import {resolve} from 'node:path'
import type {RunCommand} from './call.ts'
import {contextOf, printJson, requestOf} from './context.ts'

export const runPush: RunCommand = async call => {
  const {
    session,
    json,
    args: [layout = '.'],
  } = call
  const request = requestOf(call)
  const {pushLayout} = await import('../pipeline.ts')
  const report = await pushLayout(contextOf(call, {request, problems: []}), resolve(session.cwd, layout))
  if (json) printJson(session, report)
  else for (const {name, digest} of report.images) session.stdout.write(`${name}@${digest}\n`)
}
