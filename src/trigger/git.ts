import {environmentFor} from '../lib/environment.ts'
import type {Environment, Exec} from '../lib/exec.ts'
import type {Trigger} from './types.ts'

export interface GitFacts {
  /** Absent on a detached HEAD. */
  readonly branch?: string
  /** The only tag of a commit that is checked out by itself, without a branch, as people and other CI check out a tag. */
  readonly tag?: string
  /** Absent outside of a work tree, before the first commit, or where the files differ from it. */
  readonly commit?: NonNullable<Trigger['commit']>
}

/**
 * What git knows of `dir`, in two processes at once. A folder that is no work tree, or a machine without git, is no
 * error: such a build has no commit.
 */
export async function readGit(options: {
  readonly exec: Exec
  readonly env: Environment
  readonly dir: string
  /** `gitTrust` */
  readonly anyOwner: boolean
}): Promise<GitFacts> {
  const {exec, env, dir} = options
  const trust = gitTrust(options.anyOwner)
  const git = (...args: string[]) =>
    exec({program: 'git', args: [...trust, ...args], cwd: dir, env: gitEnvironment(env)}).catch(() => undefined)
  const [head, status] = await Promise.all([
    // %ct is seconds since 1970, whatever the commit's time zone.
    git('log', '-1', '--no-show-signature', '--format=%H %ct %D', '--decorate=full', 'HEAD'),
    git('status', '--porcelain', '--untracked-files=normal', '--ignore-submodules=none'),
  ])
  if (head?.exitCode !== 0 || status?.exitCode !== 0) return {}
  const [sha = '', seconds = '', ...names] = head.stdout.trim().split(' ')
  const branch = /HEAD -> refs\/heads\/([^,]+)/.exec(names.join(' '))?.[1]
  const [tag, ...others] = [...names.join(' ').matchAll(/tag: refs\/tags\/([^,]+)/g)].map(([, name]) => name)
  const isCommitted = status.stdout.trim() === '' // untracked files count: they may be compiled
  return {
    ...(branch === undefined ? {} : {branch}),
    ...(isCommitted && branch === undefined && tag !== undefined && others.length === 0 ? {tag} : {}),
    ...(isCommitted ? {commit: {sha, time: new Date(Number(seconds) * 1000)}} : {}),
  }
}

/** In a job container the checkout belongs to another user, and git refuses to read it. On a laptop git's refusal stands. */
export function gitTrust(anyOwner: boolean): readonly string[] {
  return anyOwner ? ['-c', 'safe.directory=*'] : []
}

/** What git needs to find the repository and the user's settings. */
export function gitEnvironment(env: Environment): Environment {
  // `git status` would else write the user's index anew, only to note what it has looked at.
  return {...environmentFor(env, name => name.startsWith('GIT_')), GIT_OPTIONAL_LOCKS: '0'}
}
