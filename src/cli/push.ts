import {resolve} from 'node:path'
import {parseRequest} from '../request/index.ts'
import type {RunCommand} from './call.ts'
import {contextOf, printJson} from './context.ts'

export const runPush: RunCommand = async ({session, raw, args: [layout = '.'], json, log}) => {
  const request = parseRequest(raw, {dir: session.cwd, cwd: session.cwd})
  const {pushLayout} = await import('../pipeline.ts')
  const report = await pushLayout(contextOf({session, log}, request), resolve(session.cwd, layout))
  if (json) printJson(session, report)
  else for (const {name, digest} of report.images) session.stdout.write(`${name}@${digest}\n`)
}
