import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {cacheRoot} from '../cache/index.ts'
import type {Context} from '../context.ts'
import {folderProblems} from '../go/index.ts'
import {type Problem, RequestError} from '../lib/errors.ts'
import type {Log} from '../lib/log.ts'
import {decideEngine} from '../plan/index.ts'
import {type GoPlan, type LookOptions, planGo, type ToolFiles} from '../toolchain/index.ts'
import {readTrigger, type Trigger} from '../trigger/index.ts'
import {type FoundDockerfile, findDockerfile} from './dockerfile/find.ts'

/** What the work tree, the event and the machine say, before any Go has run in the work tree. */
export interface FirstLook {
  readonly trigger: Trigger
  readonly dockerfile: FoundDockerfile | undefined
  /** Or why there can be none, where a Dockerfile may need none. */
  readonly goPlan: GoPlan | {readonly problems: readonly Problem[]}
}

/** The same where a Go is needed. */
export interface Surroundings extends FirstLook {
  readonly goPlan: GoPlan
}

export function needingGo(look: FirstLook): Surroundings {
  const {goPlan} = look
  if ('problems' in goPlan) throw new RequestError(goPlan.problems)
  return {...look, goPlan}
}

/** Some 20 ms, offline. Rejects with the request's mistakes about Go. */
export async function lookAround(context: Context): Promise<FirstLook> {
  const {request} = context
  const {dir} = request
  const wrongFolder = await folderProblems(dir)
  if (wrongFolder.length > 0) throw new RequestError(wrongFolder)
  const [trigger, search, goPlan] = await Promise.all([
    readTrigger({...context, dir}),
    findDockerfile(context),
    planGo(goLookOptions(context)),
  ])
  const isAsked = request.go.version !== undefined || request.go.versionFile !== undefined
  const mayNeedNone = !isAsked && search.found !== undefined && decideEngine(request, search.found.name).usesDockerfile
  const goProblems = 'problems' in goPlan ? goPlan.problems : []
  const problems = [...search.problems, ...(mayNeedNone && search.problems.length === 0 ? [] : goProblems)]
  if (problems.length > 0) throw new RequestError(problems)
  return {trigger, dockerfile: search.found, goPlan}
}

/** Where Gos are looked for, and how one is got. */
export function goLookOptions(context: Context): LookOptions {
  const {request, door, env, log} = context
  return {
    ...context,
    request: request.go,
    dir: request.dir,
    goEnv: request.compile.goEnv,
    files: lateToolFiles({log, keepStdout: door === 'cli'}),
    fallbackRoot: join(cacheRoot(env), 'toolchains'),
    ...(env.RUNNER_TOOL_CACHE ? {toolCache: env.RUNNER_TOOL_CACHE} : {}),
  }
}

/** Few runs fetch a Go, and the runner's toolkit costs 20 ms to load. */
function lateToolFiles(options: {readonly log: Log; readonly keepStdout: boolean}): ToolFiles {
  const files = async () => (await import('../actions/index.ts')).createToolFiles(options)
  return {
    fetchText: async (...args) => (await files()).fetchText(...args),
    download: async (...args) => (await files()).download(...args),
    extractTar: async (...args) => (await files()).extractTar(...args),
    extractZip: async (...args) => (await files()).extractZip(...args),
  }
}

/** Of the job where there is one: the runner empties it. */
export function temporaryRoot({door, env}: Pick<Context, 'door' | 'env'>): string {
  return join(door === 'action' && env.RUNNER_TEMP ? env.RUNNER_TEMP : tmpdir(), 'go-containerize')
}

/**
 * Where archives of the caches are made and unpacked. @actions/cache writes its tar command as one text without quotes:
 * in a folder with a space in its name no entry would ever be saved.
 * https://github.com/actions/toolkit/blob/main/packages/cache/src/internal/tar.ts
 */
export function stagingFolder(context: Pick<Context, 'door' | 'env'>): string {
  const root = temporaryRoot(context)
  return join(/[\s"']/.test(root) ? join(tmpdir(), 'go-containerize') : root, 'staging')
}
