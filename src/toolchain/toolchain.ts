import {type Problem, RequestError} from '../lib/errors.ts'
import {architectureOf, goOsOf} from './architecture.ts'
import {chooseGo} from './choose.ts'
import {fetchGo} from './fetch.ts'
import {findNamingFiles} from './files.ts'
import {findGos} from './here.ts'
import {goPrograms} from './layout.ts'
import {findPublished} from './published.ts'
import {requestProblems} from './request-problems.ts'
import {checkRuns} from './runs-here.ts'
import {type Outside, sourcesOf} from './sources.ts'
import type {Choice, Door, GoRequest, GosHere, Machine, Published, Toolchain, Wanted} from './types.ts'
import {isFirstRelease} from './version.ts'
import {decideWanted} from './wanted.ts'

export interface LookOptions extends Outside {
  readonly request: GoRequest
  readonly door: Door
  /** Absolute. */
  readonly dir: string
  /** RUNNER_TOOL_CACHE; absent on a laptop. */
  readonly toolCache?: string
  /** A folder of ours, for where the tool cache can't be written. */
  readonly fallbackRoot: string
}

/** What can be said without the network: for the plan, and to go on from. */
export interface GoPlan {
  readonly wanted: Wanted
  readonly gos: GosHere
  readonly machine: Machine
  readonly choice: Exclude<Choice, {kind: 'wrong'}>
  readonly warnings: readonly string[]
}

/** Which Go is wanted and which are here; some 20 ms, offline. */
export async function planGo(options: LookOptions): Promise<GoPlan | {readonly problems: readonly Problem[]}> {
  const {request, door, dir, env, goEnv} = options
  const machine = machineOf(request)
  const mistakes = requestProblems(request)
  if (!machine || mistakes.length > 0) return {problems: mistakes}
  const all = {...env, ...goEnv}
  const [files, gos] = await Promise.all([
    findNamingFiles({dir, env: all, ...(request.versionFile ? {versionFile: request.versionFile} : {})}),
    findGos({...options, machine, roots: rootsOf(options)}),
  ])
  // A job's Go must not depend on a machine's `go env -w`, nor on how a distribution sets up its Go.
  const goToolchain = door === 'action' ? (all.GOTOOLCHAIN ?? '') : gos.settings.goToolchain
  const result = decideWanted({request, door, files, goToolchain})
  if ('problems' in result) return result
  const choice = chooseGo({wanted: result.wanted, gos, machine})
  return choice.kind === 'wrong' ? choice : {...result, gos, machine, choice}
}

/** Gets the planned Go, one that runs here. Rejects with one error that says what each source said. */
export async function provideGo(plan: GoPlan, options: LookOptions): Promise<Toolchain> {
  const toolchain = await getGo(plan, options)
  await checkRuns(toolchain, plan.machine, options)
  return toolchain
}

async function getGo(plan: GoPlan, options: LookOptions): Promise<Toolchain> {
  const {request, log, signal} = options
  const {gos, machine} = plan
  const sources = sourcesOf(request, gos, machine, options)
  const published = once(() =>
    findPublished(sources, {gos, machine, files: options.files, ...(signal ? {signal} : {})}),
  )
  const choice = await settle(plan, published)
  for (const warning of [...plan.warnings, ...choice.warnings]) log.warn(warning)
  if (choice.kind === 'use') {
    const {go, reason} = choice
    if (request.moduleSum) {
      log.info(
        `go-toolchain-sum was not applied: it is of a download; Go ${go.version} was here already (${go.source})`,
      )
    }
    return toolchainAt({...go, reason})
  }
  const {version, reason} = choice
  const roots = rootsOf(options)
  const sum = request.moduleSum ? {moduleSum: request.moduleSum} : {}
  const fetched = await fetchGo({...options, ...sum, version, reason, sources, gos, machine, roots, published})
  const {from, verifiedBy} = fetched
  if (request.moduleSum && verifiedBy) {
    log.info(`go-toolchain-sum was not applied: it is of the module's zip; ${from} was verified by ${verifiedBy}`)
  }
  return toolchainAt({...fetched, version, reason: `${reason}; from ${from}`})
}

/** Asks for the list of versions only where the choice, or a warning that goes with a download, needs it. */
async function settle({wanted, gos, machine, choice}: GoPlan, published: () => Promise<Published>) {
  const isAskWorthwhile =
    choice.kind === 'unresolved' || (choice.kind === 'fetch' && wanted.firstRelease && isFirstRelease(choice.version))
  if (!isAskWorthwhile) return choice
  const settled = chooseGo({wanted, gos, machine, published: await published()})
  if (settled.kind === 'wrong') throw new RequestError(settled.problems)
  if (settled.kind === 'unresolved') throw new Error(`unresolved with a list: ${settled.reason}`)
  return settled
}

function toolchainAt({
  goroot,
  version,
  source,
  reason,
}: Pick<Toolchain, 'goroot' | 'version' | 'source' | 'reason'>): Toolchain {
  return {
    version,
    program: goPrograms(goroot).go,
    goroot,
    source,
    reason,
    // A GOROOT in the environment is of the Go on PATH.
    env: {GOTOOLCHAIN: 'local', ...(source === 'PATH' ? {} : {GOROOT: goroot})},
  }
}

function rootsOf({toolCache, fallbackRoot}: LookOptions): readonly string[] {
  return [...(toolCache ? [toolCache] : []), fallbackRoot]
}

function machineOf({architecture}: GoRequest): Machine | undefined {
  const found = architectureOf(architecture ?? process.arch)
  return found && {os: goOsOf(process.platform), architecture: found}
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  return () => {
    running ??= work()
    return running
  }
}
