import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {copyFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from '@jest/globals'
import {createCacheService} from '../../src/actions/cache-service.ts'
import {
  type CompileShare,
  compileShare,
  isWarmBuildCache,
  readSums,
  restoreBuildCache,
  restoreModules,
  saveBuildCache,
  saveModules,
  sweepBuildCache,
} from '../../src/ci-cache/index.ts'
import {nodeExec} from '../../src/lib/exec.ts'
import {type Finished, output, start} from '../helpers/bundle.ts'
import {bundleCacheProgram, type CacheProgram} from '../helpers/cache-program.ts'
import {type CacheServer, startCacheService} from '../helpers/cache-service.ts'
import {moduleProxy, moduleZip} from '../helpers/module-proxy.ts'
import {writeFiles} from '../helpers/workspace.ts'

// The room, @actions/cache, tar, a cache service and go, all of them real.

let program: CacheProgram
let server: CacheServer
let root: string

beforeAll(() => {
  program = bundleCacheProgram()
})
afterAll(() => program.remove())
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'gcz-ci-cache-'))
  server = await startCacheService(join(root, 'blobs'))
})
afterEach(async () => {
  await server.stop()
  rmSync(root, {recursive: true, force: true, maxRetries: 3})
})

/** What one CI machine has: nothing but a service to ask. */
function machine(name: string) {
  const folder = (part: string) => join(root, name, part)
  const service = createCacheService({
    exec: nodeExec,
    env: {PATH: process.env.PATH, ...server.env},
    script: program.script,
  })
  return {
    place: {service, staging: folder('temp')},
    goModCache: folder('go-mod'),
    goCache: folder('go-cache'),
    go(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Finished> {
      const own = {GOCACHE: folder('go-cache'), GOMODCACHE: folder('go-mod'), GOWORK: 'off', CGO_ENABLED: '0'}
      mkdirSync(folder('work'), {recursive: true})
      return start('go', args, {cwd, env: {...own, GOFLAGS: '-modcacherw -buildvcs=false', ...env}}).finished
    },
  }
}

const keys = {key: 'gcz-2', restoreKeys: ['gcz-']}

describe('the module cache', () => {
  const LIB = {path: 'example.com/lib', version: 'v1.0.0', files: {'lib.go': 'package lib\n\nconst Said = "hello"\n'}}
  const EVIL = {...LIB, files: {'lib.go': 'package lib\n\nconst Said = "pwned"\n'}}

  /** Builds on a machine with a proxy, and saves. */
  async function firstRun() {
    const app = join(root, 'app')
    writeFiles(app, {
      'go.mod': 'module example.com/app\n\ngo 1.21\n\nrequire example.com/lib v1.0.0\n',
      'main.go': 'package main\n\nimport "example.com/lib"\n\nfunc main() { println(lib.Said) }\n',
    })
    const proxy = await moduleProxy(join(root, 'proxy'), [LIB])
    const first = machine('first')
    const built = await first.go(['build', '-o', join(root, 'program'), '.'], app, {
      GOPROXY: proxy,
      GONOSUMDB: '*',
      GOFLAGS: '-mod=mod -modcacherw -buildvcs=false',
    })
    expect(built).toMatchObject({exitCode: 0})
    const {modules} = await readSums(app)
    const saved = await saveModules({...first.place, key: 'gcz-1', goModCache: first.goModCache, modules})
    expect(saved).toMatchObject({result: 'saved', files: 3})
    return app
  }

  test('is enough to build without a network', async () => {
    const app = await firstRun()
    const second = machine('second')
    const restored = await restoreModules({
      ...second.place,
      keys,
      goModCache: second.goModCache,
      sums: await readSums(app),
    })
    expect(restored).toMatchObject({result: 'restored', key: 'gcz-1', exact: false, files: 3})
    expect(await second.go(['build', '-o', join(root, 'program'), '.'], app, {GOPROXY: 'off'})).toMatchObject({
      exitCode: 0,
    })
    expect((await output(join(root, 'program'), []).catch(String)).toString()).toBe('')
  })

  test('with a zip that somebody changed is refused by go, with or without its hash beside it', async () => {
    const app = await firstRun()
    const archive = server.entries[0]?.path ?? ''
    const poison = join(root, 'poison')
    mkdirSync(poison)
    await output('tar', ['--zstd', '-xf', archive, '-C', poison])
    const versions = join(poison, 'go-modules/example.com/lib/@v')
    await copyFile(moduleZip(root, EVIL), join(versions, 'v1.0.0.zip'))
    const hashes = join(root, 'first/go-mod/cache/download/example.com/lib/@v/v1.0.0.ziphash')
    await copyFile(hashes, join(versions, 'v1.0.0.ziphash'))
    await output('tar', ['--zstd', '-cf', archive, '-C', poison, 'go-modules'])

    const second = machine('second')
    const restored = await restoreModules({
      ...second.place,
      keys,
      goModCache: second.goModCache,
      sums: await readSums(app),
    })
    expect(restored).toMatchObject({result: 'restored', files: 3})
    const built = await second.go(['build', '-o', join(root, 'program'), '.'], app, {GOPROXY: 'off'})
    expect(built.exitCode).not.toBe(0)
    expect(built.stderr).toContain('checksum mismatch')
    expect(built.stderr).toContain('SECURITY ERROR')
  })
})

describe('the build cache', () => {
  const edited = (text: string) => ({'said/said.go': `package said\n\nconst Text = "${text}"\n`})
  const FILES = {
    'go.mod': 'module example.com/app\n\ngo 1.21\n',
    'main.go':
      'package main\n\nimport (\n\t"fmt"\n\n\t"example.com/app/said"\n)\n\nfunc main() { fmt.Println(said.Text) }\n',
    ...edited('one'),
  }

  async function build(on: ReturnType<typeof machine>, app: string, env = {}): Promise<CompileShare | undefined> {
    const graph = join(root, 'graph.json')
    const args = ['build', '-trimpath', `-debug-actiongraph=${graph}`, '-o', join(root, 'program'), '.']
    expect(await on.go(args, app, env)).toMatchObject({exitCode: 0})
    return compileShare([readFileSync(graph, 'utf8')])
  }

  const save = (on: ReturnType<typeof machine>, key: string) => saveBuildCache({...on.place, key, goCache: on.goCache})
  const restore = (on: ReturnType<typeof machine>) =>
    restoreBuildCache({
      ...on.place,
      keys: {key: 'gcz-none', restoreKeys: ['gcz-']},
      goCache: on.goCache,
      now: () => new Date(),
    })

  test('keeps what the last run used, and does not grow', async () => {
    const app = join(root, 'app')
    writeFiles(app, FILES)
    const first = machine('m0')
    const cold = await build(first, app)
    expect(cold?.executed).toBe(cold?.total)
    expect(cold?.slowest.length).toBeGreaterThan(5)
    const coldBytes = bytesOf(first.goCache)
    await build(first, app, {GOARCH: 'arm64'}) // of another job, say
    expect(await save(first, 'gcz-0')).toMatchObject({result: 'saved'})

    // Nothing changed, and the program is there: nothing is linked either, which reads less of the cache.
    await build(first, app)
    const idle = machine('idle')
    const restored = await restore(idle)
    expect(restored).toMatchObject({result: 'restored', key: 'gcz-0'})
    expect(await build(idle, app)).toMatchObject({executed: 0, total: cold?.total})
    const swept = await sweepBuildCache(idle.goCache, restored.usedSince ?? new Date(0))
    expect(swept.removedFiles).toBeGreaterThan(50)
    expect(danglingActions(idle.goCache)).toEqual([])
    expect(readdirSync(idle.goCache)).toEqual(expect.arrayContaining(['README', 'trim.txt']))
    writeFiles(app, edited('after an idle run'))
    expect((await build(idle, app))?.executed).toBeLessThanOrEqual(3)

    // A row of runs, each on a new machine, each with an edit.
    for (let run = 1; run <= 4; run++) {
      const next = machine(`m${run}`)
      expect(await isWarmBuildCache(next.goCache)).toBe(false)
      const {usedSince} = await restore(next)
      writeFiles(app, edited(`edit ${run}`))
      expect((await build(next, app))?.executed).toBeLessThanOrEqual(3)
      await sweepBuildCache(next.goCache, usedSince ?? new Date(0))
      expect(danglingActions(next.goCache)).toEqual([])
      expect(bytesOf(next.goCache)).toBeLessThan(1.2 * coldBytes)
      expect(await save(next, `gcz-${run}`)).toMatchObject({result: 'saved'})
    }
  })
})

function entriesOf(goCache: string): readonly string[] {
  return readdirSync(goCache, {recursive: true})
    .map(String)
    .filter(name => /-[ad]$/.test(name))
}

function bytesOf(goCache: string): number {
  return entriesOf(goCache).reduce((sum, name) => sum + readFileSync(join(goCache, name)).length, 0)
}

/** Actions whose output is gone: cmd/go would do them again. */
function danglingActions(goCache: string): readonly string[] {
  const names = new Set(entriesOf(goCache))
  return [...names].filter(name => {
    if (!name.endsWith('-a')) return false
    const output = readFileSync(join(goCache, name), 'utf8').split(' ')[2] ?? ''
    return !names.has(join(output.slice(0, 2), `${output}-d`))
  })
}
