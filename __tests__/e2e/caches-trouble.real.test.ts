import type {ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, rmSync} from 'node:fs'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, expect, test} from '@jest/globals'
import {type CacheFault, type CacheServer, startCacheService} from '../helpers/cache-service.ts'
import {type CiMachine, type CiRun, ciMachine, shop, writesOf} from '../helpers/ci-machine.ts'
import {startFaultProxy} from '../helpers/fault-proxy.ts'
import {startRegistry} from '../helpers/registries.ts'

// What may go wrong with the cache service costs a run the caches and a moment, and never the image.

let folder: string
let server: CacheServer
let workspace: string
let proxy: string
let digest: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'go-containerize-trouble-'))
  server = await startCacheService(join(folder, 'blobs'))
  ;({workspace, proxy} = await shop(folder))
  const seeded = await machine('seed').run({workspace, env: {GOPROXY: proxy}})
  digest = seeded.main.outputs.digest ?? ''
  expect(server.entries).toHaveLength(2)
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, {recursive: true, force: true, maxRetries: 3})
})
beforeEach(() => {
  server.requests.length = 0
})

const machine = (name: string, service: CacheServer = server): CiMachine => ciMachine(join(folder, name), service)

/** Built as ever, with one warning for each cache that did not come. */
function expectBuilt({main, post, caches, warnings}: CiRun): void {
  expect({exitCode: main.exitCode, log: main.stdout + main.stderr}).toMatchObject({exitCode: 0})
  expect(main.outputs.digest).toBe(digest)
  expect(caches).toMatchObject({modules: {restore: {result: 'failed'}}, build: {restore: {result: 'failed'}}})
  expect(warnings.filter(text => text.includes('was not restored')).sort()).toEqual([
    expect.stringMatching(/^the build cache was not restored, the build goes on without it: ./),
    expect.stringMatching(/^the module cache was not restored, the build goes on without it: ./),
  ])
  expect(post).toMatchObject({exitCode: 0, stderr: ''})
}

test.each<CacheFault>(['gone', 'cut', 'corrupt'])('an archive that is %s', async fault => {
  server.fault = fault
  const run = await machine(fault).run({workspace, inputs: {cache: 'read'}, env: {GOPROXY: proxy}})
  server.fault = undefined
  expectBuilt(run)
  expect(run.warnings).toHaveLength(2)
})

test('a service that is down is not asked again in the end', async () => {
  const env = {GOPROXY: proxy, ACTIONS_RESULTS_URL: `http://127.0.0.1:${await closedPort()}/`}
  const run = await machine('down').run({workspace, env})
  expectBuilt(run)
  expect(run.warnings).toHaveLength(2)
  expect(run.warnings.join('')).toContain('ECONNREFUSED')
  for (const title of ['modules', 'build cache']) {
    expect(run.main.stdout).toContain(`\n${title}: not saved (the cache service did not answer before)\n`)
  }
})

test('a service that answers 500, and one that is silent: given up after a look', async () => {
  const runs = (['errors', 'silent'] as const).map(async fault => {
    const service = await startCacheService(join(folder, `${fault} blobs`))
    service.fault = fault
    try {
      return await machine(fault, service).run({workspace, env: {GOPROXY: proxy}})
    } finally {
      await service.stop()
    }
  })
  for (const run of await Promise.all(runs)) {
    expectBuilt(run)
    expect(run.warnings).toHaveLength(2)
    expect(run.caches?.build.save).toBeUndefined()
  }
})

test('a push that fails leaves the caches for the next run', async () => {
  const service = await startCacheService(join(folder, 'push blobs'))
  const registry = await startRegistry()
  const fault = {kind: 'answer', status: 403, body: '{"errors":[{"code":"DENIED"}]}'} as const
  const faulty = await startFaultProxy(registry, [{method: 'PUT', path: /\/manifests\//, fault}])
  try {
    const inputs = {push: 'true', image: `${faulty.host}/acme/shop`}
    const failed = await machine('push 1', service).run({workspace, inputs, env: {GOPROXY: proxy}})
    expect(failed.main.exitCode).toBe(1)
    expect(failed.main.stdout).toMatch(/^::error.*403/m)
    expect(failed.post).toMatchObject({exitCode: 0, stdout: '', stderr: ''})
    expect(service.entries).toHaveLength(2)

    service.requests.length = 0
    const next = await machine('push 2', service).run({workspace})
    expect(next.main.exitCode).toBe(0)
    expect(next.caches?.compiled?.executed).toBe(0)
    expect(writesOf(service)).toEqual([])
  } finally {
    await faulty.stop()
    await registry.stop()
    await service.stop()
  }
})

/** A port where nobody listens: it was ours a moment ago. */
async function closedPort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  listener.close()
  await once(listener, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

test('a run that is cancelled while it saves ends at once, and as a cancelled one', async () => {
  const service = await startCacheService(join(folder, 'unsaved'))
  service.fault = 'unsaved'
  const stop = (main: ChildProcess) => {
    if (service.requests.some(isCreation)) main.kill('SIGINT')
    else if (main.exitCode === null) setImmediate(stop, main)
  }
  const run = await machine('cancelled', service).run({workspace, env: {GOPROXY: proxy}, started: stop})
  await service.stop()
  expect(run.main).toMatchObject({exitCode: 130, outputs: {}, stdout: expect.stringContaining('stopped by SIGINT')})
  expect(service.entries).toEqual([])
})

const isCreation = (request: string) => request.startsWith('CreateCacheEntry ')
