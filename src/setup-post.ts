import {dirname} from 'node:path'
import {fileURLToPath} from 'node:url'
import {createRunner} from './actions/index.ts'
import {messageOf} from './lib/errors.ts'
import {type Environment, nodeExec} from './lib/exec.ts'
import {removeTree} from './lib/files.ts'
import {onSignals} from './lib/signals.ts'
import {createActionLog} from './report/index.ts'

/** The post step of `setup`, after all steps of the job. A cache is a help: nothing here fails a job. */
export async function run(env: Environment, cwd: string, signal: AbortSignal): Promise<void> {
  const caches = createRunner(env).readJobCaches()
  if (!caches) return
  const write = (text: string) => void process.stdout.write(text)
  const log = createActionLog({write, workspace: env.GITHUB_WORKSPACE ?? cwd})
  const assets = dirname(fileURLToPath(import.meta.url))
  try {
    const {finishJob} = await import('./stages/set-up-job.ts')
    await finishJob(caches, {env, exec: nodeExec, log, assets, signal})
  } catch (error) {
    if (!signal.aborted) log.warn(`the caches were not saved: ${messageOf(error)}`)
  }
  if (caches.fresh !== undefined) await removeTree(caches.fresh).catch(() => {})
}

const interruption = onSignals(process, text => void process.stdout.write(text))
await run(process.env, process.cwd(), interruption.signal)
