import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {output} from './bundle.ts'
import {toolPath} from './tools.ts'

export interface Builder {
  readonly name: string
  /** For stand-alone `buildx` and whatever calls it: PATH, and a BUILDX_CONFIG where this builder is the current one. */
  readonly env: Readonly<Record<string, string | undefined>>
  stop(): void
}

export interface BuilderNode {
  /** A daemon's. */
  readonly address: string
  /** `linux/arm64`: what this node builds before all others; default: what it can. */
  readonly platforms?: readonly string[]
}

/** A builder of the `remote` driver over one or several daemons, known only to its own BUILDX_CONFIG. */
export async function createBuilder(nodes: readonly BuilderNode[], name = 'test'): Promise<Builder> {
  const folder = mkdtempSync(join(tmpdir(), 'buildx-'))
  const stop = () => rmSync(folder, {recursive: true, force: true, maxRetries: 3})
  const PATH = `${dirname(toolPath('buildx'))}:${process.env.PATH}`
  const env = {...process.env, PATH, BUILDX_CONFIG: folder, BUILDX_BUILDER: undefined}
  try {
    for (const [at, {address, platforms = []}] of nodes.entries()) {
      const place = at === 0 ? [] : ['--append']
      const prefers = platforms.length === 0 ? [] : ['--platform', platforms.join(',')]
      const args = [
        'create',
        '--use',
        '--driver',
        'remote',
        '--name',
        name,
        '--node',
        `${name}${at}`,
        ...place,
        ...prefers,
      ]
      await output('buildx', [...args, address], {env})
    }
  } catch (error) {
    stop()
    throw error
  }
  return {name, env, stop}
}
