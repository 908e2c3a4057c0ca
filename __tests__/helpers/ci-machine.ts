import {mkdirSync, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import type {CachesReport} from '../../src/ci-cache/index.ts'
import type {Report} from '../../src/report/types.ts'
import {output} from './bundle.ts'
import type {CacheServer} from './cache-service.ts'
import {moduleProxy} from './module-proxy.ts'
import {node24} from './node24.ts'
import {type ActionOptions, type ActionRun, runAction} from './runner.ts'
import {runtimeToken} from './runtime-token.ts'
import {commitAll, writeFiles} from './workspace.ts'

/** A machine of CI: its disk is a new folder, and a cache service may be in reach. */
export interface CiMachine {
  readonly goCache: string
  readonly goModCache: string
  /** The project's own cache folder. */
  readonly outputs: string
  /** RUNNER_TEMP */
  readonly temp: string
  /** One job with this one step, main and post. */
  run(options: CiRunOptions): Promise<CiRun>
}

export interface CiRunOptions {
  readonly workspace: string
  readonly trigger?: CiTrigger
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly started?: ActionOptions['started']
  /** GITHUB_RUN_ID; default: one that no other run has. */
  readonly runId?: string
}

export interface CiRun extends ActionRun {
  /** Undefined when main failed. */
  readonly report: Report | undefined
  readonly caches: CachesReport | undefined
  /** What a runner shows as warnings of main. */
  readonly warnings: readonly string[]
}

/** What started the job. */
export interface CiTrigger {
  readonly event: object
  readonly env: Readonly<Record<string, string>>
}

const REPOSITORY = {id: 1, full_name: 'acme/shop', default_branch: 'main'}
const ref = (GITHUB_EVENT_NAME: string, GITHUB_REF: string): CiTrigger['env'] => ({
  GITHUB_EVENT_NAME,
  GITHUB_REF,
  GITHUB_REF_NAME: GITHUB_REF.replace(/^refs\/(heads|tags|pull)\//, ''),
})

export const pushTo = (branch: string): CiTrigger => ({
  event: {repository: REPOSITORY},
  env: ref('push', `refs/heads/${branch}`),
})
export const tagged = (tag: string): CiTrigger => ({
  event: {repository: REPOSITORY},
  env: ref('push', `refs/tags/${tag}`),
})
/** Runs on the default branch, whatever it is about. */
export const eventOf = (name: string): CiTrigger => ({
  event: {repository: REPOSITORY},
  env: ref(name, 'refs/heads/main'),
})
export const pullRequest = (name: 'pull_request' | 'pull_request_target', {fork}: {fork: boolean}): CiTrigger => ({
  event: {
    action: 'synchronize',
    pull_request: {number: 7, head: {sha: 'f'.repeat(40), repo: {id: fork ? 2 : 1}}, base: {repo: {id: 1}}},
    repository: REPOSITORY,
  },
  env: {
    ...ref(name, name === 'pull_request' ? 'refs/pull/7/merge' : 'refs/heads/main'),
    GITHUB_BASE_REF: 'main',
    GITHUB_HEAD_REF: 'topic',
  },
})

let runs = 0

export function ciMachine(folder: string, server?: CacheServer): CiMachine {
  const [goCache, goModCache] = [join(folder, 'go-build'), join(folder, 'go-mod')]
  const [outputs, temp] = [join(folder, 'outputs'), join(folder, 'temp')]
  mkdirSync(temp, {recursive: true})
  const disk = {
    HOME: folder,
    // Nothing that this machine's user has set; a test says what it needs.
    GOENV: 'off',
    GOPROXY: 'off',
    GOSUMDB: 'off',
    GOFLAGS: '-modcacherw', // else nobody but root could remove it
    GOPRIVATE: undefined,
    GOCACHE: goCache,
    GOMODCACHE: goModCache,
    GO_CONTAINERIZE_CACHE: outputs,
    RUNNER_ENVIRONMENT: 'github-hosted',
  }
  return {
    goCache,
    goModCache,
    outputs,
    temp,
    async run({workspace, trigger = pushTo('main'), inputs, env, started, runId}) {
      runs++
      const run = await runAction({
        node: node24(),
        workspace,
        temp,
        event: trigger.event,
        inputs: {image: 'localhost:1/acme/shop', platforms: 'linux/amd64', push: 'false', ...inputs},
        env: {...disk, ...server?.env, ...trigger.env, GITHUB_RUN_ID: runId ?? String(1000 + runs), ...env},
        ...(started && {started}),
      })
      const json = run.main.outputs.report
      const report: Report | undefined = json ? JSON.parse(json) : undefined
      const warnings = [...run.main.stdout.matchAll(/^::warning[^:]*::(.*)$/gm)].map(([, text = '']) => text)
      return {...run, report, caches: report?.caches ?? undefined, warnings}
    },
  }
}

export interface Shop {
  readonly workspace: string
  /** A GOPROXY in a folder with the one module that the shop needs. */
  readonly proxy: string
}

export const LIB = {
  path: 'example.com/lib',
  version: 'v1.0.0',
  files: {'lib.go': 'package lib\n\nconst Said = "hello"\n'},
}

export const saidFile = (text: string) => ({'said/said.go': `package said\n\nconst Text = "${text}"\n`})

/** Needs nothing of the standard library but its runtime: compiled from nothing in seconds. */
const MAIN = `package main

import (
\t"example.com/lib"
\t"example.com/shop/said"
)

func main() { println(lib.Said, said.Text) }
`

/** A repository with one program or several, a package of its own and one module from elsewhere. */
export async function shop(folder: string, mains: readonly string[] = ['.']): Promise<Shop> {
  const workspace = join(folder, 'work')
  const proxy = await moduleProxy(join(folder, 'proxy'), [LIB])
  writeFiles(workspace, {
    'go.mod': 'module example.com/shop\n\ngo 1.21\n\nrequire example.com/lib v1.0.0\n',
    ...saidFile('one'),
    ...Object.fromEntries(mains.map(dir => [join(dir, 'main.go'), MAIN])),
  })
  const env = {GOENV: 'off', GOPROXY: proxy, GONOSUMDB: '*', GOFLAGS: '-modcacherw', GOMODCACHE: join(folder, 'tidy')}
  await output('go', ['mod', 'tidy'], {cwd: workspace, env: {...env, GOWORK: 'off', GOTOOLCHAIN: 'local'}})
  await commitAll(workspace)
  return {workspace, proxy}
}

/** Changes files and commits them, as the next push would have them. */
export async function edit(workspace: string, files: Readonly<Record<string, string>>): Promise<void> {
  writeFiles(workspace, files)
  await commitAll(workspace)
}

/** What a job may do with the cache service, by its token. */
export function mayAccess(scopes: Readonly<Record<string, 'read' | 'write'>>): Readonly<Record<string, string>> {
  return {ACTIONS_RUNTIME_TOKEN: runtimeToken({scopes})}
}

/** Requests that would change the service. */
export function writesOf(server: CacheServer): readonly string[] {
  return server.requests.filter(request => !/^(GetCacheEntryDownloadURL|GET|HEAD) /.test(request))
}

/** The newest entry of a kind: which of a run's caches is saved first is nobody's promise. */
export function entryOf(server: CacheServer, kind: 'mod' | 'build' | 'out'): CacheServer['entries'][number] {
  const entry = server.entries.findLast(({key}) => key.startsWith(`gcz-${kind}-`))
  if (!entry) throw new Error(`the service has no gcz-${kind}- but ${server.entries.map(({key}) => key).join(', ')}`)
  return entry
}

/** Path and time of every file below a folder. */
export function timesBelow(folder: string): ReadonlyMap<string, number> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile())
  const paths = files.map(({parentPath, name}) => join(parentPath, name))
  return new Map(paths.sort().map(path => [path.slice(folder.length + 1), statSync(path).mtimeMs]))
}
