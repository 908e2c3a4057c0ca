import {join} from 'node:path'
import {createCacheService} from '../actions/index.ts'
import {performSave, type SaveTask} from '../ci-cache/index.ts'
import type {Environment, Exec} from '../lib/exec.ts'
import type {Log} from '../lib/log.ts'
import {saySaved} from '../report/index.ts'
import {stagingFolder} from './look-around.ts'

/** Saves what a failed run has left, so that the next one need not do it again. Never rejects but when cancelled. */
export async function saveLeft(
  tasks: readonly SaveTask[],
  context: {
    readonly env: Environment
    readonly exec: Exec
    readonly log: Log
    readonly assets: string
    readonly signal: AbortSignal
  },
): Promise<void> {
  const {env, exec, log, assets, signal} = context
  const service = createCacheService({exec, env, script: join(assets, 'actions', 'cache-child.js')})
  const place = {service, staging: stagingFolder({door: 'action', env}), signal}
  for (const task of tasks) {
    saySaved(log, task.kind, await performSave(task, place), 'left by a run that failed')
  }
}
