import {dirname} from 'node:path'
import {fileURLToPath} from 'node:url'
import {createRunner} from './actions/index.ts'
import {type Environment, nodeExec} from './lib/exec.ts'
import {removeTree} from './lib/files.ts'
import {onSignals} from './lib/signals.ts'
import {createActionLog} from './report/index.ts'

/** The action's post step, at the end of the job: on a self-hosted runner nothing of ours stays. */
export async function run(env: Environment, cwd: string, signal: AbortSignal): Promise<void> {
  const {folders, saves} = createRunner(env).readState()
  if (saves.length > 0) {
    const {saveLeft} = await import('./stages/save-left.ts')
    const write = (text: string) => void process.stdout.write(text)
    const log = createActionLog({write, workspace: env.GITHUB_WORKSPACE ?? cwd})
    const assets = dirname(fileURLToPath(import.meta.url))
    await saveLeft(saves, {env, exec: nodeExec, log, assets, signal}).catch(() => {}) // only a cancelled job ends here
  }
  // What can't be removed is no reason to fail a job that has done its work.
  for (const folder of folders) await removeTree(folder).catch(() => {})
}

const interruption = onSignals(process, text => void process.stdout.write(text))
await run(process.env, process.cwd(), interruption.signal)
