import {readFile} from 'node:fs/promises'
import {availableParallelism} from 'node:os'
import {join} from 'node:path'
import pLimit from 'p-limit'
import type {CacheFolder} from '../cache/index.ts'
import type {UserError} from '../lib/errors.ts'
import type {Log} from '../lib/log.ts'
import type {Phases} from '../lib/phases.ts'
import {forMany} from '../lib/signals.ts'
import {formatPlatform, type Platform} from '../oci/index.ts'
import {cgoHint, cgoWarnings} from './cgo.ts'
import {buildArguments, type CompilePlanInput, type CompileTask, planCompile} from './compile-plan.ts'
import {type BuildFailure, buildFailure, reportFailures} from './errors.ts'
import type {GoFacts} from './facts.ts'
import {executableName} from './names.ts'
import {openFolder} from './open-folder.ts'
import type {OutputFolder} from './outputs.ts'
import type {RunGo} from './tool.ts'
import type {Binary, MainPackage} from './types.ts'

export interface CompileOptions extends CompilePlanInput {
  readonly go: RunGo
  readonly facts: Pick<GoFacts, 'minor' | 'goVersion' | 'goWork'>
  /** The request's folder: positions of errors are relative to it. */
  readonly dir: string
  /** Programs are kept in it between runs. */
  readonly cache: CacheFolder
  /** Have cmd/go note what it did, for `graphs`. */
  readonly withGraphs?: boolean
  readonly phases: Phases
  readonly log: Log
  readonly signal?: AbortSignal
  /** Builds at once; default: one per core. */
  readonly atOnce?: number
}

/** Compilation under way. The programs lie in the cache and are ours until `close`, which must always be called. */
export interface Compilation {
  /** Resolves as soon as this program is linked and measured; rejects when any of the run failed. */
  binary(main: MainPackage, platform: Platform): Promise<Binary>
  readonly all: Promise<readonly Binary[]>
  /** What cmd/go noted of each build (-debug-actiongraph), once all are done. What can't be read is ''. */
  graphs(): Promise<readonly string[]>
  /** Ends what still runs, and gives the programs free. */
  close(): Promise<void>
}

/** `go build -json` writes errors as events that name their package. https://go.dev/doc/go1.24#go-command */
const BUILD_JSON_SINCE_MINOR = 24

/** Starts to compile every main for every platform, at most one build per core; after one failure the others end. */
export function compile(options: CompileOptions): Compilation {
  const stop = new AbortController()
  const signal = forMany(options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal)
  const limit = pLimit(options.atOnce ?? availableParallelism())
  const folders: OutputFolder[] = []
  const reasons: unknown[] = []
  let unfinished = 0
  const run = async (task: CompileTask): Promise<readonly Binary[]> => {
    unfinished++
    try {
      signal.throwIfAborted()
      const folder = await openFolder(task.outputKey, options)
      folders.push(folder)
      signal.throwIfAborted()
      return await runTask(task, folder, options, signal)
    } catch (error) {
      reasons.push(error)
      stop.abort()
      throw error
    } finally {
      unfinished--
    }
  }
  const tasks = planCompile(options).map(task => ({task, binaries: limit(() => run(task))}))
  const remarks = warnOfCgo(options, signal)
  const settled = Promise.allSettled(tasks.map(({binaries}) => binaries))
  const all = settled.then(async results => {
    options.signal?.throwIfAborted()
    const failures = reasons.flatMap(reason => (reason instanceof BuildFailed ? [reason.failure] : []))
    if (failures.length > 0) throw await explain(failures, options)
    if (reasons.length > 0) throw reasons[0] // those after it were stopped because of it
    return results.flatMap(result => (result.status === 'fulfilled' ? result.value : []))
  })
  all.catch(() => {}) // whoever awaits it sees the failure; nobody may have to
  return {
    all,
    binary: (main, platform) => pick(tasks, main, platform, all),
    async graphs() {
      await all
      return Promise.all(folders.map(({work}) => readFile(join(work, 'actions.json'), 'utf8').catch(() => '')))
    },
    async close() {
      if (unfinished > 0 || limit.pendingCount > 0) stop.abort()
      await Promise.all([settled, remarks])
      // What can't be tidied up now goes with the next run's look at the cache.
      await Promise.allSettled(folders.map(folder => folder.close()))
    },
  }
}

type RunningTask = {readonly task: CompileTask; readonly binaries: Promise<readonly Binary[]>}

async function pick(
  tasks: readonly RunningTask[],
  main: MainPackage,
  platform: Platform,
  all: Promise<readonly Binary[]>,
): Promise<Binary> {
  const wanted = formatPlatform(platform)
  const isWanted = (of: {platform: Platform}, importPath: string) =>
    formatPlatform(of.platform) === wanted && importPath === main.importPath
  const found = tasks.find(({task}) => task.mains.some(({importPath}) => isWanted(task, importPath)))
  // A failed task rejects with a note for us; `all` has the reason in full, once every build has ended.
  const binaries = await (found?.binaries ?? all).catch(() => all)
  const binary = binaries.find(of => isWanted(of, of.main.importPath))
  if (!binary) throw new Error(`${main.importPath} for ${wanted} was never planned`)
  return binary
}

/** For us alone: users get the failures of all tasks as one error. */
class BuildFailed extends Error {
  readonly failure: BuildFailure

  constructor(failure: BuildFailure) {
    super(`go build failed for ${failure.platform}`)
    this.failure = failure
  }
}

async function runTask(
  task: CompileTask,
  folder: OutputFolder,
  {go, facts, phases, dir, withGraphs}: CompileOptions,
  signal: AbortSignal,
): Promise<readonly Binary[]> {
  const platform = formatPlatform(task.platform)
  const graph = withGraphs ? join(folder.work, 'actions.json') : undefined
  const args = buildArguments(task, {bin: folder.bin, json: facts.minor >= BUILD_JSON_SINCE_MINOR, graph})
  const env = {...task.env, GOTMPDIR: folder.work}
  await phases.time('compile', platform, async () => {
    const result = await go(args, {cwd: task.moduleDir, env, signal})
    if (result.exitCode !== 0) throw new BuildFailed(buildFailure({result, task, dir}))
  })
  const binaries: Binary[] = []
  for (const main of task.mains) {
    const measured = await folder.measure(executableName(main.importPath), signal)
    binaries.push({main, platform: task.platform, ...measured})
  }
  return binaries
}

/** Beside the builds, and once for each state of the dependencies: it must not slow a warm run. */
async function warnOfCgo(options: CompileOptions, signal: AbortSignal): Promise<void> {
  const {cgo, platforms, flags, log} = options
  const [platform] = platforms
  if (cgo || !platform) return
  // A check that can't be made is no failure: the build says what is wrong.
  const warnings = await cgoWarnings({...options, platform, flags: flags.list, signal}).catch(() => [])
  for (const warning of warnings) log.warn(warning)
}

async function explain(failures: readonly BuildFailure[], options: CompileOptions): Promise<UserError> {
  const {go, mains, platforms, flags, signal, log} = options
  const [platform] = platforms
  const text = failures.map(failure => failure.text).join('\n')
  const check = {go, mains, flags: flags.list, ...(signal ? {signal} : {})}
  const hint = options.cgo || !platform ? undefined : await cgoHint(text, {...check, platform})
  return reportFailures(failures, {log, platforms, hint})
}
