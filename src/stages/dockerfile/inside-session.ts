import {randomUUID} from 'node:crypto'
import {mkdir} from 'node:fs/promises'
import {join} from 'node:path'
import {
  type CachesReport,
  nextBuildArchive,
  nextModulesArchive,
  type RestoreReport,
  restoreArchive,
  type SaveDecision,
  type SaveReport,
  saveArchive,
  shouldSaveBuild,
  shouldSaveModules,
  type Taken,
  usedEntries,
} from '../../ci-cache/index.ts'
import type {Context} from '../../context.ts'
import {type CacheKind, RESTORED_AT} from '../../dockerfile/index.ts'
import {exists, removeTree} from '../../lib/files.ts'
import {forMany} from '../../lib/signals.ts'
import {CACHE_TITLES, sayRestored, saySaved} from '../../report/index.ts'
import {entryPlace} from '../ci-caches.ts'
import {type InsideCaches, LINKED_BY_DOCKERFILE} from './plan-inside.ts'

/** Go's caches on their way into a builder and back. */
export interface InsideSession extends InsideCaches {
  /** Absolute: the context of the helper stages, with the archives in it once they have arrived. */
  readonly folder: string
  /** The service's trouble is a warning. */
  arrived(): Promise<void>
  /** The caches of which anything new could be saved. */
  wanted(): readonly CacheKind[]
  /** Saves what is worth it. Rejects only when the run is cancelled, or on a full disk. */
  save(taken: Readonly<Record<CacheKind, readonly Taken[]>>): Promise<CachesReport>
  close(): Promise<void>
}

type Outside = Pick<Context, 'phases' | 'log' | 'env' | 'exec' | 'assets' | 'signal' | 'door'>

/** Starts to fetch at once. */
export async function startInside(context: Outside, caches: InsideCaches): Promise<InsideSession> {
  const {phases, log} = context
  const {policy, keys, sums} = caches
  const over = new AbortController()
  const signal = forMany(AbortSignal.any([context.signal, over.signal]))
  const place = await entryPlace({...context, signal})
  const own = join(place.staging, `inside-${randomUUID()}`)
  const folder = join(own, 'in')
  await mkdir(folder, {recursive: true})
  const archiveOf = (kind: CacheKind) => join(folder, `${kind}.tar`)

  const fetch = async (kind: CacheKind): Promise<RestoreReport | undefined> => {
    if (!policy[kind].restore) return undefined
    const restore = () => restoreArchive(`go-inside-${kind}`, {...place, keys: keys[kind], to: archiveOf(kind)})
    const report = await phases.time('restore', CACHE_TITLES[kind], restore)
    sayRestored(log, kind, report)
    return report
  }
  const fetched = {modules: fetch('modules'), build: fetch('build')}
  for (const one of Object.values(fetched)) one.catch(() => {}) // a cancelled run says so itself
  const restored: {modules?: RestoreReport | undefined; build?: RestoreReport | undefined} = {}

  /** Can anything that the build makes lead to an entry? */
  const decideEarly = {
    modules: () => shouldSaveModules({rule: policy.modules.save, restored: restored.modules}),
    build: () => shouldSaveBuild({rule: policy.build.save, restored: restored.build, compiled: undefined}),
  }
  const saveOne = async (
    kind: CacheKind,
    {save, reason}: SaveDecision,
    write: (to: string) => Promise<number>,
  ): Promise<SaveReport | undefined> => {
    const perform = async () => {
      const archive = join(own, 'out', `${kind}.tar`)
      await mkdir(join(own, 'out'), {recursive: true})
      const files = await write(archive)
      if (files === 0) return {result: 'empty', key: keys[kind].key, bytes: 0, files, ms: 0} as const
      return saveArchive(`go-inside-${kind}`, {...place, key: keys[kind].key, archive})
    }
    const report = save ? await phases.time('save', CACHE_TITLES[kind], perform) : undefined
    // What the policy forbids, the plan has said already, with its reason.
    if (policy[kind].save !== 'never') saySaved(log, kind, report, reason)
    return report
  }
  const partsOf = async (kind: CacheKind, taken: readonly Taken[]) => {
    const old = archiveOf(kind)
    return {old: (await exists(old)) ? old : undefined, taken, time: RESTORED_AT}
  }

  return {
    ...caches,
    folder,
    async arrived() {
      Object.assign(restored, {modules: await fetched.modules, build: await fetched.build})
    },
    wanted: () => (['build', 'modules'] as const).filter(kind => decideEarly[kind]().save),
    async save({modules, build}) {
      const {used, added} = await usedEntries(build)
      const compiled = {executed: added, total: used.size, unit: 'entries'}
      const decided = {
        // Nothing was taken: no volume of the kind, or the builder has lost it.
        modules: modules.length > 0 ? decideEarly.modules() : {save: false, reason: decideEarly.modules().reason},
        build:
          used.size > 0 ? shouldSaveBuild({rule: policy.build.save, restored: restored.build, compiled}) : NOTHING_USED,
      }
      const [moduleParts, buildParts] = [await partsOf('modules', modules), await partsOf('build', build)]
      const [savedModules, savedBuild] = await Promise.all([
        saveOne('modules', decided.modules, to => nextModulesArchive({...moduleParts, to}, sums.modules)),
        saveOne('build', decided.build, to => nextBuildArchive({...buildParts, to}, used)),
      ])
      return reportOf(caches, restored, {modules: savedModules, build: savedBuild})
    },
    async close() {
      over.abort(new Error('the run is over')) // one that failed early waits for no archive
      await Promise.allSettled(Object.values(fetched))
      await removeTree(own).catch(() => {}) // the runner empties its temporary folder
    },
  }
}

const NOTHING_USED = {save: false, reason: 'the build used none of it'}

type Reports<R> = Readonly<Partial<Record<CacheKind, R | undefined>>>

function reportOf({policy}: InsideCaches, restored: Reports<RestoreReport>, saved: Reports<SaveReport>): CachesReport {
  const part = (kind: CacheKind) => {
    const [restore, save] = [restored[kind], saved[kind]]
    return {reason: policy[kind].reason, ...(restore && {restore}), ...(save && {save})}
  }
  return {modules: part('modules'), build: part('build'), outputs: {reason: LINKED_BY_DOCKERFILE}}
}
