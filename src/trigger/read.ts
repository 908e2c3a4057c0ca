import {readFile} from 'node:fs/promises'
import {UserError} from '../lib/errors.ts'
import type {Environment, Exec} from '../lib/exec.ts'
import {readGit} from './git.ts'
import {githubTrigger} from './github.ts'
import type {Trigger} from './types.ts'

/**
 * What happened: in the action from the event, on a laptop from git. The commit always comes from the work tree, since
 * GITHUB_SHA of a pull request is a merge commit that nobody can find later.
 */
export async function readTrigger(options: {
  readonly door: 'action' | 'cli'
  readonly env: Environment
  readonly exec: Exec
  readonly dir: string
}): Promise<Trigger> {
  const [git, event] = await Promise.all([
    readGit({...options, anyOwner: options.door === 'action'}),
    options.door === 'action' ? readEvent(options.env) : undefined,
  ])
  const commit = git.commit ? {commit: git.commit} : {}
  if (options.door === 'action') return {...githubTrigger(options.env, event), ...commit}
  return {
    kind: 'local',
    trust: {trusted: true, reason: 'your own machine'},
    ...(git.branch === undefined ? {} : {branch: git.branch}),
    ...(git.tag === undefined ? {} : {tag: git.tag}),
    ...commit,
  }
}

async function readEvent(env: Environment): Promise<unknown> {
  if (!env.GITHUB_EVENT_PATH) return undefined
  try {
    return JSON.parse(await readFile(env.GITHUB_EVENT_PATH, 'utf8'))
  } catch (cause) {
    throw new UserError(`cannot read the event's payload ${env.GITHUB_EVENT_PATH}`, {
      cause,
      hint: 'GITHUB_EVENT_PATH is set by the runner; a job container has to mount that folder',
    })
  }
}
