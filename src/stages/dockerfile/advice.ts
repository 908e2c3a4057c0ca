import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Context} from '../../context.ts'
import {type AdviceFacts, adviseDockerfile, type Dockerfile} from '../../dockerfile/index.ts'
import {exists} from '../../lib/files.ts'
import {buildArgsOf, contextNames, hostPlatform} from './decide-mode.ts'
import type {DockerfileReady} from './ready.ts'

/** Says what a Go programmer would write differently, at its line, unless it is not wanted. */
export async function advise(
  context: Context,
  {found, imports}: Pick<DockerfileReady, 'found' | 'imports'>,
): Promise<void> {
  const {request, log} = context
  if (!request.dockerfile.advice || !found.dockerfile) return
  const known: AdviceFacts = {
    platforms: request.platforms,
    buildPlatform: hostPlatform(),
    buildArgs: buildArgsOf(context),
    target: request.dockerfile.target,
    contexts: contextNames(request.dockerfile),
    module: await moduleFacts(found.context),
  }
  const facts = dependsOnImports(found.dockerfile, known) ? {...known, ...(await imports())} : known
  for (const {rule, firstLine, message, changes} of adviseDockerfile(found.dockerfile, facts)) {
    const write = changes.map(({text}) => text).filter(text => text !== '')
    const instead = write.length > 0 ? `\nwrite: ${write.join('\n')}` : ''
    log.warn({
      message: `${message} (advice ${rule}; advice: off silences it)${instead}`,
      at: {file: found.path, line: firstLine},
    })
  }
}

/** Go takes its time to answer: it is only asked where the answer could be advice. */
function dependsOnImports(dockerfile: Dockerfile, facts: AdviceFacts): boolean {
  const imports = new Set(['net', 'net/http', 'crypto/tls'])
  return adviseDockerfile(dockerfile, {...facts, imports}).length > adviseDockerfile(dockerfile, facts).length
}

/** Of the go.mod at the context's root; undefined where it isn't there. */
async function moduleFacts(context: string): Promise<AdviceFacts['module']> {
  const text = await readFile(join(context, 'go.mod'), 'utf8').catch(() => undefined)
  const goVersion = text === undefined ? undefined : /^go[ \t]+(\S+)/m.exec(text)?.[1]
  if (text === undefined || goVersion === undefined) return undefined
  const [hasSum, hasWork] = await Promise.all([exists(join(context, 'go.sum')), exists(join(context, 'go.work'))])
  return {goVersion, hasSum, needsOtherFolders: hasWork || /=>[ \t]+\.{1,2}\//.test(text)}
}
