import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {parsePlatform} from '../../src/oci/index.ts'
import {output} from './bundle.ts'
import {HOST_PLATFORM} from './image.ts'
import {TestLayout} from './layouts.ts'
import {toolPath} from './tools.ts'

/** What BuildKit's own image says that it can. https://github.com/moby/buildkit/blob/v0.34.2/frontend/dockerfile/cmd/dockerfile-frontend/Dockerfile */
const CAPABILITIES = ['inputs', 'subrequests', 'contexts'].map(name => `moby.buildkit.frontend.${name}`)

/**
 * Pushes an image for `# syntax`: BuildKit's frontend for Dockerfiles. An old one can't do all that a new one can, and
 * BuildKit goes by what the label says.
 */
export async function pushFrontend(reference: string, {lacks = []}: {readonly lacks?: readonly string[]} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'frontend-'))
  try {
    const layout = new TestLayout(folder)
    const platform = parsePlatform(HOST_PLATFORM)
    if (!platform) throw new Error(HOST_PLATFORM)
    const caps = CAPABILITIES.filter(name => !lacks.some(lacking => name.endsWith(`.${lacking}`)))
    const config = {
      Entrypoint: ['/bin/dockerfile-frontend'],
      Labels: {'moby.buildkit.frontend.network.none': 'true', 'moby.buildkit.frontend.caps': caps.join()},
    }
    const program = readFileSync(toolPath('dockerfile-frontend'))
    const image = {platform, config, layers: [{'bin/dockerfile-frontend': {executable: program}}]}
    layout.name(await layout.index([image]))
    await output(toolPath('crane'), ['push', folder, reference])
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}
