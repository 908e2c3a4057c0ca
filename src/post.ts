import {createRunner} from './actions/index.ts'
import type {Environment} from './lib/exec.ts'
import {removeTree} from './lib/files.ts'

/** The action's post step, at the end of the job: on a self-hosted runner nothing of ours stays. */
export async function run(env: Environment): Promise<void> {
  // What can't be removed is no reason to fail a job that has done its work.
  for (const folder of createRunner(env).readState().folders) await removeTree(folder).catch(() => {})
}

await run(process.env)
