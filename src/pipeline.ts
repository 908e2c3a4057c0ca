import {type CacheFolder, cacheRoot, prepareCacheFolder, prune} from './cache/index.ts'
import {type CheckedBase, checkBinary} from './check/index.ts'
import type {Context} from './context.ts'
import {type Discovered, discover, lookAround} from './discover.ts'
import {type AssembledImage, assemble} from './engine/index.ts'
import {type Binary, compile, type GoFacts, GoMissing, type MainPackage} from './go/index.ts'
import {contentsOf, type PlannedContent} from './images.ts'
import {claimLayout} from './layout-place.ts'
import {type Problem, RequestError} from './lib/errors.ts'
import {recordWarnings} from './lib/log.ts'
import {
  checkReplaceable,
  checkZlib,
  type Layout,
  materialize,
  type OpenOrigin,
  openLayout,
  type Platform,
} from './oci/index.ts'
import {hostsOf, makePlan, type Plan, type PlannedImage} from './plan/index.ts'
import {publishAll} from './publications.ts'
import {planPush, pushPlanned} from './push-layout.ts'
import {type ClosableRegistry, createRegistry} from './registry/index.ts'
import {type FinishedImage, formatPlan, type Report, reportOf} from './report/index.ts'
import {loginsFor} from './request/index.ts'
import {type Resolved, resolve} from './resolve.ts'
import {type ContainerEngine, type Loaded, loadImages} from './runtime/index.ts'

/** What a build leaves to be said. */
export interface Built {
  readonly plan: Plan
  readonly report: Report
  /** What Docker or podman knows now, when it was asked for. */
  readonly loaded: Loaded | undefined
}

/** What `build` would do, without doing it. Needs no network. */
export async function plan(context: Context): Promise<Plan> {
  try {
    return (await decide(context)).plan
  } catch (error) {
    if (!(error instanceof GoMissing)) throw error
    const unresolved = [{what: 'Go and the main packages', why: error.message}]
    return makePlan(context.request, {...(await lookAround(context)), go: null, mains: [], unresolved}).plan
  }
}

/** The main road: from the sources to images in registries, or in a layout on disk. */
export async function build(outer: Context): Promise<Built> {
  const {log, warnings} = recordWarnings(outer.log)
  const context = {...outer, log}
  const cache = await prepareCacheFolder(cacheRoot(context.env))
  const {found, plan} = await decide(context)
  log.group('Plan', formatPlan({...plan, warnings: []})) // they follow as warnings, which the action annotates
  for (const warning of plan.warnings) log.warn(warning)
  if (context.request.output !== undefined) await checkReplaceable(context.request.output)

  const place = await claimLayout(context, cache)
  const {path} = place
  const registry = openRegistry(context, plan.images)
  try {
    const resolved = await resolve(context, plan, registry, cache)
    const contents = contentsOf(context, plan, found, resolved.base)
    const open: OpenOrigin = (repository, blob) => registry.openBlob(repository, blob)
    const assembled = await compileAndAssemble({context, found, resolved, contents, cache, path, open})
    const layout = await openLayout(path)
    const {destinations} = resolved
    const isRelease = found.trigger.tag !== undefined
    const images = await publishAll({context, layout, contents, assembled, registry, destinations, isRelease})
    const loaded = resolved.engine ? await load(context, resolved.engine, {layout, open, images}) : undefined
    await prune(cache.root, context.now())
    const {done} = context.phases
    return {plan, loaded, report: reportOf({go: goOf(found.goFacts), images, layout: path, phases: done, warnings})}
  } finally {
    registry.close()
    await place.release()
  }
}

/** Into Docker or podman on this machine. */
async function load(
  context: Context,
  engine: ContainerEngine,
  {layout, open, images}: {layout: Layout; open: OpenOrigin; images: readonly FinishedImage[]},
): Promise<Loaded> {
  const named = images.map(({name, tags, assembled}) => ({
    names: tags.map(tag => `${name}:${tag}`),
    root: assembled.descriptor,
  }))
  const subject = named.flatMap(({names}) => names).join(' ')
  return context.phases.time('load', subject, () => loadImages({...context, engine, layout, open, images: named}))
}

