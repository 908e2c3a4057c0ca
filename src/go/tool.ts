import {stat} from 'node:fs/promises'
import {codeOf, type Problem, UserError} from '../lib/errors.ts'
import type {Environment, Exec, ExecResult} from '../lib/exec.ts'
import {goEnvironment} from './environment.ts'

/** Runs the machine's go with the one environment of a run; `env` is added to it. Resolves whatever the exit code. */
export type RunGo = (args: readonly string[], options: GoOptions) => Promise<ExecResult>

/** No Go on this machine. */
export class GoMissing extends UserError {}

export interface GoOptions {
  readonly cwd: string
  readonly env?: Environment
  readonly signal?: AbortSignal
}

export interface GoToolOptions {
  readonly exec: Exec
  readonly env: Environment
  /** The request's `go-env`. */
  readonly goEnv?: Readonly<Record<string, string>>
  /** Default: `go` on PATH. */
  readonly program?: string
  readonly signal?: AbortSignal
}

export function goTool({exec, env, goEnv = {}, program = 'go', signal: all}: GoToolOptions): RunGo {
  const base = goEnvironment(env, goEnv)
  return async (args, options) => {
    const signals = [all, options.signal].filter(signal => signal !== undefined)
    const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0]
    try {
      return await exec({
        program,
        args,
        cwd: options.cwd,
        // go reads PWD to keep the user's spelling of a folder that is reached through a link.
        env: {...base, PWD: options.cwd, ...options.env},
        withChildren: true,
        ...(signal ? {signal} : {}),
      })
    } catch (error) {
      if (signal?.aborted) throw error
      throw await notStarted(error, program, options.cwd)
    }
  }
}

async function notStarted(error: unknown, program: string, cwd: string): Promise<unknown> {
  const code = codeOf(error)
  if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EACCES') return error
  // spawn says ENOENT for a missing working folder too, and ENOTDIR for a file.
  const [problem] = await folderProblems(cwd)
  if (problem) {
    // The request's own folder was looked at before anything ran, so this one is another.
    const hint = 'does TMPDIR (in the action RUNNER_TEMP) name a folder?'
    return new UserError(`cannot run go there: ${problem.message}`, {cause: error, hint})
  }
  return new GoMissing(`cannot run "${program}": Go was not found on PATH`, {
    cause: error,
    hint: 'install Go (https://go.dev/doc/install)',
  })
}

/** Is the request's folder one? */
export async function folderProblems(dir: string): Promise<readonly Problem[]> {
  const folder = await stat(dir).catch(() => undefined)
  if (folder?.isDirectory()) return []
  const message = folder ? `${dir} is not a folder` : `${dir}: there is no such folder`
  const hint = 'set working-directory (the command line: DIR) to the folder of the Go module'
  return [{subject: 'working-directory', message, hint}]
}
