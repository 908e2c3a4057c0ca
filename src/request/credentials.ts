import {parseHost} from './images.ts'
import {parsePair, parseRecords} from './lists.ts'
import type {Reader} from './reader.ts'
import type {RegistryLogin, RegistryRequest} from './types.ts'
import type {Parsed} from './words.ts'

const FIELDS = ['registry', 'username', 'password']

/** Reads where credentials come from. No message repeats a value: any of them may be a secret in the wrong place. */
export function readRegistry(reader: Reader): RegistryRequest {
  const githubToken = reader.text('github-token')
  return {
    logins: reader.each('registry-auth', reader.raw('registry-auth'), text => readLogins(reader, text)).flat(),
    insecure: reader.each('insecure-registries', reader.list('insecure-registries'), parseHost),
    ...readLogin(reader),
    ...(githubToken === undefined ? {} : {githubToken}),
  }
}

const NO_SECRET = 'is the secret set, and may this run see it?'

/**
 * A workflow that logs in by secrets also runs for forks, which get none: there a login without password is left out,
 * because such a run builds and reports all the same.
 */
function readLogin(reader: Reader): {username: string; password: string} | undefined {
  const username = reader.text('username')
  const password = reader.text('password')
  if (username !== undefined && password !== undefined) return {username, password}
  if (password !== undefined) reader.problem('username', 'is missing beside password')
  if (username === undefined) return undefined
  if (reader.door === 'action') reader.warn('username', `is not used, because password is empty; ${NO_SECRET}`)
  else reader.problem('password', 'is missing beside username', NO_SECRET)
  return undefined
}

function readLogins(reader: Reader, text: string): Parsed<readonly RegistryLogin[]> {
  const parsed = parseLogins(text)
  if ('problem' in parsed) return parsed
  const known = parsed.value.filter(isComplete)
  for (const {registry} of parsed.value.filter(login => !isComplete(login))) {
    if (reader.door === 'cli') return {problem: `the login of ${registry} has an empty username or password`}
    reader.warn('registry-auth', `the login of ${registry} is not used, because a part of it is empty; ${NO_SECRET}`)
  }
  return {value: known}
}

function isComplete({username, password}: RegistryLogin): boolean {
  return username !== '' && password !== ''
}

/** One `registry=HOST,username=NAME,password=SECRET` a line. */
export function parseLogins(text: string): Parsed<readonly RegistryLogin[]> {
  if (/^\s*-\s/m.test(text)) return {problem: 'is a YAML list', hint: FORM}
  const records = parseRecords(text)
  if ('problem' in records) return records
  const logins: RegistryLogin[] = []
  for (const [index, fields] of records.value.entries()) {
    const login = parseLogin(fields)
    if ('problem' in login) return {problem: `entry ${index + 1} ${login.problem}`, hint: FORM}
    logins.push(login.value)
  }
  return {value: logins}
}

const FORM =
  'write registry=HOST,username=NAME,password=SECRET, one entry a line; a field with a comma stands in double quotes'

function parseLogin(fields: readonly string[]): Parsed<RegistryLogin> {
  const found: Record<string, string> = {}
  for (const field of fields) {
    const pair = parsePair(field)
    if (!pair || !FIELDS.includes(pair.key)) return {problem: `has a field that is none of ${FIELDS.join(', ')}`}
    if (pair.key in found) return {problem: `has ${pair.key} twice`}
    found[pair.key] = pair.value
  }
  const {registry, username, password} = found
  if (registry === undefined || username === undefined || password === undefined) {
    return {problem: `has no ${FIELDS.filter(name => !(name in found)).join(' and no ')}`}
  }
  const host = parseHost(registry)
  if ('problem' in host) return {problem: 'names a registry that is not a host'}
  return {value: {registry: host.value, username, password}}
}

/** What to log in with, in the order of right. User name and password are for `host` alone, where all images go. */
export function loginsFor(
  {logins, username, password}: RegistryRequest,
  host: string | undefined,
): readonly (RegistryLogin & {readonly origin?: string})[] {
  if (host === undefined || username === undefined || password === undefined) return logins
  return [...logins, {registry: host, username, password, origin: 'username and password'}]
}

/** Every text of a `registry-auth` that may be a secret, also when the rest of it can't be read: these get masked. */
export function secretsIn(registryAuth: string): readonly RegistryLogin[] {
  const parsed = parseLogins(registryAuth)
  if ('value' in parsed) return parsed.value
  const ends = [...registryAuth.matchAll(/password\s*[=:]\s*(.+?)\s*$/gim)].map(match => match[1] ?? '')
  // Where the password ends is not known: at a comma, or with the line.
  const values = ends.flatMap(end => [end, end.split(',')[0] ?? ''])
  return values.map(password => ({registry: '', username: '', password: password.replace(/^"|"$/g, '')}))
}
