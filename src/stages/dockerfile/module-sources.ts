import {randomUUID} from 'node:crypto'
import {join} from 'node:path'
import {
  type CacheKeys,
  type CachesReport,
  type RestoreReport,
  restoreSources,
  type SaveReport,
  type SourceKeyInput,
  saveSources,
  shouldSaveSources,
  sourceKey,
  sourceKeys,
  sourceSet,
  vouchForSources,
} from '../../ci-cache/index.ts'
import type {Context} from '../../context.ts'
import {type CompileFacts, isReproducible, type ModeDecision} from '../../dockerfile/index.ts'
import type {RunGo} from '../../go/index.ts'
import {messageOf} from '../../lib/errors.ts'
import {removeTree} from '../../lib/files.ts'
import {formatPlatform} from '../../oci/index.ts'
import type {PlannedCache} from '../../plan/index.ts'
import {CACHE_TITLES, sayRestored, saySaved} from '../../report/index.ts'
import type {Trigger} from '../../trigger/index.ts'
import {withoutIndex} from '../early-go.ts'
import type {RunCaches} from '../run-caches.ts'
import type {FoundDockerfile} from './find.ts'

/** Of the modules only what the replaced stages' compiles read, in the place of zips that go would have to unpack. */
export interface ModuleSources {
  readonly planned: PlannedCache
  /** A Go that reads them; undefined where they did not come. Rejects only in a cancelled run. */
  readonly go: Promise<((go: RunGo) => RunGo) | undefined>
  /** Saves the sources of what was compiled for the next runs; undefined: this one had all that it needed from them. Never rejects. */
  save(facts: ReadonlyMap<string, CompileFacts> | undefined): Promise<CachesReport['sources']>
  close(): Promise<void>
}

/**
 * Where go unpacks modules makes no difference with -trimpath alone; other go.mod files than the repository's, and a
 * user's own command, may need more than was asked for before.
 */
export function canUseSources(decision: ModeDecision | undefined): boolean {
  if (decision?.mode !== 'replace' || decision.commands.length > 0) return false
  return decision.compiles.every(
    ({flags, env}) =>
      env.CGO_ENABLED === '0' && isReproducible({flags}) && !flags.some(flag => /^--?mod(file)?(=|$)/.test(flag)),
  )
}

export interface Compiling {
  readonly found: FoundDockerfile
  readonly decision: ModeDecision | undefined
  readonly trigger: Trigger
}

/** Starts to fetch them, and the modules where they don't come. Undefined where they can't be used, or no modules are restored. */
export function startSources(
  context: Context,
  {caches, modules, place, session}: NonNullable<RunCaches['ci']>,
  compiling: Compiling,
): ModuleSources | undefined {
  const {log, phases} = context
  const {restore, save: rule, reason: policy} = caches.policy.modules
  if (!restore || !canUseSources(compiling.decision)) return undefined
  const folder = join(place.staging, `sources-${randomUUID()}`)
  const input = keyInput(context, compiling, modules.sums.graph)
  const fetching = phases.time('restore', CACHE_TITLES.sources, () => fetch(sourceKeys(input)))
  fetching.catch(() => {}) // a cancelled run says so itself

  async function fetch(keys: CacheKeys): Promise<RestoreReport> {
    const report = await restoreSources({...place, keys, to: folder, sums: modules.sums})
    sayRestored(log, 'sources', report)
    if (report.result !== 'restored') void session.fetchModules()
    return report
  }

  async function saveNew(packages: readonly string[]): Promise<Saved> {
    const [{sums}, {goModCache}] = [modules, caches]
    try {
      const vouched = await vouchForSources({goModCache, packages, sums})
      if ('problem' in vouched) return {why: vouched.problem}
      const key = sourceKey(input, packages)
      const perform = () => saveSources({...place, key, goModCache, sums, modules: vouched.modules})
      return {report: await phases.time('save', CACHE_TITLES.sources, perform)}
    } catch (error) {
      return {why: messageOf(error)} // a cancelled run says so itself
    }
  }

  return {
    planned: {...sourceKeys(input), restore, save: rule !== 'never', reason: `${policy}; in the place of the modules`},
    go: fetching.then(({result}) =>
      result === 'restored' ? go => withoutIndex(withModuleCache(go, folder), context.env) : undefined,
    ),
    async save(facts) {
      const restored = await fetching.catch(() => undefined)
      const report = {reason: policy, ...(restored ? {restore: restored} : {})}
      if (!facts || !restored) return report
      const packages = [...new Set([...facts.values()].flatMap(({dependencies}) => dependencies))]
      const same = restored.key?.startsWith(sourceSet(input, packages)) ?? false
      const {save, reason} = shouldSaveSources({rule, restored, packages: packages.length, same})
      const saved = save ? await saveNew(packages) : {why: reason}
      if (rule !== 'never') saySaved(log, 'sources', saved.report, saved.why ?? reason)
      return {...report, ...(saved.report ? {save: saved.report} : {})}
    },
    close: () => removeTree(folder).catch(() => {}), // the runner empties its temporary folder
  }
}

interface Saved {
  readonly report?: SaveReport
  /** Why there is none. */
  readonly why?: string
}

function keyInput(
  {request, env}: Pick<Context, 'request' | 'env'>,
  {found: {name}, trigger}: Compiling,
  graph: string,
): SourceKeyInput {
  const {dockerfile, platforms, cache} = request
  return {
    os: env.RUNNER_OS ?? process.platform,
    graph,
    runId: trigger.run?.id ?? '0',
    attempt: trigger.run?.attempt ?? '1',
    programs: [name, dockerfile.target ?? '', ...platforms.map(formatPlatform).sort()],
    ...(cache.suffix === undefined ? {} : {suffix: cache.suffix}),
  }
}

/** Offline: what is missing has to show, and be brought with the modules. */
function withModuleCache(go: RunGo, folder: string): RunGo {
  return (args, options) => go(args, {...options, env: {...options.env, GOMODCACHE: folder, GOPROXY: 'off'}})
}
