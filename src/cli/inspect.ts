import type {Log} from '../lib/log.ts'
import {type InspectedPlatform, type Inspection, inspectImage} from '../oci/index.ts'
import {formatBytes} from '../report/index.ts'
import {parseRequest, type Request} from '../request/index.ts'
import type {RunCommand, Session} from './call.ts'
import {printJson} from './context.ts'
import {layoutPathOf, layoutSubjects, referenceOf, registrySubject} from './inspect-sources.ts'
import {createRegistryFor} from './registry.ts'

export const runInspect: RunCommand = async ({session, raw, args: [text = ''], json, log}) => {
  const request = parseRequest(raw, {dir: session.cwd, cwd: session.cwd})
  const images = await inspectAll(session, request, log, text)
  if (json) printJson(session, {subject: text, images})
  else session.stdout.write(`${images.map(formatInspection).join('\n\n')}\n`)
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
