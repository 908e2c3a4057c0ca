import type {Command} from 'commander'
import type {Log} from '../lib/log.ts'
import {type InspectedPlatform, type Inspection, inspectImage} from '../oci/index.ts'
import {formatBytes} from '../report/index.ts'
import {parseRequest, type Request} from '../request/index.ts'
import {addFlags, readFlags} from './flags.ts'
import {layoutPathOf, layoutSubjects, referenceOf, registrySubject} from './inspect-sources.ts'
import {createRegistryFor} from './registry.ts'
import {isSet, printJson, type Session, verbosityOf, withLog} from './session.ts'

const EXAMPLES = `
Examples:
  $ go-containerize inspect ghcr.io/acme/shop:v1.4.2
  $ go-containerize inspect out/image --json`

export function addInspect(program: Command, session: Session): void {
  const command = program
    .command('inspect')
    .argument('<REF|LAYOUT>', 'an image in a registry, or the folder of an OCI layout')
    .summary('say what an image holds: platforms, digests, sizes, layers, what it runs')
    .description('Shows an image without fetching its layers.')
    .addHelpText('after', EXAMPLES)
    .action((subject: string) => runInspect(session, command, subject))
  addFlags(command, ({group}) => group === 'registry' || group === 'report')
}

async function runInspect(session: Session, command: Command, text: string): Promise<void> {
  const raw = readFlags(command, session.env)
  await withLog(session, verbosityOf(raw), async log => {
    const request = parseRequest(raw, {dir: session.cwd, cwd: session.cwd})
    const images = await inspectAll(session, request, log, text)
    if (isSet(raw, 'json')) printJson(session, {subject: text, images})
    else session.stdout.write(`${images.map(formatInspection).join('\n\n')}\n`)
  })
}

async function inspectAll(session: Session, request: Request, log: Log, text: string): Promise<readonly Inspection[]> {
  const path = await layoutPathOf(text, session.cwd)
  if (path !== undefined) return Promise.all((await layoutSubjects(path)).map(inspectImage))
  const reference = referenceOf(text)
  const registry = await createRegistryFor(session, request, reference.registry, log)
  try {
    return [await inspectImage(await registrySubject(registry, reference))]
  } finally {
    registry.close()
  }
}

export function formatInspection({name, digest, mediaType, platforms}: Inspection): string {
  return [name, `  digest  ${digest}`, `  type    ${mediaType}`, ...platforms.flatMap(platformLines)].join('\n')
}

function platformLines({platform, digest, size, layers, config}: InspectedPlatform): readonly string[] {
  const said = Object.entries(config ?? {})
  return [
    `  ${platform}  ${formatBytes(size)}`,
    `    digest  ${digest}`,
    ...layers.map(layer => `    layer   ${layer.digest}  ${formatBytes(layer.size)}`),
    // JSON is unambiguous for words with blanks, and keeps control characters of a stranger's image off the terminal.
    ...said.map(([key, value]) => `    ${key}  ${JSON.stringify(value)}`),
  ]
}
