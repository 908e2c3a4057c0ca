import {stripVTControlCharacters} from 'node:util'
import {type InspectedPlatform, type Inspection, inspectImage} from '../oci/index.ts'
import {formatBytes} from '../report/index.ts'
import type {Request} from '../request/index.ts'
import type {Call, RunCommand} from './call.ts'
import {printJson, requestOf} from './context.ts'
import {layoutPathOf, layoutSubjects, registrySubject} from './inspect-sources.ts'
import {createRegistryFor, referenceOf} from './registry.ts'

export const runInspect: RunCommand = async call => {
  const {
    session,
    json,
    args: [text = ''],
  } = call
  const images = await inspectAll(call, requestOf(call), text)
  if (json) printJson(session, {subject: text, images})
  else session.stdout.write(`${images.map(formatInspection).join('\n\n')}\n`)
}

async function inspectAll({session, log}: Call, request: Request, text: string): Promise<readonly Inspection[]> {
  const path = await layoutPathOf(text, session.cwd)
  if (path !== undefined) return Promise.all((await layoutSubjects(path)).map(inspectImage))
  const reference = referenceOf(text, 'REF|LAYOUT')
  const registry = await createRegistryFor(session, request, reference.registry, log)
  try {
    return [await inspectImage(await registrySubject(registry, reference))]
  } finally {
    registry.close()
  }
}

function formatInspection({name, digest, mediaType, platforms}: Inspection): string {
  const lines = [name, `  digest  ${digest}`, `  type    ${mediaType}`, ...platforms.flatMap(platformLines)]
  // A stranger's image may hold what a terminal obeys.
  return lines.map(stripVTControlCharacters).join('\n')
}

function platformLines({platform, digest, size, layers, config}: InspectedPlatform): readonly string[] {
  const said = Object.entries(config ?? {})
  return [
    `  ${platform}  ${formatBytes(size)}`,
    `    digest  ${digest}`,
    ...layers.map(layer => `    layer   ${layer.digest}  ${formatBytes(layer.size)}`),
    // JSON tells words with blanks apart.
    ...said.map(([key, value]) => `    ${key}  ${JSON.stringify(value)}`),
  ]
}
