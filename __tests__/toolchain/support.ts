import {existsSync} from 'node:fs'
import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {delimiter, dirname, join} from 'node:path'
import {createToolFiles} from '../../src/actions/index.ts'
import {UserError} from '../../src/lib/errors.ts'
import {nodeExec} from '../../src/lib/exec.ts'
import type {Log} from '../../src/lib/log.ts'
import {
  type GoPlan,
  type GoRequest,
  type LookOptions,
  planGo,
  provideGo,
  type Toolchain,
} from '../../src/toolchain/index.ts'
import {toSemver} from '../../src/toolchain/version.ts'
import {fakeGo, MACHINE} from '../helpers/go-proxy.ts'

// The toolkit waits 10 to 20 s before it tries again; these are its own switches for tests.
Object.assign(globalThis, {TEST_DOWNLOAD_TOOL_RETRY_MIN_SECONDS: 0, TEST_DOWNLOAD_TOOL_RETRY_MAX_SECONDS: 0})

const made: string[] = []

export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'gcz-toolchain-')))
  made.push(folder)
  return folder
}

export async function removeFolders(): Promise<void> {
  for (const folder of made.splice(0)) await rm(folder, {recursive: true, force: true})
}

/** Where `sh` and `tar` are, and no Go. */
const SYSTEM = '/usr/bin:/bin'

export interface Scene {
  readonly request?: Partial<GoRequest>
  readonly door?: 'action' | 'cli'
  readonly goMod?: string
  readonly env?: Readonly<Record<string, string>>
  /** A made-up Go on PATH. */
  readonly onPath?: string
  /** The machine's own go on PATH. */
  readonly realGo?: boolean
  readonly toolCache?: string
  readonly signal?: AbortSignal
}

export interface Prepared {
  readonly options: LookOptions
  readonly said: string[]
  readonly home: string
}

/** A machine of its own: home, module cache, tool cache and PATH are new folders. */
export async function setUp({
  request = {},
  door = 'action',
  goMod,
  env = {},
  onPath,
  realGo,
  ...rest
}: Scene): Promise<Prepared> {
  const home = await temporaryFolder()
  const dir = join(home, 'work')
  await put(join(dir, 'main.go'), 'package main\n')
  if (goMod !== undefined) await put(join(dir, 'go.mod'), `module example.com/m\n\n${goMod}\n`)
  if (onPath) await putGo(join(home, 'go'), onPath)
  const path = [...(onPath ? [join(home, 'go/bin')] : []), ...(realGo ? [goFolder()] : []), SYSTEM]
  const said: string[] = []
  return {
    home,
    said,
    options: {
      request: {checkLatest: false, ...request},
      door,
      dir,
      exec: nodeExec,
      // A closed port: nothing of these tests reaches the network by mistake.
      env: {
        PATH: path.join(delimiter),
        HOME: home,
        GOENV: 'off',
        GO_DOWNLOAD_BASE_URL: '',
        GOMODCACHE: join(home, 'mod'),
        GOFLAGS: '-modcacherw',
        ...env,
      },
      goEnv: {},
      files: createToolFiles({log: logInto(said), keepStdout: true}),
      log: logInto(said),
      fallbackRoot: join(home, 'ours'),
      ...rest,
    },
  }
}

export async function putGo(goroot: string, version: string): Promise<void> {
  for (const [name, text] of Object.entries(fakeGo(version))) await put(join(goroot, name), text, 0o755)
}

/** As the runner's images and setup-go leave it. */
export async function putInToolCache(root: string, version: string, complete = true): Promise<string> {
  const goroot = join(root, 'go', toSemver(version), MACHINE.architecture.name)
  await putGo(goroot, version)
  if (complete) await put(`${goroot}.complete`, '')
  return goroot
}

export async function put(path: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), {recursive: true})
  await writeFile(path, text, {mode})
}

export async function plan({options}: Prepared): Promise<GoPlan> {
  const result = await planGo(options)
  if ('problems' in result)
    throw new Error(result.problems.map(({subject, message}) => `${subject}: ${message}`).join('\n'))
  return result
}

export async function provide(set: Prepared): Promise<Toolchain> {
  return provideGo(await plan(set), set.options)
}

/** Message and hint of the error that must come. */
export async function failure(set: Prepared): Promise<string> {
  const error = await provide(set).then(
    ({reason}) => new Error(`no error, but ${reason}`),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof UserError)) throw error
  return `${error.message}\nhint: ${error.hint}`
}

function logInto(said: string[]): Log {
  return {
    debug() {},
    info: message => said.push(message),
    warn: warning => said.push(`warning: ${typeof warning === 'string' ? warning : warning.message}`),
    error() {},
  }
}

/** The folder of the go that runs these tests, from PATH. */
function goFolder(): string {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.find(folder => existsSync(join(folder, 'go'))) ?? ''
}
