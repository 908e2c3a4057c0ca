import {dirname, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {createRunner, readInputs, secretsOf} from './actions/index.ts'
import {type Environment, nodeExec} from './lib/exec.ts'
import {createPhases} from './lib/phases.ts'
import {onSignals} from './lib/signals.ts'
import {createActionLog} from './report/index.ts'
import {parseRequest} from './request/index.ts'

/** The main step of the sub-action `setup`: Go and its caches for the other steps of the job. The result is the exit code. */
export async function run(env: Environment, cwd: string, signal: AbortSignal): Promise<number> {
  const runner = createRunner(env)
  const log = createActionLog({
    write: text => void process.stdout.write(text),
    workspace: env.GITHUB_WORKSPACE ?? cwd,
    verbose: env.RUNNER_DEBUG === '1',
  })
  try {
    const raw = readInputs(env)
    for (const secret of secretsOf(raw)) runner.mask(secret)
    const parsed = parseRequest(raw, {
      dir: resolve(cwd, raw.values['working-directory']?.at(-1)?.trim() ?? '.'),
      cwd,
      warn: message => log.warn(message),
    })
    const {pathsOf, setUpJob} = await import('./stages/set-up-job.ts')
    const job = await setUpJob({
      ...parsed,
      door: 'action',
      env,
      exec: nodeExec,
      log,
      phases: createPhases(() => performance.now(), log),
      signal,
      now: () => new Date(),
      assets: dirname(fileURLToPath(import.meta.url)),
      maskSecret: runner.mask,
      leave: () => {},
    })
    runner.saveJobCaches(job.left)
    runner.setJob({paths: pathsOf(job), env: job.env})
    runner.setOutputs({'go-version': job.toolchain.version, 'cache-hit': String(job.isWarm)})
    return 0
  } catch (error) {
    log.failure(error)
    return 1
  } finally {
    log.close()
  }
}

const interruption = onSignals(process, text => void process.stdout.write(text))
process.exitCode = await run(process.env, process.cwd(), interruption.signal)
