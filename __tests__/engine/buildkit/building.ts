import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {
  type BuildOptions,
  type BuildResult,
  type BuildTask,
  buildDockerfile,
  findBuildx,
} from '../../../src/engine/buildkit/index.ts'
import {type Environment, nodeExec} from '../../../src/lib/exec.ts'
import type {Log, Warning} from '../../../src/lib/log.ts'
import {type Platform, parsePlatform} from '../../../src/oci/index.ts'
import type {BuilderRequest, DockerfileRequest} from '../../../src/request/types.ts'
import {writeFiles} from '../../helpers/workspace.ts'

/** A Dockerfile of which nothing else is said. */
export const REQUEST: DockerfileRequest = {
  mode: 'auto',
  verifyReplacement: false,
  advice: false,
  call: 'build',
  cwd: tmpdir(),
  buildArgs: [],
  buildContexts: [],
  secrets: [],
  secretEnvs: [],
  secretFiles: [],
  ssh: [],
  cacheFrom: [],
  cacheTo: [],
  noCache: false,
  noCacheFilters: [],
  pull: false,
  addHosts: [],
  ulimit: [],
  allow: [],
  attests: [],
  outputs: [],
}

export const NO_BUILDER: BuilderRequest = {driverOpts: [], platforms: []}

export const AMD64: Platform = {os: 'linux', architecture: 'amd64'}
export const ARM64: Platform = {os: 'linux', architecture: 'arm64'}

export const TASK: BuildTask = {
  request: REQUEST,
  builder: {name: 'test', nodes: []},
  file: '/project/Dockerfile',
  context: '/work',
  contexts: {},
  platforms: [AMD64],
  labels: {},
  annotations: {},
  created: new Date(0),
}

export interface Said extends Log {
  readonly lines: string[]
  readonly warnings: string[]
}

/** A log that keeps what was said. */
export function keepingLog(): Said {
  const lines: string[] = []
  const warnings: string[] = []
  const warn = (warning: Warning | string) => {
    warnings.push(typeof warning === 'string' ? warning : warning.message)
  }
  return {lines, warnings, warn, debug() {}, info: line => void lines.push(line), error() {}}
}

export interface TestBuild {
  /** With the Dockerfile. */
  readonly files: Readonly<Record<string, string>>
  readonly env: Environment
  readonly request?: Partial<DockerfileRequest>
  readonly task?: Partial<BuildTask>
  readonly options?: Partial<BuildOptions>
  readonly signal?: AbortSignal
}

export interface Built extends BuildResult {
  readonly layout: string
  readonly log: Said
}

/** Builds the files in a folder of their own below `temp`. */
export async function buildFiles(temp: string, {files, env, signal, ...more}: TestBuild): Promise<Built> {
  const folder = mkdtempSync(join(temp, 'build-'))
  const context = join(folder, 'context')
  writeFiles(context, files)
  const log = keepingLog()
  const layout = join(folder, 'layout')
  const buildx = await findBuildx({exec: nodeExec, env, ...(signal && {signal})})
  const result = await buildDockerfile({
    buildx,
    task: {
      ...TASK,
      file: join(context, 'Dockerfile'),
      context,
      ...more.task,
      request: {...REQUEST, cwd: context, ...more.request},
    },
    source: {path: 'Dockerfile', lineOf: line => line},
    env,
    log,
    layoutPath: layout,
    names: ['example:test'],
    shape: 'auto',
    ...more.options,
  })
  return {...result, layout, log}
}

export function temporaryFolder(): {readonly path: string; remove(): void} {
  const path = mkdtempSync(join(tmpdir(), 'buildkit-engine-'))
  return {path, remove: () => rmSync(path, {recursive: true, force: true, maxRetries: 3})}
}

export const HOST = parsePlatform(`linux/${process.arch === 'arm64' ? 'arm64' : 'amd64'}`) ?? AMD64
export const FOREIGN = HOST.architecture === 'arm64' ? AMD64 : ARM64
