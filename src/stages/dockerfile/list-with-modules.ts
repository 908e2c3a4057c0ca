import type {Context} from '../../context.ts'
import type {CompileFacts, ModeDecision} from '../../dockerfile/index.ts'
import type {RunGo} from '../../go/index.ts'
import {CACHE_TITLES} from '../../report/index.ts'
import type {CacheSession} from '../cache-session.ts'
import type {EarlyGo} from '../early-go.ts'
import {listCompiles} from './go-knowledge.ts'
import {canUseSources, type ModuleSources} from './module-sources.ts'

export interface ListedCompiles {
  /** For the compiles: it finds the modules that came. */
  readonly go: RunGo
  readonly compileFacts: ReadonlyMap<string, CompileFacts>
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
    const compileFacts = await list(go)
    const isWhole = decision.mode === 'replace' && decision.open.every(({id}) => compileFacts.has(id))
    if (isWhole) return {go, compileFacts, wholeModules: false}
    context.log.info('the sources of modules that were restored are not enough: now the modules come as a whole')
  }
  const modules = await session?.fetchModules()
  const listAll = () => list(early.go)
  const compileFacts =
    modules?.result === 'restored'
      ? await context.phases.time('unpack', CACHE_TITLES.modules, listAll)
      : await listAll()
  return {go: ready, compileFacts, wholeModules: true}
}
