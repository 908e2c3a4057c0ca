import {availableParallelism} from 'node:os'
import pLimit from 'p-limit'
import {UserError} from '../lib/errors.ts'
import type {Log} from '../lib/log.ts'
import type {Phases} from '../lib/phases.ts'
import {formatPlatform, type Platform} from '../oci/index.ts'
import {buildArguments, type CompilePlanInput, type CompileTask, planCompile} from './compile-plan.ts'
import {type BuildFailure, buildFailure, reportFailures} from './errors.ts'
import type {GoFacts} from './facts.ts'
import {executableName} from './names.ts'
import {type OutputFolder, openOutputs} from './outputs.ts'
import type {RunGo} from './tool.ts'
import type {Binary, MainPackage} from './types.ts'

export interface CompileOptions extends CompilePlanInput {
  readonly go: RunGo
  readonly facts: Pick<GoFacts, 'minor'>
  /** The request's folder: positions of errors are relative to it. */
  readonly dir: string
  /** Folder for link outputs that are kept between runs: `binariesFolder(cache.root)`. */
  readonly outputs: string
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
  /** Ends what still runs, and gives the programs free. */
  close(): Promise<void>
}

/** `go build -json` writes errors as events that name their package. https://go.dev/doc/go1.24#go-command */
const BUILD_JSON_SINCE_MINOR = 24

/** Starts to compile every main for every platform, at most one build per core; after one failure the others end. */
export function compile(options: CompileOptions): Compilation {
  const stop = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal
  const limit = pLimit(options.atOnce ?? availableParallelism())
  const folders: OutputFolder[] = []
  const failures: BuildFailure[] = []
  const run = async (task: CompileTask): Promise<readonly Binary[]> => {
    signal.throwIfAborted()
    const folder = await openOutputs(options.outputs, task.outputKey).catch(error => {
      throw notWritable(error, options.outputs)
    })
    folders.push(folder)
    const result = await runTask(task, folder, options, signal)
    if ('binaries' in result) return result.binaries
    failures.push(result.failure)
    stop.abort()
    throw new Error(`go build failed for ${formatPlatform(task.platform)}`)
  }
  const tasks = planCompile(options).map(task => ({task, binaries: limit(() => run(task))}))
  const settled = Promise.allSettled(tasks.map(({binaries}) => binaries))
  const all = settled.then(async results => {
    if (failures.length > 0) throw reportFailures(failures, options)
    options.signal?.throwIfAborted()
    for (const result of results) if (result.status === 'rejected') throw result.reason
    return results.flatMap(result => (result.status === 'fulfilled' ? result.value : []))
  })
  all.catch(() => {}) // whoever awaits it sees the failure; nobody may have to
  return {
    all,
    binary: (main, platform) => pick(tasks, main, platform, all),
    async close() {
      stop.abort()
      await settled
      await Promise.all(folders.map(folder => folder.close()))
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

async function runTask(
  task: CompileTask,
  folder: OutputFolder,
  {go, facts, phases, dir}: CompileOptions,
  signal: AbortSignal,
): Promise<{readonly binaries: readonly Binary[]} | {readonly failure: BuildFailure}> {
  const platform = formatPlatform(task.platform)
  const args = buildArguments(task, folder.bin, facts.minor >= BUILD_JSON_SINCE_MINOR)
  const env = {...task.env, GOTMPDIR: folder.work}
  const result = await phases.time('compile', platform, () => go(args, {cwd: task.moduleDir, env, signal}))
  if (result.exitCode !== 0) return {failure: buildFailure({result, task, dir})}
  const binaries = task.mains.map(async main => {
    const measured = await folder.measure(executableName(main.importPath), signal)
    return {main, platform: task.platform, ...measured}
  })
  return {binaries: await Promise.all(binaries)}
}

function notWritable(error: unknown, folder: string): UserError {
  return new UserError(`cannot write compiled programs to ${folder}`, {
    cause: error,
    hint: 'set GO_CONTAINERIZE_CACHE to a folder that can be written',
  })
}
