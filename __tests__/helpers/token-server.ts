import {generateKeyPairSync, type KeyObject, sign} from 'node:crypto'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {createServer, type IncomingMessage} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {REGISTRY_USER, type TokenAuth} from './registries.ts'

export interface TokenServer {
  /** For `startDistribution({auth})`. */
  readonly auth: TokenAuth
  /** What was asked, decoded: `GET service=… scope=… login=yes`. */
  readonly requests: readonly string[]
  stop(): Promise<void>
}

/** What REGISTRY_USER may exchange for tokens beside the password. */
export const REFRESH_TOKEN = 'a-refresh-token'
const ISSUER = 'tests'
const SERVICE = 'registry.tests'

/**
 * A token server as https://distribution.github.io/distribution/spec/auth/token/ has it: everybody may pull from
 * `public/…`, the one user may do all.
 */
export async function startTokenServer(): Promise<TokenServer> {
  const {privateKey, publicKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'})
  const folder = await mkdtemp(join(tmpdir(), 'token-server-'))
  const jwks = join(folder, 'jwks.json')
  await writeFile(
    jwks,
    JSON.stringify({keys: [{...publicKey.export({format: 'jwk'}), kid: 'tests', alg: 'ES256', use: 'sig'}]}),
  )

  const requests: string[] = []
  const server = createServer(async (request, response) => {
    const question = await readQuestion(request)
    requests.push(describe(request, question))
    if (question.wrongLogin) return void response.writeHead(401).end('{"details":"incorrect username or password"}')
    const token = jwt(privateKey, question)
    response.end(JSON.stringify({[question.refresh ? 'access_token' : 'token']: token, expires_in: 300}))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the token server has no port')
  return {
    auth: {realm: `http://127.0.0.1:${address.port}/token`, service: SERVICE, issuer: ISSUER, jwks},
    requests,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await rm(folder, {recursive: true})
    },
  }
}

interface Question {
  readonly scopes: readonly string[]
  readonly refresh: boolean
  readonly loggedIn: boolean
  readonly wrongLogin: boolean
}

async function readQuestion(request: IncomingMessage): Promise<Question> {
  let body = ''
  for await (const chunk of request) body += chunk
  const refresh = request.method === 'POST'
  const query = refresh ? new URLSearchParams(body) : new URL(request.url ?? '', 'http://x').searchParams
  const {username, password} = REGISTRY_USER
  const given = refresh ? query.get('refresh_token') : request.headers.authorization
  const loggedIn = given === (refresh ? REFRESH_TOKEN : `Basic ${btoa(`${username}:${password}`)}`)
  const scopes = query.getAll('scope').flatMap(scope => scope.split(' '))
  return {scopes, refresh, loggedIn, wrongLogin: Boolean(given) && !loggedIn}
}

function describe({method}: IncomingMessage, {scopes, loggedIn}: Question): string {
  return `${method} ${scopes.join(' ')} ${loggedIn ? REGISTRY_USER.username : 'nobody'}`
}

function jwt(key: KeyObject, {scopes, loggedIn}: Question): string {
  const now = Math.floor(Date.now() / 1000)
  const access = scopes.map(scope => {
    const [type = '', name = '', actions = ''] = scope.split(':')
    const allowed = loggedIn ? actions.split(',') : name.startsWith('public/') ? ['pull'] : []
    return {type, name, actions: actions.split(',').filter(action => allowed.includes(action))}
  })
  const claims = {iss: ISSUER, sub: '', aud: SERVICE, exp: now + 300, nbf: now - 10, iat: now, jti: String(now), access}
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${encode({typ: 'JWT', alg: 'ES256', kid: 'tests'})}.${encode(claims)}`
  const signature = sign('sha256', Buffer.from(text), {key, dsaEncoding: 'ieee-p1363'})
  return `${text}.${signature.toString('base64url')}`
}
