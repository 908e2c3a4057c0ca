import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {CacheFolder} from '../cache/index.ts'
import {messageOf} from '../lib/errors.ts'
import type {Log} from '../lib/log.ts'
import {type OutputFolder, openOutputs, openTemporaryOutputs} from './outputs.ts'

/** A cache that can't be written (a read-only home) costs the next run a link, no more. */
export async function openFolder(
  key: string,
  {cache, log}: {readonly cache: CacheFolder; readonly log: Log},
): Promise<OutputFolder> {
  const root = join(cache.root, 'binaries')
  try {
    return await openOutputs(root, key)
  } catch (error) {
    log.warn(`programs are not kept between runs: ${root} can't be written (${messageOf(error)})`)
    return openTemporaryOutputs(join(tmpdir(), 'go-containerize'), key)
  }
}
