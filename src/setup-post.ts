import {messageOf} from './lib/errors.ts'
import {type Environment, nodeExec} from './lib/exec.ts'
import {removeTree} from './lib/files.ts'
import {onSignals} from './lib/signals.ts'
import {bundleFolder, openStep} from './step.ts'

/** The post step of `setup`, after all steps of the job. A cache is a help: nothing here fails a job. */
export async function run(env: Environment, cwd: string, signal: AbortSignal): Promise<void> {
  const {runner, log} = openStep(env, cwd)
  const caches = runner.readJobCaches()
  if (!caches) return
  try {
    const {finishJob} = await import('./stages/set-up-job.ts')
    await finishJob(caches, {env, exec: nodeExec, log, assets: bundleFolder(), signal})
  } catch (error) {
    if (!signal.aborted) log.warn(`the caches were not saved: ${messageOf(error)}`)
  }
  if (caches.fresh !== undefined) await removeTree(caches.fresh).catch(() => {})
}

const interruption = onSignals(process, text => void process.stdout.write(text))
await run(process.env, process.cwd(), interruption.signal)
