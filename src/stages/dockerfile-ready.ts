import {join} from 'node:path'
import {type CacheFolder, cacheRoot, prepareCacheFolder} from '../cache/index.ts'
import type {Context} from '../context.ts'
import type {ImportFacts, ModeDecision, StageCompile} from '../dockerfile/index.ts'
import type {buildkit} from '../engine/index.ts'
import {
  type ChosenMain,
  discoverMains,
  type GoFacts,
  goEnvironment,
  goFacts,
  listMains,
  type RunGo,
  splitQuoted,
} from '../go/index.ts'
import {RequestError} from '../lib/errors.ts'
import {forMany} from '../lib/signals.ts'
import {makePlan, type Plan} from '../plan/index.ts'
import {planGo} from '../toolchain/index.ts'
import {askUnread} from './ask-unread.ts'
import {type Compiled, findModuleKeys, keysOf} from './cache-keys.ts'
import {type CacheSession, startCaches} from './cache-session.ts'
import {cacheEnv, openCiCaches} from './ci-caches.ts'
import {plannedCaches} from './decide.ts'
import {askMode, decided, type ModeQuestion, needsGo} from './decide-mode.ts'
import {plannedDockerfile} from './dockerfile-plan.ts'
import {mainFacts, openWorkTree} from './dockerfile-tree.ts'
import type {FoundDockerfile} from './find-dockerfile.ts'
import {listCompiles} from './go-knowledge.ts'
import {guessMains} from './guess-mains.ts'
import {type InsideSession, startInside} from './inside-session.ts'
import {goLookOptions, type Surroundings} from './look-around.ts'
import {decideInside, plannedInside} from './plan-inside.ts'
import {prebuiltFlags} from './prebuilt-flags.ts'
import {prepareGo} from './prepare-go.ts'
import {importsAtHand, importsOf} from './program-facts.ts'
import {lookForBuildx} from './ready-builder.ts'
import {withStageGo, wrongGo} from './stage-go.ts'

/** The Go that compiles in the place of a stage, or what a Dockerfile expects ready-made. */
export interface StageGo {
  readonly go: RunGo
  readonly facts: GoFacts
  readonly source: string
  /** Absolute. */
  readonly program: string
  /** Main packages below the Go folder. */
  readonly mains: readonly ChosenMain[]
}

export interface DockerfileReady {
  readonly found: FoundDockerfile
  readonly decision: ModeDecision
  readonly plan: Plan
  readonly buildx: buildkit.Buildx
  /** Tells what the programs are made of that the stages compile, as far as that is known. */
  readonly imports: () => Promise<ImportFacts | undefined>
  readonly trigger: Surroundings['trigger']
  /** Undefined where nothing is compiled on this machine. */
  readonly stageGo: StageGo | undefined
  readonly cache: CacheFolder
  /** Go's on this machine. */
  readonly caches: CacheSession | undefined
  /** Go's in the stages of the Dockerfile. */
  readonly inside: InsideSession | undefined
  /** To be called when the run is over, however it ended. */
  close(): Promise<void>
}

/** The plan alone, offline. */
export async function decideDockerfile(context: Context, surroundings: Surroundings): Promise<Plan> {
  const {question, first} = await ask(context, surroundings)
  if (!question || !needsGo(context.request.dockerfile, first))
    return planFor(context, surroundings, {decision: decided(first)})
  const {goContext, goPlan} = await goFor(context, surroundings, first.decision)
  if (goPlan.choice.kind !== 'use') {
    const why = 'the Go that decides it has to be fetched, and a plan is made without the network'
    const unresolved = [{what: 'how the Dockerfile is built', why}]
    return planFor(context, surroundings, {decision: first.decision, unresolved})
  }
  const prepared = await prepareGo(goContext, {...surroundings, goPlan}, {})
  const stageGo = await lookAtGo(goContext, prepared)
  // Offline, so what a compile reads may not be known; then the build decides.
  const known = {mains: mainFacts(stageGo.mains, question.found.context), compileFacts: new Map()}
  const decision = stillRight(context, decided(await askMode(question, known)), stageGo)
  return planFor(context, surroundings, {decision, stageGo})
}