/** Publishes a layout that an earlier build has written. */
export async function pushLayout(context: Context, path: string): Promise<Report> {
  const layout = await openLayout(path)
  const planned = planPush(layout, context.request)
  const images = planned.map(({image}) => image)
  const registry = openRegistry(context, images)
  try {
    return await pushPlanned(context, layout, planned, registry)
  } finally {
    registry.close()
  }
}

/** What there is and what to do with it, or all that is wrong with the request, whoever found it. */
async function decide(context: Context): Promise<{readonly found: Discovered; readonly plan: Plan}> {
  const {request, problems: told} = context
  const found = await discover(context).catch(error => {
    if (told.length === 0) throw error
    throw new RequestError([...told, ...(error instanceof RequestError ? error.problems : [])])
  })
  const {plan, problems} = makePlan(request, {...found, go: goOf(found.goFacts), unresolved: []})
  const all = [...told, ...notMissedTwice(told, [...found.problems, ...(found.mains.length > 0 ? problems : [])])]
  if (all.length > 0) throw new RequestError(all)
  return {found, plan}
}

/** What was given and wrong was left out of the request; that it is absent is no second mistake. */
function notMissedTwice(told: readonly Problem[], later: readonly Problem[]): readonly Problem[] {
  const wrong = new Set(told.map(({subject}) => subject))
  return later.filter(({subject}) => !(wrong.has(subject) && ['image', 'main', 'entrypoint'].includes(subject)))
}

function goOf({version}: GoFacts) {
  return {version, source: 'PATH', reason: 'the Go that is installed'}
}

/** Each platform goes its way alone: its layers are made as soon as its programs are linked and checked. */
async function compileAndAssemble(stage: {
  readonly context: Context
  readonly found: Discovered
  readonly resolved: Resolved
  readonly contents: readonly PlannedContent[]
  readonly cache: CacheFolder
  readonly path: string
  /** Reads the base's layers, for a layout that the user asked for: it must be whole. */
  readonly open: OpenOrigin
}): Promise<readonly AssembledImage[]> {
  const {context, found, resolved, contents, cache, path, open} = stage
  const {request, log} = context
  const zlib = checkZlib()
  if (!zlib.reproducible) log.warn(zlib.warning)

  const compilation = compile({
    ...context,
    ...found,
    facts: found.goFacts,
    platforms: request.platforms,
    cgo: request.compile.cgo,
    dir: request.dir,
    cache,
  })
  const checked = async (main: MainPackage, platform: Platform): Promise<Binary> => {
    const binary = await compilation.binary(main, platform)
    const warnings = await checkBinary(binary, resolved.base && filesOf(resolved, platform))
    for (const warning of warnings) log.warn(warning)
    return binary
  }
  try {
    const images = contents.map(({toBuild}) => toBuild)
    const target = {
      layoutPath: path,
      ...(request.output !== undefined && {
        complete: async (folder: string) => materialize(await openLayout(folder), open),
      }),
    }
    return await assemble({...context, ...target, images, binaries: checked, readBase: resolved.readBase, cache})
  } finally {
    await compilation.close()
  }
}

function filesOf({base, readBase}: Resolved, platform: Platform): CheckedBase | undefined {
  return base && {name: base.name, files: () => readBase(base, base.for(platform))}
}

function openRegistry(context: Context, images: readonly PlannedImage[]): ClosableRegistry {
  const {request, env, exec, log, signal, maskSecret} = context
  const {insecure, githubToken} = request.registry
  const logins = loginsFor(request.registry, hostsOf(images)[0])
  return createRegistry({env, exec, log, signal, logins, insecure, githubToken, onSecret: maskSecret})
}
