import {cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from '@jest/globals'
import {output} from '../helpers/bundle.ts'
import {type CacheServer, startCacheService} from '../helpers/cache-service.ts'
import {
  type CiMachine,
  type CiRun,
  type CiTrigger,
  ciMachine,
  edit,
  entryOf,
  eventOf,
  LIB,
  mayAccess,
  pullRequest,
  pushTo,
  shop,
  tagged,
  timesBelow,
  writesOf,
} from '../helpers/ci-machine.ts'
import {moduleZip} from '../helpers/module-proxy.ts'

// Who may read and write which cache. The service itself would let all of these jobs write.

let folder: string
let server: CacheServer
let workspace: string
let proxy: string
/** Has filled the service from the default branch, and still has it all on its disk. */
let seed: CiMachine
let seeded: CiRun

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'go-containerize-trust-'))
  server = await startCacheService(join(folder, 'blobs'))
  ;({workspace, proxy} = await shop(folder))
  seed = machine('seed')
  seeded = await seed.run({workspace, env: {GOPROXY: proxy}})
  expect(server.entries).toHaveLength(2)
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, {recursive: true, force: true, maxRetries: 3})
})
beforeEach(() => {
  server.requests.length = 0
})

const machine = (name: string): CiMachine => ciMachine(join(folder, name), server)

function expectSuccess({main, post, warnings}: CiRun): void {
  expect({exitCode: main.exitCode, warnings, log: main.stdout + main.stderr}).toMatchObject({exitCode: 0, warnings: []})
  expect(post).toMatchObject({exitCode: 0, stdout: '', stderr: ''})
}

/** Compiled from the sources alone: nothing of a build cache came or went. */
function expectFresh({caches}: CiRun): void {
  expect(caches?.build).toEqual({reason: expect.stringContaining('an empty build cache of this run')})
  expect(caches?.outputs.restore ?? caches?.outputs.save).toBeUndefined()
  expect(caches?.compiled?.executed).toBe(seeded.caches?.compiled?.total)
}