/** Mode, plan, and where something is compiled here: its Go and the caches, which come side by side. */
export async function getDockerfileReady(context: Context, surroundings: Surroundings): Promise<DockerfileReady> {
  const {found, question, first, mains} = await ask(context, surroundings)
  const {trigger} = surroundings
  if (!question || !needsGo(context.request.dockerfile, first)) {
    const decision = decided(first)
    const buildx = await lookForBuildx(context)
    const cache = await prepareCacheFolder(cacheRoot(context.env))
    const inside = await decideInside(context, {found, decision, trigger})
    const plan = planFor(context, surroundings, {decision, caches: inside ? plannedInside(inside) : null})
    const imports = async () => question && importsAtHand(context, surroundings, {question, mains, root: found.context})
    const session = inside && (await startInside(context, inside))
    return {
      trigger,
      found,
      decision,
      plan,
      buildx,
      imports,
      stageGo: undefined,
      cache,
      caches: undefined,
      inside: session,
      close: async () => session?.close(),
    }
  }
  // Before caches and a Go are fetched: without one they would be for nothing.
  const [buildx, {goContext, goPlan}] = await Promise.all([
    lookForBuildx(context),
    goFor(context, surroundings, first.decision),
  ])
  const ready = {...surroundings, goPlan}
  const ci = await openCiCaches(goContext, ready)
  const cache = await prepareCacheFolder(ci?.outputsRoot ?? cacheRoot(context.env))
  const modules = ci && (await findModuleKeys(goContext))
  const over = new AbortController()
  const place = ci && {...ci.place, signal: forMany(AbortSignal.any([context.signal, over.signal]))}
  const caches = ci && modules && place ? startCaches(goContext, {...ci, place}, modules) : undefined
  const close = () => {
    context.leave({folders: ci?.fresh === undefined ? [] : [ci.fresh], saves: caches?.left() ?? []})
    over.abort(new Error('the run is over'))
  }
  try {
    const prepared = await prepareGo(goContext, ready, cacheEnv(ci))
    const stageGo = await lookAtGo(goContext, prepared)
    const listed = mainFacts(stageGo.mains, found.context)
    const next = decided(await askMode(question, {mains: listed, compileFacts: new Map()}))
    const compiled = compiledBy(goContext, surroundings, next, stageGo, found)
    const keys = ci && modules && (await keysOf(goContext, {caches: ci, modules}, compiled))
    if (keys) caches?.restore(keys, async () => {})
    await caches?.arrived() // go lists what a compile reads, for which it needs the modules
    const compileFacts = await listCompiles(goContext, stageGo.go, found.context, next)
    const decision = stillRight(context, decided(await askMode(question, {mains: listed, compileFacts})), stageGo)
    const inside = await decideInside(context, {found, decision, trigger})
    const ofRunner = ci && keys ? plannedCaches(ci, keys) : null
    const plan = planFor(context, surroundings, {decision, stageGo, caches: inside ? plannedInside(inside) : ofRunner})
    const imports = async () => importsOf(compileFacts)
    const session = inside && (await startInside(context, inside))
    const closeAll = async () => {
      close()
      await session?.close()
    }
    return {trigger, found, decision, plan, buildx, imports, stageGo, cache, caches, inside: session, close: closeAll}
  } catch (error) {
    close()
    throw error
  }
}

async function ask(outer: Context, {dockerfile: found, trigger}: Surroundings) {
  const context = withoutForeignCommand(outer, trigger)
  if (!found) throw new Error('there is no Dockerfile')
  const dockerfile = found.dockerfile ?? askUnread(context, found)
  if (context.problems.length > 0) throw new RequestError(context.problems)
  if ('problems' in dockerfile) return {found, question: undefined, first: dockerfile, mains: []}
  const tree = await openWorkTree(context, found)
  const question: ModeQuestion & {readonly found: FoundDockerfile} = {context, dockerfile, tree, found}
  const mains = await guessMains(found.context, tree.facts([]).tracked)
  return {found, question, mains, first: await askMode(question, {mains, compileFacts: new Map()})}
}

/** A stranger's pull request may change what the command runs, and it would run with this job's rights. */
function withoutForeignCommand(context: Context, {trust}: Surroundings['trigger']): Context {
  const {request, log} = context
  if (request.dockerfile.buildCommand === undefined || trust.trusted) return context
  log.info(`build-command is not run: ${trust.reason}`)
  const {buildCommand: _, ...dockerfile} = request.dockerfile
  return {...context, request: {...request, dockerfile}}
}

