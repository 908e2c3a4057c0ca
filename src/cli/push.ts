import {resolve} from 'node:path'
import type {Command} from 'commander'
import {parseRequest} from '../request/index.ts'
import {addFlags, readFlags} from './flags.ts'
import {contextOf, isSet, printJson, type Session, verbosityOf, withLog} from './session.ts'

const EXAMPLES = `
Examples:
  $ go-containerize build --output out/image && go-containerize push out/image --image ghcr.io/acme/shop --tag v1.4.2
      Build now, publish exactly those bytes later.
  $ go-containerize push out/image --tag ghcr.io/acme/shop:v1.4.2 --tag registry.example.com/shop:v1.4.2
      Into two registries.`

const NAMES = new Set(['image', 'tags'])

export function addPush(program: Command, session: Session): void {
  const command = program
    .command('push')
    .argument('<LAYOUT>', 'folder of an OCI layout, as build --output writes it')
    .summary('publish a layout that build has made')
    .description('Publishes the images of an OCI layout as they are: same bytes, same digests.')
    .addHelpText('after', EXAMPLES)
    .action((layout: string) => runPush(session, command, layout))
  addFlags(command, ({name, group}) => NAMES.has(name) || group === 'registry' || group === 'report')
}

async function runPush(session: Session, command: Command, layout: string): Promise<void> {
  const raw = readFlags(command, session.env)
  await withLog(session, verbosityOf(raw), async log => {
    const request = parseRequest(
      {...raw, values: {...raw.values, push: ['true']}},
      {dir: session.cwd, cwd: session.cwd},
    )
    const {pushLayout} = await import('../pipeline.ts')
    const report = await pushLayout(contextOf(session, request, log), resolve(session.cwd, layout))
    if (isSet(raw, 'json')) printJson(session, report)
    else for (const {name, digest} of report.images) session.stdout.write(`${name}@${digest}\n`)
  })
}
