import type {Context} from '../../context.ts'
import type {ModeDecision} from '../../dockerfile/index.ts'
import type {RunGo} from '../../go/index.ts'
import {CACHE_TITLES} from '../../report/index.ts'
import type {CacheSession} from '../cache-session.ts'
import type {EarlyGo} from '../early-go.ts'
import {type CompilesKnown, listCompiles} from './go-knowledge.ts'
import {canUseSources, type ModuleSources} from './module-sources.ts'

export interface ListedCompiles extends CompilesKnown {
  /** For the compiles: it finds the modules that came. */
  readonly go: RunGo
  /** Were the modules needed as a whole? */
  readonly wholeModules: boolean
}

export interface ListWithModules {
  readonly context: Pick<Context, 'signal' | 'log' | 'phases'>
  /** Absolute: the build's context. */
  readonly root: string
  readonly decision: ModeDecision
  readonly ready: RunGo
  readonly early: EarlyGo
  readonly session: CacheSession | undefined
  readonly sources: ModuleSources | undefined
}

/** Asks go what the compiles read as soon as modules are here: their sources alone, else all of them, unpacked on the way. */
export async function listWithModules(options: ListWithModules): Promise<ListedCompiles> {
  const {context, root, decision, ready, early, session, sources} = options
  const list = (go: RunGo) => listCompiles(context, go, root, decision)
  const reading = canUseSources(decision) ? await sources?.go : undefined
  if (reading) {
    const go = reading(ready)
    const {compileFacts, unlisted} = await list(go)
    // Only some of the modules' sources are here: that go fails says nothing yet.
    if (unlisted.size === 0) return {go, compileFacts, unlisted, wholeModules: false}
    context.log.info('the sources of modules that were restored are not enough: now the modules come as a whole')
  }
  const modules = await session?.fetchModules()
  const listAll = () => list(early.go)
  const listed =
    modules?.result === 'restored'
      ? await context.phases.time('unpack', CACHE_TITLES.modules, listAll)
      : await listAll()
  return {go: ready, ...listed, wholeModules: true}
}
