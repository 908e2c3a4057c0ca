import type {Context} from '../../context.ts'
import type {CompileFacts, ModeDecision, UnlistedCompile} from '../../dockerfile/index.ts'
import {type CacheKeysOfRun, keysOf} from '../cache-keys.ts'
import {cacheEnv} from '../ci-caches.ts'
import {earlyGo} from '../early-go.ts'
import type {Surroundings} from '../look-around.ts'
import {prepareGo} from '../prepare-go.ts'
import type {RunCaches} from '../run-caches.ts'
import {askMode, decided} from './decide-mode.ts'
import type {FirstAnswer} from './first-question.ts'
import {listWithModules} from './list-with-modules.ts'
import type {ModuleSources} from './module-sources.ts'
import {lookAtStageGo, type StageGo} from './prepare-stage-go.ts'
import {compiledBy} from './stage-keys.ts'
import {mainFacts} from './work-tree.ts'

export interface GoAnswer {
  readonly decision: ModeDecision
  readonly stageGo: StageGo
  readonly compileFacts: ReadonlyMap<string, CompileFacts>
  /** Undefined on the command line. */
  readonly keys: CacheKeysOfRun | undefined
  /** Were the modules needed as a whole? */
  readonly wholeModules: boolean
}

export interface GoQuestion extends Pick<FirstAnswer, 'found'> {
  readonly question: NonNullable<FirstAnswer['question']>
  readonly ci: RunCaches['ci']
  readonly sources: ModuleSources | undefined
}

/** Decides with what Go says of the repository; the caches start to come as soon as it is known which. */
export async function askGo(
  context: Context,
  surroundings: Surroundings,
  {found, question, ci, sources}: GoQuestion,
): Promise<GoAnswer> {
  const prepared = await prepareGo(context, surroundings, cacheEnv(ci?.caches))
  const early = earlyGo(context, prepared.go, ci?.caches.policy)
  const looked = await lookAtStageGo(context, {...prepared, go: early.offline})
  const mains = mainFacts(looked.mains, found.context)
  const next = decided(await askMode(question, {mains, compileFacts: new Map()}))
  const keys = ci && (await keysOf(context, ci, compiledBy(context, surroundings, next, looked, found)))
  if (keys) ci.session.restore(keys)
  // What a compile reads go can tell when the modules are there, while the build cache comes.
  const {go, compileFacts, unlisted, wholeModules} = await listWithModules({
    context,
    root: found.context,
    decision: next,
    ready: prepared.go,
    early,
    session: ci?.session,
    sources,
  })
  const known = new Map<string, CompileFacts | UnlistedCompile>([...compileFacts, ...unlisted])
  const decision = decided(await askMode(question, {mains, compileFacts: known}))
  return {decision, stageGo: {...looked, go}, compileFacts, keys, wholeModules}
}
