import type {Context} from '../context.ts'
import {buildkit} from '../engine/index.ts'
import {messageOf} from '../lib/errors.ts'

/** Removes builders that a killed run has left. What can't be removed is a warning. */
export async function removeBuilders(
  names: readonly string[],
  {exec, env, log, signal}: Pick<Context, 'exec' | 'env' | 'log' | 'signal'>,
): Promise<void> {
  try {
    const buildx = await buildkit.findBuildx({exec, env, signal})
    for (const name of names) await buildkit.removeBuilder(buildx, name)
  } catch (error) {
    log.warn(`a builder may be left: ${messageOf(error)}`)
  }
}
