import {spawn} from 'node:child_process'
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {createServer} from 'node:https'
import {connect, createServer as createTcpServer, type Server, type Socket} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {output} from './bundle.ts'
import {commitAll, writeFiles} from './workspace.ts'

/** A git server behind TLS that answers to one name, with one module, for those who know the token. */
export interface GitServer {
  readonly host: string
  /** Path of the module; its version is v1.0.0. */
  readonly module: string
  /** For git: the way to the server, which has no name in any DNS, its certificate, and more settings. */
  env(...more: readonly Setting[]): Readonly<Record<string, string>>
  /** What each request was, and whether it brought the token: `GET /acme/secret.git/info/refs: yes`. */
  readonly requests: string[]
  stop(): Promise<void>
}

type Setting = readonly [key: string, value: string]

const HOST = 'git.example.test'

export async function startGitServer(authorization: string): Promise<GitServer> {
  const folder = mkdtempSync(join(tmpdir(), 'git-server-'))
  const module = `${HOST}/acme/secret.git`
  await makeRepository(join(folder, 'root/acme/secret'), module)
  const {cert, key} = await makeCertificate(folder)
  const backend = join((await output('git', ['--exec-path'])).trim(), 'git-http-backend')
  const requests: string[] = []
  const server = createServer({cert: readFileSync(cert), key: readFileSync(key)}, (request, response) => {
    const isKnown = request.headers.authorization === authorization
    const {pathname, search} = new URL(request.url ?? '/', `https://${HOST}`)
    requests.push(`${request.method} ${pathname}: ${isKnown ? 'yes' : 'no'}`)
    if (!isKnown) return void response.writeHead(401, {'www-authenticate': 'Basic realm="git"'}).end()
    runBackend(backend, join(folder, 'root'), {pathname, search}, request, response)
  })
  const port = await listen(server)
  const sockets = new Set<Socket>()
  // A proxy that leads each CONNECT to the server: so git speaks to the real name, with TLS from end to end.
  const proxy = createTcpServer(socket => {
    sockets.add(socket.on('error', () => {}))
    socket.once('data', () => {
      const onward = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        onward.pipe(socket).pipe(onward)
      })
      sockets.add(onward.on('error', () => {}))
    })
  })
  const proxyPort = await listen(proxy)
  return {
    host: HOST,
    module,
    env: (...more) => ({
      ...gitConfigEnv([[`http.https://${HOST}/.proxy`, `http://127.0.0.1:${proxyPort}`], ...more]),
      GIT_SSL_CAINFO: cert, // a machine that sets it would win over a setting
      GIT_TERMINAL_PROMPT: '0',
    }),
    requests,
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      await Promise.all([server, proxy].map(one => new Promise(resolve => one.close(resolve))))
      rmSync(folder, {recursive: true, force: true})
    },
  }
}

/** What GIT_CONFIG_COUNT and its like say. https://git-scm.com/docs/git-config#ENVIRONMENT */
function gitConfigEnv(config: readonly Setting[]): Record<string, string> {
  const numbered = config.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ])
  return {GIT_CONFIG_COUNT: String(config.length), ...Object.fromEntries(numbered)}
}

async function makeRepository(folder: string, module: string): Promise<void> {
  mkdirSync(folder, {recursive: true})
  writeFiles(folder, {
    'go.mod': `module ${module}\n\ngo 1.21\n`,
    'secret.go': 'package secret\n\nconst Said = "a private hello"\n',
  })
  await commitAll(folder)
  await output('git', ['tag', 'v1.0.0'], {cwd: folder})
}

/** OpenSSL's program is on few machines; Go brings one with its sources. */
async function makeCertificate(folder: string): Promise<{cert: string; key: string}> {
  const goroot = (await output('go', ['env', 'GOROOT'])).trim()
  const source = join(goroot, 'src/crypto/tls/generate_cert.go')
  await output('go', ['run', source, '--host', HOST, '--ca', '--ecdsa-curve', 'P256'], {cwd: folder})
  return {cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem')}
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the git server has no port')
  return address.port
}

/** A CGI program: the request in its environment, the answer's headers before the body. https://git-scm.com/docs/git-http-backend */
function runBackend(
  backend: string,
  root: string,
  {pathname, search}: {readonly pathname: string; readonly search: string},
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const {headers, method = 'GET'} = request
  const child = spawn(backend, [], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_COUNT: '1', // the repository may belong to another user than this one
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
      REQUEST_METHOD: method,
      PATH_INFO: pathname.replace('/secret.git/', '/secret/'),
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
      ...(headers['content-length'] ? {CONTENT_LENGTH: headers['content-length']} : {}),
    },
  })
  child.stdin.on('error', () => {})
  request.pipe(child.stdin)
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.on('close', () => {
    const answer = Buffer.concat(chunks)
    const end = answer.indexOf('\r\n\r\n')
    const fields = answer
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map(line => line.split(/: (.*)/s))
    const status = Number(fields.find(([name]) => name === 'Status')?.[1]?.slice(0, 3) ?? 200)
    for (const [name = '', value = ''] of fields) if (name !== 'Status' && name !== '') response.setHeader(name, value)
    response.writeHead(status).end(answer.subarray(end + 4))
  })
}
