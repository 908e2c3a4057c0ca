import {prune} from './cache/index.ts'
import type {CachesReport} from './ci-cache/index.ts'
import type {Context} from './context.ts'
import {recordWarnings} from './lib/log.ts'
import {checkReplaceable, type OpenOrigin, openLayout, verifyLayout} from './oci/index.ts'
import type {Plan} from './plan/index.ts'
import {createPushRun} from './registry/index.ts'
import {formatPlan, type Report, reportOf} from './report/index.ts'
import type {Loaded} from './runtime/index.ts'
import {compileAndAssemble} from './stages/assemble.ts'
import {contentsOf} from './stages/contents.ts'
import {decideOnly, usesDockerfile, withTold} from './stages/decide.ts'
import {getReady} from './stages/get-ready.ts'
import {claimLayout, type LayoutPlace} from './stages/layout-place.ts'
import {load} from './stages/load.ts'
import {lookAround, needingGo} from './stages/look-around.ts'
import {openRegistry} from './stages/open-registry.ts'
import {publishAll} from './stages/publications.ts'
import {planPush, pushPlanned} from './stages/push-layout.ts'
import {resolve} from './stages/resolve.ts'
import {layerSender} from './stages/send-layers.ts'
import {type StartedEngine, startEngine} from './stages/start-engine.ts'

/** What a build leaves to be said. */
export interface Built {
  readonly plan: Plan
  readonly report: Report
  /** What Docker or podman knows now, when it was asked for. */
  readonly loaded: Loaded | undefined
}

/** What `build` would do, without doing it. Needs no network. */
export function plan(context: Context): Promise<Plan> {
  return decideOnly(context)
}

/** The main road: from the sources to images in registries, or in a layout on disk. */
export async function build(outer: Context): Promise<Built> {
  const {log, warnings} = recordWarnings(outer.log)
  const context = {...outer, log}
  const look = await withTold(context.problems, lookAround(context))
  if (usesDockerfile(context, look)) {
    const {buildWithDockerfile} = await import('./pipeline-dockerfile.ts') // the main road needs none of it
    return buildWithDockerfile(context, look, {warnings})
  }
  const surroundings = needingGo(look)
  const ready = await getReady(context, surroundings)
  const {found, plan, cache, caches} = ready
  log.group('Plan', formatPlan({...plan, warnings: []})) // they follow as warnings, which the action annotates
  for (const warning of plan.warnings) log.warn(warning)

  const registry = openRegistry(context, plan.images)
  let place: LayoutPlace | undefined
  let engine: StartedEngine | undefined
  let saving: Promise<CachesReport> | undefined
  try {
    if (context.request.output !== undefined) await checkReplaceable(context.request.output)
    place = await claimLayout(context, cache)
    const {path} = place
    engine = await startEngine(context, plan, registry)
    const [resolved, assemble] = await Promise.all([resolve(context, plan, registry, cache), engine.ready])
    const contents = contentsOf(context, plan, found, resolved.base)
    const open: OpenOrigin = (repository, blob) => registry.openBlob(repository, blob)
    const {destinations} = resolved
    const run = createPushRun()
    const sendLayer = layerSender({contents, destinations, registry, run})
    await caches?.arrived()
    const target = {path, open, sendLayer, assemble}
    const made = await compileAndAssemble({context, found, resolved, contents, cache, ...target})
    saving = caches?.save(made.graphs) // beside the push
    const layout = await openLayout(path)
    const {assembled} = made
    const isRelease = found.trigger.tag !== undefined
    const images = await publishAll({context, layout, contents, assembled, registry, destinations, run, isRelease})
    const loaded = resolved.engine ? await load(context, resolved.engine, {layout, open, images}) : undefined
    await prune(cache.root, context.now())
    const {go} = ready
    const saved = (await saving) ?? null
    context.signal.throwIfAborted() // a saving that was cancelled just ends
    const {done: phases} = context.phases
    return {plan, loaded, report: reportOf({go, images, layout: path, caches: saved, phases, warnings})}
  } finally {
    registry.close()
    await saving
    ready.close()
    await engine?.close()
    await place?.release()
  }
}

/** Publishes a layout that an earlier build has written. */
export async function pushLayout(context: Context, path: string): Promise<Report> {
  const layout = await openLayout(path)
  const planned = planPush(layout, context.request)
  await verifyLayout(
    layout,
    planned.map(({root}) => root),
  ) // a damaged one is told before anything of it is public
  const images = planned.map(({image}) => image)
  const registry = openRegistry(context, images)
  try {
    return await pushPlanned(context, layout, planned, registry)
  } finally {
    registry.close()
  }
}
