import {RequestError} from '../lib/errors.ts'
import {nodeExec} from '../lib/exec.ts'
import type {Log} from '../lib/log.ts'
import {parseReference, type Reference, withDefaultTag} from '../oci/index.ts'
import type {ClosableRegistry} from '../registry/index.ts'
import {loginsFor, type Request} from '../request/index.ts'
import type {Session} from './call.ts'

/** A registry for commands that speak to one host: `username` and `password` are meant for it. */
export async function createRegistryFor(
  {env, signal}: Session,
  {registry}: Request,
  host: string,
  log: Log,
): Promise<ClosableRegistry> {
  const {createRegistry} = await import('../registry/index.ts')
  const {githubToken, insecure} = registry
  return createRegistry({env, exec: nodeExec, log, logins: loginsFor(registry, host), githubToken, insecure, signal})
}

/** What an argument may be, by the name that it has in the help. */
const ARGUMENTS = {
  'REF|LAYOUT': {
    isNot: 'neither an OCI layout nor a reference',
    hint: 'name an image as ghcr.io/acme/shop:v1.4.2, or the folder of an OCI layout',
  },
  REPOSITORY: {isNot: 'no reference', hint: 'name it as ghcr.io/acme/shop'},
}

/** An argument that names an image in a registry. */
export function referenceOf(text: string, subject: keyof typeof ARGUMENTS): Reference {
  const parsed = parseReference(text)
  if ('reference' in parsed) return withDefaultTag(parsed.reference)
  const {isNot, hint} = ARGUMENTS[subject]
  throw new RequestError([{subject, message: `"${text}" is ${isNot}: ${parsed.problem}`, hint}])
}
