import type {Environment} from './lib/exec.ts'
import {keepHeapSmall} from './lib/heap.ts'
import {onSignals} from './lib/signals.ts'
import {openStep} from './step.ts'

/** The main step of the sub-action `setup`: Go and its caches for the other steps of the job. The result is the exit code. */
export async function run(env: Environment, cwd: string, signal: AbortSignal): Promise<number> {
  const {runner, log, context} = openStep(env, cwd)
  try {
    const call = context(signal, () => {})
    const {pathsOf, setUpJob} = await import('./stages/set-up-job.ts')
    const job = await setUpJob(call)
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
keepHeapSmall()
process.exitCode = await run(process.env, process.cwd(), interruption.signal)
