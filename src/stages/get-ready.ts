import type {CacheFolder} from '../cache/index.ts'
import type {Context} from '../context.ts'
import {unpackModules} from '../go/index.ts'
import {RequestError} from '../lib/errors.ts'
import type {CacheSession} from './cache-session.ts'
import {cacheEnv} from './ci-caches.ts'
import {type Decided, decide} from './decide.ts'
import type {Discovered} from './discover.ts'
import {earlyGo} from './early-go.ts'
import type {Surroundings} from './look-around.ts'
import {prepareGo} from './prepare-go.ts'
import {openRunCaches} from './run-caches.ts'

export interface Ready extends Omit<Decided, 'keys'> {
  /** For the report. */
  readonly go: {readonly version: string; readonly source: string}
  /** The project's own folder: the machine's, or one of this run alone. */
  readonly cache: CacheFolder
  readonly caches: CacheSession | undefined
  /** To be called when the run is over, however it ended: leaves to the post step what it can still do. */
  close(): void
}

/**
 * From a request to a plan: the right Go and the caches in CI come first, side by side. Bad input is told before anything
 * is fetched.
 */
export async function getReady(context: Context, surroundings: Surroundings): Promise<Ready> {
  const {problems} = context
  if (problems.length > 0 && surroundings.goPlan.choice.kind !== 'use') throw new RequestError(problems)
  const {cache, ci, close} = await openRunCaches(context, surroundings)
  try {
    void ci?.session.fetchModules()
    const prepared = await prepareGo(context, surroundings, cacheEnv(ci?.caches))
    const early = earlyGo(context, prepared.go, ci?.caches.policy)
    const {found: listed, plan, keys} = await decide(context, surroundings, {...prepared, go: early.offline}, ci)
    const found = {...listed, go: prepared.go}
    if (keys) ci?.session.restore(keys, () => unpack({...context, ...ci.place}, {...found, go: early.go}))
    const {source} = prepared.toolchain
    return {found, plan, go: {version: found.goFacts.version, source}, cache, caches: ci?.session, close}
  } catch (error) {
    close()
    throw error
  }
}

function unpack({request, signal}: Context, {go, mains, flags}: Discovered): Promise<void> {
  const {platforms, compile} = request
  return unpackModules({go, mains, flags, platforms, cgo: compile.cgo, signal})
}
