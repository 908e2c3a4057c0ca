import type {RunCommand} from './call.ts'
import {contextOf, parsedOf, printJson} from './context.ts'

export const runEject: RunCommand = async call => {
  const {session, json} = call
  const parsed = parsedOf(call, call.args[0])
  const {eject} = await import('../stages/eject.ts')
  const {dockerfile, context} = await eject(contextOf(call, parsed), session.cwd)
  if (json) printJson(session, {dockerfile, context})
  else session.stdout.write(dockerfile)
}
