import {mkdtempSync, rmSync, utimesSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, expect, test} from '@jest/globals'
import {output} from '../helpers/bundle.ts'
import {type CacheServer, startCacheService} from '../helpers/cache-service.ts'
import {type CiMachine, type CiRun, ciMachine, shop, timesBelow} from '../helpers/ci-machine.ts'
import {writeFiles} from '../helpers/workspace.ts'

// Where Go's folders hold something already, they are left as they are: other jobs and steps live on them too.

let folder: string
let server: CacheServer
let workspace: string
let proxy: string
let seed: CiMachine
let seeded: CiRun

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'go-containerize-warm-'))
  server = await startCacheService(join(folder, 'blobs'))
  ;({workspace, proxy} = await shop(folder))
  seed = ciMachine(join(folder, 'seed'), server)
  seeded = await seed.run({workspace, env: {GOPROXY: proxy, ...SELF_HOSTED}})
  expect(server.entries).toHaveLength(2) // there would be something to restore
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, {recursive: true, force: true, maxRetries: 3})
})
beforeEach(() => {
  server.requests.length = 0
})

const SELF_HOSTED = {RUNNER_ENVIRONMENT: 'self-hosted'}

/** An entry of another project, unused for days: a sweep would take it, and ageing would change its time. */
function addOldEntry({goCache}: CiMachine): string {
  const name = `00/${'0'.repeat(63)}1-d`
  writeFiles(goCache, {[name]: 'another project’s'})
  const days = new Date(Date.now() - 3 * 24 * 60 * 60 * 1000)
  utimesSync(join(goCache, name), days, days)
  return name
}

/** cmd/go may add entries; those that were there have their times. */
function expectUntouched(folders: readonly string[], before: readonly ReadonlyMap<string, number>[]): void {
  for (const [at, folder] of folders.entries()) {
    const after = timesBelow(folder)
    expect([...(before[at] ?? [])].filter(([path, time]) => after.get(path) !== time)).toEqual([])
  }
}

function expectLeftAlone({main, post, caches}: CiRun, why: string): void {
  expect({exitCode: main.exitCode, log: main.stdout + main.stderr}).toMatchObject({exitCode: 0})
  expect(server.requests).toEqual([])
  expect(caches).toMatchObject({modules: {reason: `left alone: ${why}`}, build: {reason: `left alone: ${why}`}})
  expect(caches?.build.sweep).toBeUndefined()
  expect(main.stdout).toMatch(new RegExp(`^modules +left alone +${why}$`, 'm'))
  expect(main.stdout).toMatch(new RegExp(`^build cache +left alone +${why}$`, 'm'))
  expect(main.outputs.digest).toBe(seeded.main.outputs.digest)
  expect(post).toMatchObject({exitCode: 0, stdout: '', stderr: ''})
}

test('a self-hosted runner with a warm disk downloads nothing; nothing on it is aged or swept', async () => {
  const old = addOldEntry(seed)
  const before = [seed.goCache, seed.goModCache].map(timesBelow)
  const run = await seed.run({workspace, env: SELF_HOSTED})
  expectLeftAlone(run, "this runner's own disk has it warm already")
  expect(run.caches?.compiled).toMatchObject({executed: 0, linked: {executed: 0}})
  expectUntouched([seed.goCache, seed.goModCache], before)
  expect(before[0]?.has(old)).toBe(true)
})

test('so does a hosted one where an earlier step, such as setup-go, has filled the caches', async () => {
  const machine = ciMachine(join(folder, 'after setup-go'), server)
  const env = {GOENV: 'off', GOFLAGS: '-modcacherw', GOPROXY: proxy, GOTOOLCHAIN: 'local', GOWORK: 'off'}
  await output('go', ['build', '-trimpath', '-o', join(folder, 'earlier'), '.'], {
    cwd: workspace,
    env: {...env, CGO_ENABLED: '0', GOCACHE: machine.goCache, GOMODCACHE: machine.goModCache},
  })
  const old = addOldEntry(machine)
  const before = [machine.goCache, machine.goModCache].map(timesBelow)
  const run = await machine.run({workspace})
  expectLeftAlone(run, 'an earlier step of the job has filled it')
  expect(run.caches?.compiled?.executed).toBeLessThanOrEqual(1) // of the other flags only the program itself sees any
  expectUntouched([machine.goCache, machine.goModCache], before)
  expect(before[0]?.has(old)).toBe(true)
})

test('modules alone are no warm build cache: each is decided for itself', async () => {
  const machine = ciMachine(join(folder, 'modules only'), server)
  const env = {GOENV: 'off', GOFLAGS: '-modcacherw', GOPROXY: proxy, GOMODCACHE: machine.goModCache, GOWORK: 'off'}
  await output('go', ['mod', 'download'], {cwd: workspace, env: {...env, GOTOOLCHAIN: 'local'}})
  const {caches, main} = await machine.run({workspace})
  expect(main.exitCode).toBe(0)
  expect(caches?.modules).toEqual({reason: 'left alone: an earlier step of the job has filled it'})
  expect(caches?.build.restore?.result).toBe('restored')
  expect(caches?.compiled?.executed).toBe(0)
})
