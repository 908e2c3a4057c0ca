import {createHash, randomUUID} from 'node:crypto'
import {join} from 'node:path'
import {type CacheFolder, tryLock} from '../cache/index.ts'
import type {Context} from '../context.ts'

export interface LayoutPlace {
  readonly path: string
  /** To be called when the run needs the layout no longer. */
  release(): Promise<void>
}

/**
 * Where the layout goes when the user names no folder: in the action the job's own temporary folder, on a laptop one
 * folder for each project in our cache, replaced by the next build. A second build of the project at the same time, or
 * another step of the job, gets a place of its own, because each still pushes from its layout.
 */
export async function claimLayout(
  {request, door, env}: Pick<Context, 'request' | 'door' | 'env'>,
  cache: CacheFolder,
): Promise<LayoutPlace> {
  if (request.output !== undefined) return {path: request.output, release: async () => {}}
  const name = createHash('sha256')
    .update(JSON.stringify([request.dir, env.GITHUB_ACTION]))
    .digest('hex')
    .slice(0, 16)
  const parent = door === 'action' && env.RUNNER_TEMP ? join(env.RUNNER_TEMP, 'go-containerize') : cache.root
  const path = join(parent, 'layouts', name)
  const lock = await tryLock(`${path}.lock`)
  return lock ? {path, release: () => lock.release()} : {path: `${path}-${randomUUID()}`, release: async () => {}}
}
