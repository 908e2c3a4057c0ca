import {formatPlan, planJson} from '../report/index.ts'
import type {RunCommand} from './call.ts'
import {contextOf, parsedOf, printJson} from './context.ts'

export const runPlan: RunCommand = async call => {
  const {session, json} = call
  const parsed = parsedOf(call, call.args[0])
  const {plan} = await import('../pipeline.ts')
  const planned = await plan(contextOf(call, parsed))
  if (json) printJson(session, planJson(planned))
  else session.stdout.write(`${formatPlan(planned)}\n`)
}
