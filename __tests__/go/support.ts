import {openCacheFolder} from '../../src/cache/index.ts'
import {
  type BuildFlags,
  buildFlags,
  type Compilation,
  type CompileOptions,
  compile,
  discoverMains,
  type GoFacts,
  goFacts,
  goTool,
  type MainPackage,
  type RunGo,
} from '../../src/go/index.ts'
import type {SourcePosition} from '../../src/lib/errors.ts'
import {nodeExec} from '../../src/lib/exec.ts'
import type {Log} from '../../src/lib/log.ts'
import {createPhases} from '../../src/lib/phases.ts'
import {type Platform, parsePlatform} from '../../src/oci/index.ts'
import type {CompileRequest} from '../../src/request/index.ts'

export const NO_REQUEST: CompileRequest = {buildTags: [], buildFlags: [], buildvcs: 'auto', goEnv: {}, cgo: false}

/** The machine's go without the network. */
export function offlineGo(env: Readonly<Record<string, string>> = {}): RunGo {
  return goTool({exec: nodeExec, env: {...process.env, GOFLAGS: '', GOPROXY: 'off', ...env}})
}

export function platform(text: string): Platform {
  const parsed = parsePlatform(text)
  if (!parsed) throw new Error(`${text} is no platform`)
  return parsed
}

export interface Found {
  readonly go: RunGo
  readonly facts: GoFacts
  readonly flags: BuildFlags
  readonly mains: readonly MainPackage[]
}

/** Facts, flags and mains of a folder, as the pipeline finds them. */
export async function find(
  dir: string,
  {patterns = [], request = {}, buildvcs = false, go = offlineGo()}: FindOptions = {},
): Promise<Found> {
  const facts = await goFacts({go, dir})
  const compileRequest = {...NO_REQUEST, ...request}
  const {flags} = buildFlags({goFlags: facts.goFlags, compile: compileRequest, buildvcs, trusted: true})
  const choice = await discoverMains({go, facts, dir, patterns, flags: flags.list})
  if ('problems' in choice) throw new Error(choice.problems.map(problem => problem.message).join('\n'))
  return {go, facts, flags, mains: choice.mains}
}

export interface FindOptions {
  readonly patterns?: readonly string[]
  readonly request?: Partial<CompileRequest>
  readonly buildvcs?: boolean
  readonly go?: RunGo
}

export function start(dir: string, cache: string, found: Found, options: Partial<CompileOptions> = {}): Compilation {
  return compile({
    ...found,
    dir,
    cache: openCacheFolder(cache),
    platforms: [platform('linux/amd64')],
    cgo: false,
    phases: createPhases(() => 0),
    log: recordingLog().log,
    ...options,
  })
}

export function recordingLog() {
  const errors: {message: string; at: SourcePosition}[] = []
  const warnings: string[] = []
  const log: Log = {
    debug() {},
    info() {},
    warn: warning => warnings.push(typeof warning === 'string' ? warning : warning.message),
    error: (message, at) => errors.push({message, at}),
  }
  return {log, errors, warnings}
}
