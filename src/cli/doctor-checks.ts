import {randomUUID} from 'node:crypto'
import {mkdir, rm, statfs, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {cacheRoot} from '../cache/index.ts'
import {codeOf, messageOf} from '../lib/errors.ts'
import type {Environment, Exec} from '../lib/exec.ts'
import {checkZlib} from '../oci/index.ts'
import {formatBytes} from '../report/index.ts'
import {engineEnvironment} from '../runtime/index.ts'
import {gitEnvironment} from '../trigger/index.ts'

export interface Check {
  readonly name: string
  readonly state: 'ok' | 'warn' | 'fail'
  /** What was found. */
  readonly found: string
  /** What to change; absent when nothing has to be. */
  readonly fix?: string
}

export interface Machine {
  readonly env: Environment
  readonly exec: Exec
  readonly cwd: string
  readonly signal: AbortSignal
  readonly nodeVersion: string
}

const LEAST_NODE = [20, 15] as const

export function checkNode({nodeVersion}: Machine): Check {
  const [major = 0, minor = 0] = nodeVersion.replace(/^v/, '').split('.').map(Number)
  const [leastMajor, leastMinor] = LEAST_NODE
  const fits = major > leastMajor || (major === leastMajor && minor >= leastMinor)
  const check = {name: 'node', found: nodeVersion} as const
  return fits
    ? {...check, state: 'ok'}
    : {...check, state: 'fail', fix: `install Node ${LEAST_NODE.join('.')} or later`}
}

export function checkCompression(): Check {
  const check = checkZlib()
  if (check.reproducible) return {name: 'zlib', state: 'ok', found: 'compresses as every official Node does'}
  return {name: 'zlib', state: 'warn', found: check.warning}
}

interface Tool {
  readonly name: string
  readonly program: string
  readonly args: readonly string[]
  /** What it sees of ours, as in a build. */
  readonly environment: (env: Environment) => Environment
  /** How bad it is when the program is absent. */
  readonly absent: 'warn' | 'ok'
  readonly fix: string
}

const TOOLS: readonly Tool[] = [
  {
    name: 'git',
    program: 'git',
    args: ['--version'],
    environment: gitEnvironment,
    absent: 'warn',
    fix: 'install git: tags and labels come from the commit',
  },
  {
    name: 'docker',
    program: 'docker',
    args: ['version', '--format', '{{.Server.Version}}'],
    environment: engineEnvironment,
    absent: 'ok',
    fix: 'start Docker to use --load',
  },
  {
    name: 'podman',
    program: 'podman',
    args: ['--version'],
    environment: engineEnvironment,
    absent: 'ok',
    fix: 'check the installation of podman',
  },
  {
    name: 'buildx',
    program: 'docker',
    args: ['buildx', 'version'],
    environment: engineEnvironment,
    absent: 'ok',
    fix: 'nothing needs it yet; the engine buildkit will',
  },
]

export function checkTools(machine: Machine): Promise<readonly Check[]> {
  return Promise.all(TOOLS.map(tool => checkTool(tool, machine)))
}

/** A daemon that doesn't answer, such as a far DOCKER_HOST, must not hold up the others. */
const ANSWER_MS = 10_000

async function checkTool({name, program, args, environment, absent, fix}: Tool, machine: Machine): Promise<Check> {
  const {exec, cwd} = machine
  const env = environment(machine.env)
  const signal = AbortSignal.any([machine.signal, AbortSignal.timeout(ANSWER_MS)])
  const broken = (found: string): Check => ({name, state: 'warn', found, fix})
  try {
    const {exitCode, stdout, stderr} = await exec({program, args, env, cwd, signal})
    if (exitCode !== 0) return broken(firstLine(stderr) || `exit code ${exitCode}`)
    return {name, state: 'ok', found: firstLine(stdout)}
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') return broken(messageOf(error))
    if (absent === 'ok') return {name, state: 'ok', found: 'not installed (needed only for what uses it)'}
    return {name, state: absent, found: 'not installed', fix}
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? ''
}

/** Less is too little for the caches of Go and ours. */
const LEAST_DISK = 2e9

export async function checkCacheFolder({env}: Machine): Promise<readonly Check[]> {
  const folder = cacheRoot(env)
  const probe = join(folder, `.doctor-${randomUUID()}`)
  try {
    await mkdir(folder, {recursive: true})
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    const fix = 'make it writable, or set GO_CONTAINERIZE_CACHE to another folder'
    return [{name: 'cache', state: 'fail', found: `${folder}: ${messageOf(error)}`, fix}]
  }
  const {bavail, bsize} = await statfs(folder)
  const disk = {name: 'disk', found: `${formatBytes(bavail * bsize)} free at ${folder}`} as const
  return [
    {name: 'cache', state: 'ok', found: `${folder} is writable`},
    bavail * bsize >= LEAST_DISK
      ? {...disk, state: 'ok'}
      : {...disk, state: 'warn', fix: 'free some space: go clean -cache, go-containerize cache clear'},
  ]
}