async function goFor(context: Context, surroundings: Surroundings, decision: ModeDecision | undefined) {
  const goContext = decision ? withStageGo(context, decision) : context
  if (goContext === context) return {goContext, goPlan: surroundings.goPlan}
  const goPlan = await planGo(goLookOptions(goContext))
  if ('problems' in goPlan) throw new RequestError(goPlan.problems)
  return {goContext, goPlan}
}

async function lookAtGo({request}: Context, {go, toolchain}: Awaited<ReturnType<typeof prepareGo>>): Promise<StageGo> {
  const {dir, mains: patterns} = request
  const {source, program} = toolchain
  const facts = await goFacts({go, dir})
  const options = {go, facts, dir, flags: []}
  if (patterns.length === 0) {
    const mains = await listMains(options)
    const reason = 'the Dockerfile wants it'
    return {go, facts, source, program, mains: mains.map(main => ({...main, reason}))}
  }
  const choice = await discoverMains({...options, patterns})
  if ('problems' in choice) throw new RequestError(choice.problems)
  return {go, facts, source, program, mains: choice.mains}
}

/** Only now it is known which Go there is: another than the stage's would make another program. */
function stillRight({request}: Context, decision: ModeDecision, {facts}: StageGo): ModeDecision {
  const wrong = wrongGo(decision, facts.version)
  if (wrong === undefined) return decision
  if (request.dockerfile.mode === 'replace') {
    const hint = 'leave go-version out to compile with the Go of the image'
    throw new RequestError([{subject: 'dockerfile-mode', message: `replace is not possible: ${wrong}`, hint}])
  }
  const {line, warnings} = decision
  const hint = 'leave go-version out to compile with the Go of the image'
  return {mode: 'inside', compilesGo: true, rule: 'replace-5-environment', reason: wrong, line, warnings, hint}
}

function compiledBy(
  {request, env}: Context,
  {trigger}: Surroundings,
  decision: ModeDecision,
  {facts, mains}: StageGo,
  {context}: FoundDockerfile,
): Compiled {
  const common = {goVersion: facts.goVersion, trigger}
  if (decision.mode === 'prebuilt') {
    const wanted = new Set(decision.programs.map(({main}) => main.importPath))
    const used = mains.filter(({importPath}) => wanted.has(importPath))
    const words = splitQuoted(facts.goFlags) ?? []
    const flags = [...words, ...prebuiltFlags({request}, facts, trigger).build]
    const [mainDirs, moduleDirs] = [used.map(({dir}) => dir), used.map(({moduleDir}) => moduleDir)]
    return {...common, flags, env: goEnvironment(env, request.compile.goEnv), mains: [...wanted], mainDirs, moduleDirs}
  }
  const compiles: readonly StageCompile[] = decision.mode === 'replace' ? decision.compiles : []
  const dirs = compiles.map(({folder}) => join(context, folder))
  return {
    ...common,
    flags: compiles.flatMap(({flags}) => flags),
    env: Object.assign({}, ...compiles.map(compile => compile.env)),
    mains: compiles.flatMap(({folder, packages}) => [folder, ...packages]),
    mainDirs: dirs,
    moduleDirs: dirs.length > 0 ? dirs : [request.dir],
  }
}

interface Decided {
  readonly decision: ModeDecision | undefined
  readonly stageGo?: StageGo
  readonly caches?: Plan['cache']
  readonly unresolved?: Plan['unresolved']
}

function planFor(
  context: Context,
  surroundings: Surroundings,
  {decision, stageGo, caches = null, unresolved = []}: Decided,
): Plan {
  const {request} = context
  const {plan, problems} = makePlan(request, {
    trigger: surroundings.trigger,
    go: stageGo
      ? {version: stageGo.facts.version, source: stageGo.source, reason: 'it compiles what the image holds'}
      : null,
    mains: mainsOf(decision, stageGo),
    dockerfile: plannedDockerfile(surroundings.dockerfile, request.dir, decision),
    caches,
    unresolved: [
      ...unresolved,
      {what: 'base images and the builder', why: 'BuildKit is asked when the image is built'},
    ],
  })
  if (problems.length > 0) throw new RequestError(problems)
  return plan
}

/** The programs that are known by their packages: those that a Dockerfile expects ready-made. */
function mainsOf(decision: ModeDecision | undefined, stageGo: StageGo | undefined): readonly ChosenMain[] {
  if (decision?.mode !== 'prebuilt' || !stageGo) return []
  const wanted = new Set(decision.programs.map(({main}) => main.importPath))
  return stageGo.mains.filter(({importPath}) => wanted.has(importPath))
}
