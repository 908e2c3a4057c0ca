import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from '@jest/globals'
import {type CacheServer, startCacheService} from '../helpers/cache-service.ts'
import {
  type CiMachine,
  type CiRun,
  ciMachine,
  edit,
  entryOf,
  mayAccess,
  pushTo,
  saidFile,
  shop,
  writesOf,
} from '../helpers/ci-machine.ts'

// The bundled action with a real Go, @actions/cache, tar and a cache service that keeps what it gets.

let folder: string
let server: CacheServer
let workspace: string
let proxy: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'go-containerize-caches-'))
  server = await startCacheService(join(folder, 'blobs'))
  ;({workspace, proxy} = await shop(folder))
})
afterEach(async () => {
  await server.stop()
  rmSync(folder, {recursive: true, force: true, maxRetries: 3})
})

const machine = (name: string): CiMachine => ciMachine(join(folder, name), server)

function expectSuccess({main, post, warnings}: CiRun): void {
  expect({exitCode: main.exitCode, warnings, log: main.stdout + main.stderr}).toMatchObject({exitCode: 0, warnings: []})
  expect(post).toMatchObject({exitCode: 0, stdout: '', stderr: ''})
}

test('the default branch saves; a new machine starts warm, saves nothing twice, and an edit compiles what it must', async () => {
  const cold = await machine('a').run({workspace, env: {GOPROXY: proxy}, runId: '41'})
  expectSuccess(cold)
  expect(cold.caches).toMatchObject({
    modules: {restore: {result: 'missing'}, save: {result: 'saved', files: 3}},
    build: {restore: {result: 'missing'}, save: {result: 'saved'}},
    outputs: {reason: expect.stringContaining('fewer than 3 main packages')},
  })
  const {compiled} = cold.caches ?? {}
  expect(compiled?.executed).toBe(compiled?.total)
  expect(compiled?.slowest[0]?.package).toBe('runtime')
  const {version} = cold.report?.go ?? {}
  expect(server.entries).toHaveLength(2)
  expect(entryOf(server, 'mod').key).toMatch(/^gcz-mod-linux-[0-9a-f]{32}$/)
  expect(entryOf(server, 'build').key).toMatch(
    new RegExp(`^gcz-build-linux-x64-go${version}-[0-9a-f]{16}-[0-9a-f]{16}-[0-9a-f]{16}-41-1$`),
  )
  expect(cold.main.summary).toContain(`Caches: ${compiled?.total} of ${compiled?.total} packages compiled anew`)
  expect(cold.main.summary).toMatch(/\| Build cache \| missing \| [\d.]+ MB in /)
  expect(cold.main.stdout).toMatch(/^go +\S+ \(PATH\) +GOTOOLCHAIN=local: the Go on PATH/m)
  const decided = 'restore and save +restored; saved if it pays: the default branch'
  expect(cold.main.stdout).toMatch(new RegExp(`^modules +${decided}; key gcz-mod-`, 'm'))
  expect(cold.main.stdout).toMatch(new RegExp(`^build cache +${decided}; key gcz-build-`, 'm'))
  expect(cold.main.stdout).toMatch(/^programs +left alone +it does not pay for fewer than 3 main packages$/m)
  expect(cold.main.stdout).toMatch(/^build cache: \d+ files of [\d.]+ MB saved in .* \(nothing was restored\)$/m)

  server.requests.length = 0
  const warm = await machine('b with a space').run({workspace})
  expectSuccess(warm)
  expect(warm.caches).toMatchObject({
    modules: {restore: {result: 'restored', exact: true, files: 3}},
    build: {restore: {result: 'restored', exact: false, key: entryOf(server, 'build').key}},
    compiled: {executed: 0, total: compiled?.total},
  })
  expect(warm.main.stdout).toMatch(/^build cache: not saved \(0 of \d+ packages are new\)$/m)
  expect(writesOf(server)).toEqual([])
  expect(warm.main.outputs.digest).toBe(cold.main.outputs.digest)

  await edit(workspace, saidFile('two'))
  const edited = await machine('c').run({workspace})
  expectSuccess(edited)
  expect(edited.caches?.compiled?.slowest.map(entry => entry.package).sort()).toEqual([
    'example.com/shop',
    'example.com/shop/said',
  ])
  expect(writesOf(server)).toEqual([])
  expect(edited.main.outputs.digest).not.toBe(cold.main.outputs.digest)

  const uncached = await machine('d').run({workspace, inputs: {cache: 'false'}, env: {GOPROXY: proxy}})
  expect(uncached.main.outputs.digest).toBe(edited.main.outputs.digest)
})

