import {resolve} from 'node:path'
import {formatPlan, planJson} from '../report/index.ts'
import {parseRequest} from '../request/index.ts'
import type {RunCommand} from './call.ts'
import {contextOf, printJson} from './context.ts'

export const runPlan: RunCommand = async ({session, raw, args: [dir = '.'], json, log}) => {
  const request = parseRequest(raw, {dir: resolve(session.cwd, dir), cwd: session.cwd})
  const {plan} = await import('../pipeline.ts')
  const planned = await plan(contextOf({session, log}, request))
  if (json) printJson(session, planJson(planned))
  else session.stdout.write(`${formatPlan(planned)}\n`)
}
