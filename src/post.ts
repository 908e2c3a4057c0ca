import {type Environment, nodeExec} from './lib/exec.ts'
import {removeTree} from './lib/files.ts'
import {onSignals} from './lib/signals.ts'
import {bundleFolder, openStep} from './step.ts'

/** The action's post step, at the end of the job: on a self-hosted runner nothing of ours stays. */
export async function run(env: Environment, cwd: string, signal: AbortSignal): Promise<void> {
  const {runner, log} = openStep(env, cwd)
  const {folders, saves, builders} = runner.readState()
  if (saves.length > 0) {
    const {saveLeft} = await import('./stages/save-left.ts')
    await saveLeft(saves, {env, exec: nodeExec, log, assets: bundleFolder(), signal}).catch(() => {}) // a cancelled job
  }
  if (builders.length > 0) {
    const {removeBuilders} = await import('./stages/remove-builders.ts')
    await removeBuilders(builders, {env, exec: nodeExec, log, signal})
  }
  // What can't be removed is no reason to fail a job that has done its work.
  for (const folder of folders) await removeTree(folder).catch(() => {})
}

const interruption = onSignals(process, text => void process.stdout.write(text))
await run(process.env, process.cwd(), interruption.signal)
