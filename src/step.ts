import {dirname, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {createRunner, type Runner, readInputs, secretsOf} from './actions/index.ts'
import type {Context, Leftover} from './context.ts'
import {type Environment, nodeExec} from './lib/exec.ts'
import {createPhases} from './lib/phases.ts'
import {createActionLog, type RunLog} from './report/index.ts'
import {parseRequest} from './request/index.ts'

/** A step of a job as its doors see it: what the runner knows of it, and where it speaks. */
export interface Step {
  readonly runner: Runner
  readonly log: RunLog
  /** What the pipeline gets. Masks every secret before anything is read from the inputs. */
  context(signal: AbortSignal, leave: (left: Leftover) => void): Context
}

export function openStep(env: Environment, cwd: string): Step {
  const runner = createRunner(env)
  const log = createActionLog({
    write: text => void process.stdout.write(text),
    workspace: env.GITHUB_WORKSPACE ?? cwd,
    verbose: env.RUNNER_DEBUG === '1',
  })
  return {
    runner,
    log,
    context(signal, leave) {
      const raw = readInputs(env)
      for (const secret of secretsOf(raw)) runner.mask(secret)
      const dir = resolve(cwd, raw.values['working-directory']?.at(-1)?.trim() ?? '.')
      return {
        ...parseRequest(raw, {dir, cwd, warn: message => log.warn(message)}),
        door: 'action',
        env,
        exec: nodeExec,
        log,
        phases: createPhases(() => performance.now(), log),
        signal,
        now: () => new Date(),
        assets: bundleFolder(),
        leave,
        maskSecret: runner.mask,
      }
    },
  }
}

/** Absolute folder of the running bundle. */
export function bundleFolder(): string {
  return dirname(fileURLToPath(import.meta.url))
}
