import {readdir} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {GoMissing, goTool, type RunGo} from '../go/index.ts'
import type {Environment, Exec} from '../lib/exec.ts'
import {exists} from '../lib/files.ts'
import {isRecord} from '../lib/json.ts'
import {goPrograms} from './layout.ts'
import type {GosHere, InstalledGo, Machine} from './types.ts'
import {compareVersions, fromSemver, readVersion} from './version.ts'

export interface HereOptions {
  readonly exec: Exec
  readonly env: Environment
  /** The request's `go-env`. */
  readonly goEnv: Readonly<Record<string, string>>
  readonly machine: Machine
  /** Folders with `go/<version>/<architecture>`: the runner's tool cache, and our own. */
  readonly roots: readonly string[]
  readonly signal?: AbortSignal
}

/** Which Gos are on this machine; some 15 ms, offline. */
export async function findGos(options: HereOptions): Promise<GosHere> {
  const {roots, machine, env, goEnv} = options
  const [path, cached] = await Promise.all([
    goOnPath(goTool(options), options.signal),
    Promise.all(roots.map(root => inToolCache(root, machine))),
  ])
  const settings = path?.settings ?? settingsOf(name => goEnv[name] ?? env[name] ?? '')
  return {
    ...(path ? {onPath: path.go} : {}),
    inToolCache: cached.flat().sort((a, b) => compareVersions(b.version, a.version)),
    settings,
  }
}

async function goOnPath(
  go: RunGo,
  signal?: AbortSignal,
): Promise<{go: InstalledGo; settings: GosHere['settings']} | undefined> {
  // GOTOOLCHAIN=local: go would else fetch the one that is set before it answers. In a folder of no module, as a broken
  // go.work would be the answer, and go.mod might name another Go.
  const names = ['GOVERSION', 'GOROOT', 'GOHOSTARCH', 'GOPROXY', 'GOFLAGS', 'GOPRIVATE', 'GONOPROXY', 'GONOSUMDB']
  try {
    const [all, toolchain] = await Promise.all([
      go(['env', '-json', ...names], {cwd: tmpdir(), env: {GOTOOLCHAIN: 'local', GOWORK: 'off'}}),
      go(['env', 'GOTOOLCHAIN'], {cwd: tmpdir()}),
    ])
    if (all.exitCode !== 0) return undefined
    const read = readEnv(all.stdout)
    const [version, goroot] = [versionOf(read('GOVERSION')), read('GOROOT')]
    if (version === undefined || goroot === '') return undefined
    const {go: program} = goPrograms(goroot)
    if (!(await exists(program))) return undefined
    return {
      go: {version, program, goroot, source: 'PATH', goArch: read('GOHOSTARCH')},
      settings: settingsOf(name => (name === 'GOTOOLCHAIN' ? toolchain.stdout.trim() : read(name))),
    }
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof GoMissing) return undefined
    throw error
  }
}

function settingsOf(read: (name: string) => string): GosHere['settings'] {
  return {
    goToolchain: read('GOTOOLCHAIN'),
    goProxy: read('GOPROXY'),
    goFlags: read('GOFLAGS'),
    goPrivate: read('GOPRIVATE'),
    goNoProxy: read('GONOPROXY'),
    goNoSumDb: read('GONOSUMDB'),
  }
}

/** `go1.26.1`, `go1.24.0 X:boringcrypto`, and of a development build the version that it will become. */
function versionOf(goVersion: string): string | undefined {
  const [, coming] = /^devel go([0-9.]+)/.exec(goVersion) ?? []
  return coming === undefined ? readVersion(goVersion) : readVersion(`${coming}-devel`)
}

function readEnv(json: string): (name: string) => string {
  const values: unknown = JSON.parse(json)
  return name => {
    const value = isRecord(values) ? values[name] : undefined
    return typeof value === 'string' ? value : ''
  }
}

/** What lacks its `.complete` file is somebody's unfinished copy. */
async function inToolCache(root: string, {architecture}: Machine): Promise<readonly InstalledGo[]> {
  const folder = join(root, 'go')
  const names = await readdir(folder).catch(() => [])
  const found = names.map(async (name): Promise<InstalledGo | undefined> => {
    const version = fromSemver(name)
    const goroot = join(folder, name, architecture.name)
    const {go: program} = goPrograms(goroot)
    if (version === undefined || !(await exists(`${goroot}.complete`)) || !(await exists(program))) return undefined
    return {version, program, goroot, source: 'tool cache', goArch: architecture.goArch}
  })
  return (await Promise.all(found)).filter(go => go !== undefined)
}
