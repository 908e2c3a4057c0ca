import type {Context} from '../context.ts'
import {hostsOf, type PlannedImage} from '../plan/index.ts'
import {type ClosableRegistry, createRegistry} from '../registry/index.ts'
import {loginsFor} from '../request/index.ts'

/** The way to the registries of a run. Without images, user name and password belong to none. */
export function openRegistry(context: Context, images: readonly PlannedImage[]): ClosableRegistry {
  const {request, env, exec, log, signal, maskSecret} = context
  const {insecure, githubToken} = request.registry
  const logins = loginsFor(request.registry, hostsOf(images)[0])
  return createRegistry({env, exec, log, signal, logins, insecure, githubToken, onSecret: maskSecret})
}
