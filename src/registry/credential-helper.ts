import {environmentFor} from '../lib/environment.ts'
import {codeOf, messageOf} from '../lib/errors.ts'
import type {Environment, Exec} from '../lib/exec.ts'
import {stringAt} from '../lib/json.ts'
import type {Log} from '../lib/log.ts'
import type {Credential} from './credentials.ts'

export interface HelperQuestion {
  /** The last part of the program's name: `ecr-login` of docker-credential-ecr-login. */
  readonly helper: string
  readonly host: string
  readonly env: Environment
  readonly exec: Exec
  readonly log: Log
  readonly signal?: AbortSignal
}

const HELPER_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/
/** What helpers answer for a host they don't know. https://github.com/docker/docker-credential-helpers/blob/v0.9.3/credentials/error.go */
const NOT_FOUND = /credentials not found|no credentials server url|not logged in/i
/** One that waits for somebody to unlock it would wait for ever on a runner. */
const HELPER_LIMIT_MS = 60_000
/** Docker's mark for a secret that is a refresh token. */
const TOKEN_USER = '<token>'

/** Asks a credential helper as Docker does: the host on standard input. One that fails is a warning, the search goes on. */
export async function askHelper({
  helper,
  host,
  env,
  exec,
  log,
  signal: run,
}: HelperQuestion): Promise<Credential | undefined> {
  const program = `docker-credential-${helper}`
  if (!HELPER_NAME.test(helper)) {
    log.warn(`Docker's configuration names the credential helper "${helper}", which is no program name; it was not run`)
    return undefined
  }
  const server = host === 'docker.io' ? 'https://index.docker.io/v1/' : host
  try {
    const limit = AbortSignal.timeout(HELPER_LIMIT_MS)
    const signal = run ? AbortSignal.any([run, limit]) : limit
    const {exitCode, stdout, stderr} = await exec({
      program,
      args: ['get'],
      env: helperEnvironment(env),
      stdin: server,
      signal,
    })
    if (exitCode === 0) return parseAnswer(stdout, program)
    const said = `${stdout}\n${stderr}`.trim()
    if (!NOT_FOUND.test(said))
      log.warn(`${program} gave no login for ${host}: ${firstLine(said) || `exit code ${exitCode}`}`)
  } catch (error) {
    run?.throwIfAborted()
    const cause = codeOf(error) === 'ENOENT' ? 'it is not on PATH' : messageOf(error)
    log.warn(`Docker's configuration names ${program} for ${host}, but it could not run: ${cause}`)
  }
  return undefined
}

function parseAnswer(stdout: string, program: string): Credential | undefined {
  let answer: unknown
  try {
    answer = JSON.parse(stdout)
  } catch {
    throw new Error('its answer is not JSON') // without the parser's message: that quotes the secret
  }
  const username = stringAt(answer, 'Username')
  const secret = stringAt(answer, 'Secret')
  const origin = `Docker's configuration, helper ${program}`
  if (!secret) return undefined
  if (username === TOKEN_USER || !username) return {kind: 'refresh', token: secret, origin}
  return {kind: 'password', username, password: secret, origin}
}

const HELPER_NAMES = new Set([
  ...['DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'GNUPGHOME', 'GPG_TTY', 'PASSWORD_STORE_DIR'],
  ...['DOCKER_CONFIG', 'REGISTRY_AUTH_FILE', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'],
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
])
/** Cloud helpers log in from variables of their own. */
const CLOUD_PREFIX = /^(AWS|GOOGLE|GCLOUD|CLOUDSDK|AZURE|ACR|ARM|OCI)_/

function helperEnvironment(env: Environment): Environment {
  return environmentFor(env, name => HELPER_NAMES.has(name) || CLOUD_PREFIX.test(name))
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.trim().slice(0, 300) ?? ''
}
