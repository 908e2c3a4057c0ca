import type {CacheDecision, CacheKeys} from '../ci-cache/index.ts'
import type {Context} from '../context.ts'
import {type Problem, RequestError, UserError} from '../lib/errors.ts'
import {decideEngine, makePlan, type Plan, type PlannedCaches} from '../plan/index.ts'
import {describeGoPlan, type GoPlan} from '../toolchain/index.ts'
import {type CacheKeysOfRun, keysOfRun, type ModuleKeys} from './cache-keys.ts'
import type {CiCaches} from './ci-caches.ts'
import {type Discovered, discover} from './discover.ts'
import {plannedDockerfile} from './dockerfile/planned.ts'
import {type FirstLook, lookAround, needingGo, type Surroundings} from './look-around.ts'
import {type PreparedGo, prepareGo, runGo} from './prepare-go.ts'

export interface Decided {
  readonly found: Discovered
  readonly plan: Plan
  /** Undefined on the command line. */
  readonly keys: CacheKeysOfRun | undefined
}

/** What there is and what to do with it, or all that is wrong with the request, whoever found it. */
export async function decide(
  context: Context,
  surroundings: Surroundings,
  {toolchain, go}: PreparedGo,
  ci?: {readonly caches: CiCaches; readonly modules: ModuleKeys},
): Promise<Decided> {
  const found = await withTold(context.problems, discover(context, surroundings, go))
  const keys = ci && (await keysOfRun(context, found, ci.caches, ci.modules))
  const {source, reason} = toolchain
  const said = {version: found.goFacts.version, source, reason}
  const caches = ci && keys ? plannedCaches(ci.caches, keys) : null
  const dockerfile = plannedDockerfile(surroundings.dockerfile, context.request.dir)
  const plan = planOrProblems(context, found, {...found, dockerfile, go: said, caches, unresolved: []})
  return {found, plan, keys}
}

/** Is the image made as a Dockerfile says? */
export function usesDockerfile(
  {request}: Pick<Context, 'request'>,
  {dockerfile}: Pick<FirstLook, 'dockerfile'>,
): boolean {
  return decideEngine(request, dockerfile?.name).usesDockerfile
}

/** The plan alone, offline: where the Go is still to be fetched, as far as the one at hand can tell. */
export async function decideOnly(context: Context): Promise<Plan> {
  const look = await withTold(context.problems, lookAround(context))
  if (usesDockerfile(context, look)) {
    const {decideDockerfile} = await import('./dockerfile/plan.ts') // rarely used, and large
    return decideDockerfile(context, look)
  }
  const surroundings = needingGo(look)
  const {goPlan} = surroundings
  if (goPlan.choice.kind === 'use')
    return (await decide(context, surroundings, await prepareGo(context, surroundings, {}))).plan
  const unresolved = [unresolvedGo(goPlan)]
  const dockerfile = plannedDockerfile(surroundings.dockerfile, context.request.dir)
  const known = {...surroundings, dockerfile, go: plannedGo(goPlan), caches: null}
  const withoutMains = (why: string) => {
    const facts = {...known, mains: [], unresolved: [...unresolved, {what: 'the main packages', why}]}
    const {plan} = makePlan(context.request, facts)
    if (context.problems.length > 0) throw new RequestError(context.problems)
    return plan
  }
  const {onPath} = goPlan.gos
  if (!onPath) return withoutMains('only Go can list them, and there is none on this machine')
  const go = runGo(context, surroundings, {program: onPath.program, env: {GOTOOLCHAIN: 'local'}})
  try {
    const found = await discover(context, surroundings, go)
    return planOrProblems(context, found, {...found, ...known, unresolved})
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return withoutMains(error.message) // such as a go.mod that asks for a newer Go
  }
}

function planOrProblems(
  {request, problems: told}: Context,
  found: Discovered,
  facts: Parameters<typeof makePlan>[1],
): Plan {
  const {plan, problems} = makePlan(request, facts)
  const all = [...told, ...notMissedTwice(told, [...found.problems, ...(found.mains.length > 0 ? problems : [])])]
  if (all.length > 0) throw new RequestError(all)
  return plan
}

/** The mistakes that were told already come with those that `work` finds. */
export async function withTold<T>(told: readonly Problem[], work: Promise<T>): Promise<T> {
  return work.catch(error => {
    if (told.length === 0) throw error
    throw new RequestError([...told, ...(error instanceof RequestError ? error.problems : [])])
  })
}

/** What was given and wrong was left out of the request; that it is absent is no second mistake. */
function notMissedTwice(told: readonly Problem[], later: readonly Problem[]): readonly Problem[] {
  const wrong = new Set(told.map(({subject}) => subject))
  return later.filter(({subject}) => !(wrong.has(subject) && ['image', 'main', 'entrypoint'].includes(subject)))
}

function plannedGo({choice, wanted}: GoPlan): Plan['go'] {
  if (choice.kind !== 'fetch') return null
  return {version: choice.version, source: 'to be fetched', reason: choice.reason || wanted.origin}
}

function unresolvedGo(goPlan: GoPlan): Plan['unresolved'][number] {
  return goPlan.choice.kind === 'fetch'
    ? {what: `Go ${goPlan.choice.version}`, why: 'it has to be fetched, and a plan is made without the network'}
    : {what: 'the version of Go', why: describeGoPlan(goPlan).replace(/^unresolved: /, '')}
}

export function plannedCaches({policy}: Pick<CiCaches, 'policy'>, keys: CacheKeysOfRun): PlannedCaches {
  const planned = (of: CacheKeys, {restore, save, reason}: CacheDecision) => {
    return {...of, restore, save: save !== 'never', reason}
  }
  const [modules, build] = [planned(keys.modules, policy.modules), planned(keys.build, policy.build)]
  return {
    modules,
    build,
    outputs: planned(keys.outputs, keys.outputsDecision),
    policy: {
      restore: modules.restore || build.restore,
      save: modules.save || build.save,
      reason: `modules: ${modules.reason}; build cache: ${build.reason}`,
    },
  }
}
