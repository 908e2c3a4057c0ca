import {resolve} from 'node:path'
import type {Command} from 'commander'
import {formatPlan, planJson} from '../report/index.ts'
import {parseRequest} from '../request/index.ts'
import {addFlags, readFlags} from './flags.ts'
import {contextOf, isSet, printJson, type Session, verbosityOf, withLog} from './session.ts'

const EXAMPLES = `
Examples:
  $ go-containerize plan
      What would be built here, with the reason of every choice.
  $ go-containerize plan --image ghcr.io/acme/shop --push --json
      The same as one JSON document.`

export function addPlan(program: Command, session: Session): void {
  const command = program
    .command('plan')
    .argument('[DIR]', 'folder of the Go module or workspace', '.')
    .summary('say what build would do, and why')
    .description('Decides everything that build decides and does nothing: no network, no compile, no files.')
    .addHelpText('after', EXAMPLES)
    .action((dir: string) => runPlan(session, command, dir))
  addFlags(command, () => true)
}

async function runPlan(session: Session, command: Command, dir: string): Promise<void> {
  const raw = readFlags(command, session.env)
  await withLog(session, verbosityOf(raw), async log => {
    const request = parseRequest(raw, {dir: resolve(session.cwd, dir), cwd: session.cwd})
    const {plan} = await import('../pipeline.ts')
    const planned = await plan(contextOf(session, request, log))
    if (isSet(raw, 'json')) printJson(session, planJson(planned))
    else session.stdout.write(`${formatPlan(planned)}\n`)
  })
}
