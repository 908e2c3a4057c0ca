import {type ChildProcess, spawn} from 'node:child_process'
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {toolPath} from './tools.ts'

export interface TestRegistry {
  /** `localhost:41234`, as it stands in references. */
  readonly host: string
  /** With scheme, without a slash at the end. */
  readonly url: string
  /** All that it has logged so far. */
  log(): string
  stop(): Promise<void>
}

/** go-containerregistry's registry: in memory, no login. */
export async function startRegistry(): Promise<TestRegistry> {
  const process = await startProcess(toolPath('registry'), ['-port', '0'], /serving on port (\d+)/)
  return {host: `localhost:${process.port}`, url: `http://localhost:${process.port}`, ...process}
}

export interface TokenAuth {
  readonly realm: string
  readonly service: string
  readonly issuer: string
  /** The file with the keys that tokens are signed with. */
  readonly jwks: string
}

export interface DistributionOptions {
  /** htpasswd knows one user: `REGISTRY_USER`. */
  readonly auth?: 'htpasswd' | TokenAuth
  /** PEM files. */
  readonly tls?: {readonly cert: string; readonly key: string}
}

/** The one user of a registry with htpasswd. */
export const REGISTRY_USER = {username: 'tester', password: 'secret'} as const
// bcrypt of that password: a registry takes nothing else, and Node can't make it.
const HTPASSWD = 'tester:$2a$05$I/exn5IiG/BvZqVWKVn/heLc4XaOUThy4Q79d8vQpcqR1FgjDVqUm\n'

/** The CNCF distribution registry: on disk, deletes enabled, digests of uploads checked. */
export async function startDistribution({auth, tls}: DistributionOptions = {}): Promise<TestRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'distribution-'))
  try {
    await mkdir(join(folder, 'data'))
    await writeFile(join(folder, 'htpasswd'), HTPASSWD)
    await writeFile(join(folder, 'config.json'), JSON.stringify(configuration(folder, auth, tls)))
    const args = ['serve', join(folder, 'config.json')]
    const process = await startProcess(toolPath('distribution'), args, /listening on 127\.0\.0\.1:(\d+)/)
    const stop = async () => {
      await process.stop()
      await rm(folder, {recursive: true, force: true})
    }
    const host = `localhost:${process.port}`
    return {host, url: `${tls ? 'https' : 'http'}://${host}`, log: process.log, stop}
  } catch (error) {
    await rm(folder, {recursive: true, force: true})
    throw error
  }
}

/** JSON is YAML too. https://distribution.github.io/distribution/about/configuration/ */
function configuration(folder: string, auth: DistributionOptions['auth'], tls: DistributionOptions['tls']): object {
  return {
    version: 0.1,
    log: {level: 'info', accesslog: {disabled: true}},
    storage: {filesystem: {rootdirectory: join(folder, 'data')}, delete: {enabled: true}},
    http: {addr: '127.0.0.1:0', secret: 'test', ...(tls ? {tls: {certificate: tls.cert, key: tls.key}} : {})},
    ...(auth === undefined ? {} : {auth: authConfiguration(folder, auth)}),
  }
}

function authConfiguration(folder: string, auth: 'htpasswd' | TokenAuth): object {
  if (auth === 'htpasswd') return {htpasswd: {realm: 'tests', path: join(folder, 'htpasswd')}}
  return {token: {...auth}}
}

interface StartedProcess {
  readonly port: string
  log(): string
  stop(): Promise<void>
}

/** Starts a server and waits for the line that tells its port. */
async function startProcess(program: string, args: readonly string[], ready: RegExp): Promise<StartedProcess> {
  // Nothing of this process's environment: REGISTRY_* would change the configuration.
  const child = spawn(program, args, {stdio: ['ignore', 'pipe', 'pipe'], env: {PATH: process.env.PATH}})
  let text = ''
  const port = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk.toString('utf8')
      const found = ready.exec(text)?.[1]
      if (found) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('error', reject)
    child.on('exit', code => reject(new Error(`${program} ended with code ${code}: ${text}`)))
  })
  return {port, log: () => text, stop: () => stopProcess(child)}
}

function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise(resolve => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL') // they keep nothing that a polite end would save
  })
}
