import {createHash} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {availableParallelism} from 'node:os'
import {join} from 'node:path'
import pLimit from 'p-limit'
import type {CacheFolder} from '../cache/index.ts'
import {allEnded} from '../lib/all-ended.ts'
import type {Log} from '../lib/log.ts'
import type {Phases} from '../lib/phases.ts'
import {forMany} from '../lib/signals.ts'
import {formatPlatform, type Platform} from '../oci/index.ts'
import {type BuildFailure, buildFailure, reportFailures} from './errors.ts'
import {openFolder} from './open-folder.ts'
import type {OutputFolder} from './outputs.ts'
import type {RunGo} from './tool.ts'

/** One `go build` whose words stand elsewhere, in a Dockerfile. */
export interface WrittenBuild {
  readonly id: string
  readonly platform: Platform
  /** Where go runs; absolute. */
  readonly dir: string
  /** All of go's variables that count. */
  readonly env: Readonly<Record<string, string>>
  /** All but -o and the packages. */
  readonly flags: readonly string[]
  /** None: the package in `dir`. */
  readonly packages: readonly string[]
  /** Names of the files that `go build -o DIR/` writes. */
  readonly executables: readonly string[]
}

export interface WrittenProgram {
  /** Absolute path on this machine. */
  readonly path: string
  /** Hex. */
  readonly sha256: string
  readonly size: number
}

export interface WrittenPrograms {
  program(build: WrittenBuild, executable: string): WrittenProgram
  /** What cmd/go noted of each build. */
  readonly graphs: readonly string[]
  /** Gives the programs free. */
  close(): Promise<void>
}

export interface WrittenOptions {
  readonly go: RunGo
  readonly minor: number
  readonly builds: readonly WrittenBuild[]
  /** Positions of errors are relative to it. */
  readonly dir: string
  readonly cache: CacheFolder
  readonly withGraphs: boolean
  readonly phases: Phases
  readonly log: Log
  readonly signal: AbortSignal
}

/** `go build -json` writes errors as events that name their package. https://go.dev/doc/go1.24#go-command */
const BUILD_JSON_SINCE_MINOR = 24

class BuildFailed extends Error {
  readonly failure: BuildFailure

  constructor(failure: BuildFailure) {
    super(`go build failed for ${failure.platform}`)
    this.failure = failure
  }
}

/** Runs the builds, at most one a core; after one failure the others end. */
export async function compileWritten(options: WrittenOptions): Promise<WrittenPrograms> {
  const {builds, log} = options
  const stop = new AbortController()
  const signal = forMany(AbortSignal.any([options.signal, stop.signal]))
  const limit = pLimit(availableParallelism())
  const folders: OutputFolder[] = []
  const failures: BuildFailure[] = []
  const close = async () => void (await Promise.allSettled(folders.map(folder => folder.close())))
  const run = async (build: WrittenBuild) => {
    try {
      signal.throwIfAborted()
      const folder = await openFolder(keyOf(build), options)
      folders.push(folder)
      return {build, ...(await runBuild(build, folder, options, signal))}
    } catch (error) {
      if (error instanceof BuildFailed) failures.push(error.failure)
      stop.abort()
      throw error
    }
  }
  try {
    const done = await allEnded(builds.map(build => limit(() => run(build))))
    return {
      close,
      graphs: done.map(({graph}) => graph),
      program(build, executable) {
        const found = done.find(one => one.build === build)?.programs.get(executable)
        if (!found) throw new Error(`${build.id} makes no ${executable}`)
        return found
      },
    }
  } catch (error) {
    await close()
    options.signal.throwIfAborted()
    if (failures.length === 0) throw error
    const platforms = [...new Map(builds.map(({platform}) => [formatPlatform(platform), platform])).values()]
    throw reportFailures(failures, {log, platforms, hint: undefined})
  }
}

async function runBuild(
  build: WrittenBuild,
  folder: OutputFolder,
  {go, minor, dir, phases, withGraphs}: WrittenOptions,
  signal: AbortSignal,
) {
  const {platform, flags, packages} = build
  const graph = join(folder.work, 'actions.json')
  const json = minor >= BUILD_JSON_SINCE_MINOR ? ['-json'] : []
  const notes = withGraphs ? [`-debug-actiongraph=${graph}`] : []
  const args = ['build', ...json, ...notes, ...flags, '-o', `${folder.bin}/`, '--', ...packages]
  const env = {...build.env, GOTMPDIR: folder.work}
  await phases.time('compile', formatPlatform(platform), async () => {
    const result = await go(args, {cwd: build.dir, env, signal})
    if (result.exitCode !== 0)
      throw new BuildFailed(buildFailure({result, task: {platform, moduleDir: build.dir}, dir}))
  })
  const programs = new Map<string, WrittenProgram>()
  for (const name of build.executables) programs.set(name, await folder.measure(name, signal))
  return {programs, graph: withGraphs ? await readFile(graph, 'utf8').catch(() => '') : ''}
}

/** Programs of one build take the place of those that it made before. */
function keyOf({id, dir, env, flags, packages}: WrittenBuild): string {
  return createHash('sha256')
    .update(JSON.stringify([id, dir, env, flags, packages]))
    .digest('hex')
    .slice(0, 32)
}