test('another branch takes the default branch’s entries, and saves only what nobody has', async () => {
  const topic = {...mayAccess({'refs/heads/topic': 'write', 'refs/heads/main': 'read'}), GOPROXY: proxy}
  const first = await machine('a').run({workspace, trigger: pushTo('topic'), env: topic})
  expectSuccess(first)
  expect(server.entries.map(({scope}) => scope)).toEqual(['refs/heads/topic', 'refs/heads/topic'])
  expect(first.main.stdout).toMatch(/^build cache: .* saved in .* \(there was none\)$/m)

  const main = await machine('b').run({workspace, env: {GOPROXY: proxy}})
  expectSuccess(main)
  expect(main.caches?.build.restore?.result).toBe('missing') // what a branch saved is its own
  expect(server.entries.slice(2).map(({scope}) => scope)).toEqual(['refs/heads/main', 'refs/heads/main'])

  server.requests.length = 0
  // So many new packages would be worth an entry of the default branch.
  await edit(workspace, {'extra.go': 'package main\n\nimport _ "strings"\n'})
  const other = {...mayAccess({'refs/heads/other': 'write', 'refs/heads/main': 'read'})}
  const second = await machine('c').run({workspace, trigger: pushTo('other'), env: other})
  expectSuccess(second)
  expect(second.caches?.build.restore).toMatchObject({result: 'restored', key: entryOf(server, 'build').key})
  const {executed = 0, total = 0} = second.caches?.compiled ?? {}
  expect(executed).toBeGreaterThan(total * 0.15)
  expect(second.main.stdout).toMatch(/^build cache: not saved \(there is one\)$/m)
  expect(writesOf(server)).toEqual([])
})

test('what a failed compile has made is saved by post, and the run that mends it is warm', async () => {
  await edit(workspace, {'broken.go': 'package main\n\nvar _ int = "text"\n'})
  const failed = await machine('a').run({workspace, env: {GOPROXY: proxy}})
  expect(failed.main.exitCode).toBe(1)
  expect(failed.main.stdout).toMatch(/^::error .*file=broken\.go,line=3/m)
  expect(failed.main.stdout).not.toMatch(/ saved in /)
  expect(failed.post.stdout).toMatch(/^modules: 3 files of .* saved in .* \(left by a run that failed\)$/m)
  expect(failed.post.stdout).toMatch(/^build cache: \d+ files of .* saved in .* \(left by a run that failed\)$/m)
  expect(failed.post).toMatchObject({exitCode: 0, stderr: ''})
  expect(server.entries).toHaveLength(2)

  server.requests.length = 0
  await edit(workspace, {'broken.go': 'package main\n'})
  const mended = await machine('b').run({workspace})
  expectSuccess(mended)
  expect(mended.caches?.compiled?.slowest.map(entry => entry.package)).toEqual(['example.com/shop'])
  expect(writesOf(server)).toEqual([])

  await edit(workspace, {'broken.go': 'package main\n\nvar _ int = "text"\n'})
  const again = await machine('c').run({workspace})
  expect(again.main.exitCode).toBe(1)
  expect(again.post).toMatchObject({exitCode: 0, stdout: '', stderr: ''}) // nothing is left to save
  expect(writesOf(server)).toEqual([])
})

test('of two jobs with one key the first one saves, and neither fails nor warns', async () => {
  const run = (name: string) => machine(name).run({workspace, env: {GOPROXY: proxy}, runId: '7'})
  const both = await Promise.all([run('a'), run('b')])
  for (const one of both) expectSuccess(one)
  expect(both.map(({caches}) => caches?.build.save?.result).sort()).toEqual(['exists', 'saved'])
  expect(both.map(({caches}) => caches?.modules.save?.result).sort()).toEqual(['exists', 'saved'])
  expect(server.entries).toHaveLength(2)
  expect(both.map(({main}) => main.stdout).join('')).toContain('another job has saved this entry already')
})