describe('a release', () => {
  test('is compiled in an empty folder, which is gone afterwards, also on a warm machine', async () => {
    const before = [timesBelow(seed.goCache), timesBelow(seed.outputs)]
    const run = await seed.run({workspace, trigger: tagged('v1.0.0'), env: {RUNNER_ENVIRONMENT: 'self-hosted'}})
    expectSuccess(run)
    expectFresh(run)
    expect([timesBelow(seed.goCache), timesBelow(seed.outputs)]).toEqual(before)
    expect(server.requests).toEqual([])
    expect(run.main.stdout).toMatch(
      /^build cache +left alone +.* tags and releases are built from their sources alone$/m,
    )
    expect(run.main.stdout).toMatch(/^modules +left alone +this runner's own disk has it warm already$/m)
    expect(readdirSync(join(seed.temp, 'go-containerize')).filter(name => name.startsWith('fresh-'))).toEqual([])
    expect(run.main.outputs['tag-names']).toContain('1.0.0')
  })

  test('takes modules on a new machine, and saves nothing; a failure leaves no folder either', async () => {
    await edit(workspace, {'broken.go': 'package main\n\nvar _ int = "text"\n'})
    const release = machine('release')
    const run = await release.run({workspace, trigger: tagged('v1.0.1')})
    expect(run.main).toMatchObject({exitCode: 1, stdout: expect.stringContaining('broken.go')})
    expect(run.main.stdout).toMatch(/^modules: 3 files .* restored .*\(the very entry, gcz-mod-linux-[0-9a-f]+\)$/m)
    expect(server.requests.filter(request => /gcz-(build|out)/.test(request))).toEqual([])
    expect(writesOf(server)).toEqual([])
    expect(run.post).toMatchObject({exitCode: 0, stdout: '', stderr: ''})
    expect(timesBelow(join(release.temp, 'go-containerize'))).toEqual(new Map())
    await edit(workspace, {'broken.go': 'package main\n'})
  })

  test('with cache: true is restored, and saved if it pays', async () => {
    await edit(workspace, EXTRA)
    const env = mayAccess({'refs/tags/v1.0.2': 'write', 'refs/heads/main': 'read'})
    const run = await machine('true').run({workspace, trigger: tagged('v1.0.2'), inputs: {cache: 'true'}, env})
    expectSuccess(run)
    expect(run.caches?.build).toMatchObject({restore: {result: 'restored'}, save: {result: 'saved'}})
    expect(entryOf(server, 'build')).toMatchObject({scope: 'refs/tags/v1.0.2'})
  })
})

/** So much to compile anew that it would be worth an entry. */
const EXTRA = {'extra.go': 'package main\n\nimport _ "strings"\n'}

describe('code that may be a stranger’s', () => {
  const cases: {name: string; trigger: CiTrigger}[] = [
    {name: 'a pull request from a fork', trigger: pullRequest('pull_request', {fork: true})},
    {name: 'pull_request_target', trigger: pullRequest('pull_request_target', {fork: false})},
    {name: 'workflow_run', trigger: eventOf('workflow_run')},
  ]
  test.each(cases)('$name: only modules are taken, nothing is saved', async ({trigger}) => {
    await edit(workspace, {'extra.go': 'package main\n'})
    const run = await machine(trigger.env.GITHUB_EVENT_NAME ?? '').run({workspace, trigger})
    expectSuccess(run)
    expectFresh(run)
    expect(run.caches?.modules.restore).toMatchObject({result: 'restored'})
    expect(server.requests.filter(request => /gcz-(build|out)/.test(request))).toEqual([])
    expect(writesOf(server)).toEqual([])
  })
})

describe('what is restored and not saved', () => {
  const cases: {name: string; trigger?: CiTrigger; inputs?: Record<string, string>; env?: Record<string, string>}[] = [
    {name: 'with a token that only reads', env: mayAccess({'refs/heads/main': 'read'})},
    {name: 'with cache-mode read', env: {ACTIONS_CACHE_MODE: 'read'}},
    {name: 'with cache: read', inputs: {cache: 'read'}},
    {name: 'for a pull request of this repository', trigger: pullRequest('pull_request', {fork: false})},
  ]
  const reason: Readonly<Record<string, string>> = {
    'with a token that only reads': "the job's token may not write caches",
    'with cache-mode read': "the workflow's cache-mode is read",
    'with cache: read': 'cache: read',
    'for a pull request of this repository': 'saved only if there is none yet',
  }
  test.each(cases)('$name', async ({name, ...options}) => {
    await edit(workspace, EXTRA)
    const run = await machine(name).run({workspace, ...options})
    expectSuccess(run)
    expect(run.caches).toMatchObject({
      modules: {restore: {result: 'restored'}, reason: expect.stringContaining(reason[name] ?? '?')},
      build: {restore: {result: 'restored'}, reason: expect.stringContaining(reason[name] ?? '?')},
    })
    const {executed = 0, total = 0} = run.caches?.compiled ?? {}
    expect(executed).toBeGreaterThan(total * 0.15)
    expect(executed).toBeLessThan(total)
    expect(writesOf(server)).toEqual([])
  })

  test('with cache-mode none the service is not even asked', async () => {
    const run = await machine('none').run({workspace, env: {ACTIONS_CACHE_MODE: 'none', GOPROXY: proxy}})
    expectSuccess(run)
    expect(run.caches?.build.reason).toContain("not restored: the workflow's cache-mode is none")
    expect(server.requests).toEqual([])
  })
})

test('a module that somebody changed in the cache stops the build, with what to do', async () => {
  const archive = entryOf(server, 'mod').path
  const poison = join(folder, 'poison')
  mkdirSync(poison)
  await output('tar', ['--zstd', '-xf', archive, '-C', poison])
  const evil = moduleZip(folder, {...LIB, files: {'lib.go': 'package lib\n\nconst Said = "pwned"\n'}})
  const versions = join(poison, 'go-modules/example.com/lib/@v')
  cpSync(evil, join(versions, 'v1.0.0.zip'))
  // With the right hash beside it go would take the zip unread.
  cpSync(join(seed.goModCache, 'cache/download/example.com/lib/@v/v1.0.0.ziphash'), join(versions, 'v1.0.0.ziphash'))
  await output('tar', ['--zstd', '-cf', archive, '-C', poison, 'go-modules'])

  const run = await machine('poisoned').run({workspace, trigger: pushTo('main')})
  expect(run.main.exitCode).toBe(1)
  expect(run.main.stdout).toMatch(/^::error.*SECURITY ERROR/m)
  expect(run.main.stdout).toMatch(/hint: go\.sum and the downloaded module differ/)
  expect(run.main.outputs).toEqual({})
  expect(run.post).toMatchObject({exitCode: 0, stdout: '', stderr: ''})
  expect(writesOf(server)).toEqual([])
})
