import {type CacheFolder, cacheRoot, prepareCacheFolder} from '../cache/index.ts'
import type {EntryPlace} from '../ci-cache/index.ts'
import type {Context} from '../context.ts'
import {forMany} from '../lib/signals.ts'
import {findModuleKeys, type ModuleKeys} from './cache-keys.ts'
import {type CacheSession, createCacheSession} from './cache-session.ts'
import {type CiCaches, openCiCaches} from './ci-caches.ts'
import type {Surroundings} from './look-around.ts'

/** The caches of a run on this machine: the project's own folder, and in CI Go's. */
export interface RunCaches {
  readonly cache: CacheFolder
  /** Undefined on the command line. */
  readonly ci:
    | {
        readonly caches: CiCaches
        readonly modules: ModuleKeys
        readonly session: CacheSession
        readonly place: EntryPlace
      }
    | undefined
  /** To be called when the run is over, however it ended: leaves to the post step what it can still do. */
  close(): void
}

export async function openRunCaches(context: Context, surroundings: Surroundings): Promise<RunCaches> {
  const caches = await openCiCaches(context, surroundings)
  const cache = await prepareCacheFolder(caches?.outputsRoot ?? cacheRoot(context.env))
  if (!caches) return {cache, ci: undefined, close: () => context.leave({folders: [], saves: []})}
  const modules = await findModuleKeys(context)
  const over = new AbortController()
  const place = {...caches.place, signal: forMany(AbortSignal.any([context.signal, over.signal]))}
  const session = createCacheSession(context, {...caches, place}, modules)
  const close = () => {
    context.leave({folders: caches.fresh === undefined ? [] : [caches.fresh], saves: session.left()})
    over.abort(new Error('the run is over'))
  }
  return {cache, ci: {caches, modules, session, place}, close}
}
