import {nodeExec} from '../lib/exec.ts'
import type {Log} from '../lib/log.ts'
import type {ClosableRegistry} from '../registry/index.ts'
import type {Request} from '../request/index.ts'
import type {Session} from './call.ts'

/** A registry for commands that speak to one host: `username` and `password` are meant for it. */
export async function createRegistryFor(
  {env, signal}: Session,
  {registry}: Request,
  host: string,
  log: Log,
): Promise<ClosableRegistry> {
  const {createRegistry} = await import('../registry/index.ts')
  const {logins, username, password, githubToken, insecure} = registry
  const own = username && password ? [{registry: host, username, password, origin: 'username and password'}] : []
  return createRegistry({env, exec: nodeExec, log, logins: [...logins, ...own], githubToken, insecure, signal})
}
