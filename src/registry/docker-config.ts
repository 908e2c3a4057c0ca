import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {codeOf, messageOf} from '../lib/errors.ts'
import type {Environment, Exec} from '../lib/exec.ts'
import {isRecord, type JsonRecord, recordAt, stringAt} from '../lib/json.ts'
import type {Log} from '../lib/log.ts'
import {askHelper} from './credential-helper.ts'
import {type Credential, type CredentialSource, hostOf} from './credentials.ts'

export interface DockerConfigOptions {
  readonly env: Environment
  readonly exec: Exec
  readonly log: Log
  readonly signal?: AbortSignal
}

/** What `docker login`, and then what `podman login`, left on this machine. */
export function fromDockerConfig(options: DockerConfigOptions): CredentialSource {
  const read = memoize((path: string) => readConfig(path, options.log))
  return async host => {
    for (const path of configPaths(options.env)) {
      const config = await read(path)
      const credential = config && (await credentialIn({config, path, host, ...options}))
      if (credential) return credential
    }
    return undefined
  }
}

function configPaths(env: Environment): readonly string[] {
  const home = env.HOME ?? env.USERPROFILE
  const docker = env.DOCKER_CONFIG || (home && join(home, '.docker'))
  const configHome = env.XDG_CONFIG_HOME || (home && join(home, '.config'))
  // https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md
  const containers = [
    env.REGISTRY_AUTH_FILE,
    env.XDG_RUNTIME_DIR && join(env.XDG_RUNTIME_DIR, 'containers', 'auth.json'),
    configHome && join(configHome, 'containers', 'auth.json'),
  ]
  return [docker && join(docker, 'config.json'), ...containers].flatMap(path => (path ? [path] : []))
}

async function readConfig(path: string, log: Log): Promise<JsonRecord | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (isRecord(value)) return value
    log.warn(`${path} is no JSON object; its logins are not used`)
  } catch (error) {
    // A JSON error quotes the text, which may be a secret: so it is not repeated.
    if (error instanceof SyntaxError) log.warn(`${path} is not valid JSON; its logins are not used`)
    else if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') {
      log.warn(`${path} can't be read, its logins are not used: ${messageOf(error)}`)
    }
  }
  return undefined
}

interface Search extends DockerConfigOptions {
  readonly config: JsonRecord
  readonly path: string
  readonly host: string
}

/** A helper named for the host, then the general one, then the file itself. */
async function credentialIn(search: Search): Promise<Credential | undefined> {
  const {config, host, path} = search
  const ownHelper = entryFor(recordAt(config, 'credHelpers'), host)
  const helper = typeof ownHelper === 'string' ? ownHelper : stringAt(config, 'credsStore')
  const found = helper ? await askHelper({...search, helper}) : undefined
  return found ?? storedCredential(entryFor(recordAt(config, 'auths'), host), `Docker's configuration ${path}`)
}

function entryFor(entries: JsonRecord | undefined, host: string): unknown {
  return Object.entries(entries ?? {}).find(([key]) => hostOf(key) === host)?.[1]
}

function storedCredential(entry: unknown, origin: string): Credential | undefined {
  const token = stringAt(entry, 'identitytoken')
  if (token) return {kind: 'refresh', token, origin}
  const [username, password] = decodeAuth(stringAt(entry, 'auth')) ?? [
    stringAt(entry, 'username'),
    stringAt(entry, 'password'),
  ]
  return username && password ? {kind: 'password', username, password, origin} : undefined
}

function decodeAuth(auth: string | undefined): readonly [string, string] | undefined {
  const text = Buffer.from(auth ?? '', 'base64').toString('utf8')
  const colon = text.indexOf(':')
  // Docker writes NUL bytes after some passwords: https://github.com/docker/cli/blob/v28.0.0/cli/config/configfile/file.go
  return colon < 1 ? undefined : [text.slice(0, colon), text.slice(colon + 1).replace(/\0+$/, '')]
}

function memoize<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return key => {
    const value = known.get(key) ?? read(key)
    known.set(key, value)
    return value
  }
}
