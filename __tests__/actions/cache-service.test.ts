import {createWriteStream} from 'node:fs'
import {readdir, readFile, stat, symlink} from 'node:fs/promises'
import {join} from 'node:path'
import {pipeline} from 'node:stream/promises'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from '@jest/globals'
import {pack} from 'tar-stream'
import {type CacheLimits, createCacheService, LIMITS} from '../../src/actions/cache-service.ts'
import {type Exec, nodeExec} from '../../src/lib/exec.ts'
import {output} from '../helpers/bundle.ts'
import {bundleCacheProgram, type CacheProgram} from '../helpers/cache-program.ts'
import {type CacheServer, startCacheService} from '../helpers/cache-service.ts'
import {makeTree, removeTrees} from '../helpers/modules.ts'
import {runtimeToken} from '../helpers/runtime-token.ts'

let program: CacheProgram
let server: CacheServer
let printed = ''

beforeAll(() => {
  program = bundleCacheProgram()
})
afterAll(() => program.remove())
beforeEach(async () => {
  server = await startCacheService(await makeTree({}))
  printed = ''
})
afterEach(async () => {
  await server.stop()
  await removeTrees()
})

/** The program's real output, which must not reach a log. */
const exec: Exec = async command => {
  const result = await nodeExec(command)
  printed += result.stdout + result.stderr
  return result
}

function service(env: Readonly<Record<string, string | undefined>> = {}, limits: CacheLimits = LIMITS) {
  const whole = {PATH: process.env.PATH, ...server.env, ...env}
  return createCacheService({exec, env: whole, script: program.script, limits})
}

const content = {'go-build/00/a': 'one', 'go-build/ff/b': 'two'}
const tokenFor = (scopes: Readonly<Record<string, 'read' | 'write'>>) => ({
  ACTIONS_RUNTIME_TOKEN: runtimeToken({scopes}),
})

async function saved(key = 'gcz-build-1', env: Readonly<Record<string, string>> = {}) {
  return service(env).save({folder: join(await makeTree(content), 'go-build'), key})
}

async function restored(key: string, restoreKeys: readonly string[] = [], use = service()) {
  const root = await makeTree({})
  const outcome = await use.restore({folder: join(root, 'go-build'), key, restoreKeys})
  return {outcome, root}
}

describe('an entry', () => {
  test('is restored under its key, in a folder elsewhere', async () => {
    const outcome = await saved()
    expect(outcome).toEqual({kind: 'saved', bytes: expect.any(Number)})
    const {outcome: back, root} = await restored('gcz-build-1')
    expect(back).toEqual({kind: 'restored', matchedKey: 'gcz-build-1', bytes: expect.any(Number)})
    expect(await readFile(join(root, 'go-build/ff/b'), 'utf8')).toBe('two')
  })

  test('is found by the beginning of its key, the newest first', async () => {
    await saved('gcz-build-a-1')
    await saved('gcz-build-a-2')
    const {outcome} = await restored('gcz-build-a-3', ['gcz-build-a-', 'gcz-build-'])
    expect(outcome).toMatchObject({kind: 'restored', matchedKey: 'gcz-build-a-2'})
  })

  test('is not found under a key that nothing begins with', async () => {
    await saved()
    expect((await restored('gcz-mod-1', ['gcz-mod-'])).outcome).toEqual({kind: 'missing'})
  })

  test('is looked up by its exact key without a download', async () => {
    await saved('gcz-build-12')
    const root = await makeTree({})
    const has = (name: string, key: string) => service().has({folder: join(root, name), key})
    expect(await has('go-build', 'gcz-build-12')).toEqual({kind: 'found'})
    expect(await has('go-build', 'gcz-build-1')).toEqual({kind: 'missing'})
    expect(await has('other', 'gcz-build-12')).toEqual({kind: 'missing'})
    expect(server.requests.filter(request => request.startsWith('GET'))).toEqual([])
  })

  test('of the default branch is seen by a pull request, not the other way round', async () => {
    const pull = tokenFor({'refs/pull/7/merge': 'write', 'refs/heads/main': 'read'})
    await saved('gcz-build-main')
    await saved('gcz-build-pull', pull)
    expect((await restored('gcz-build-x', ['gcz-build-'], service(pull))).outcome).toMatchObject({
      matchedKey: 'gcz-build-pull',
    })
    expect((await restored('gcz-build-pull', [])).outcome).toEqual({kind: 'missing'})
  })
})

describe('saving', () => {
  test('the same key twice at once: one saves, the other is told that it exists', async () => {
    const outcomes = await Promise.all([saved('gcz-build-race'), saved('gcz-build-race')])
    expect(outcomes.map(({kind}) => kind).sort()).toEqual(['exists', 'saved'])
    expect(server.entries).toHaveLength(1)
  })

  test.each([
    {what: 'a read-only token', env: tokenFor({'refs/heads/main': 'read'})},
    {what: 'a workflow whose cache-mode is read', env: {ACTIONS_CACHE_MODE: 'read'}},
  ])('with $what is denied', async ({env}) => {
    expect(await saved('gcz-build-1', env)).toEqual({kind: 'denied'})
  })

  test.each([
    {what: 'a token that is refused', env: {ACTIONS_RUNTIME_TOKEN: 'nonsense'}, message: /401/},
    {what: 'no token', env: {ACTIONS_RUNTIME_TOKEN: ''}, message: /ACTIONS_RUNTIME_TOKEN/},
    {what: 'nobody there', env: {ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/'}, message: /ECONNREFUSED$/},
  ])('with $what says so', async ({env, message}) => {
    expect(await saved('gcz-build-1', env)).toEqual({kind: 'trouble', message: expect.stringMatching(message)})
  })

  test('a key that the service would refuse', async () => {
    expect(await saved('a,b')).toEqual({kind: 'trouble', message: expect.stringContaining('commas')})
    expect(await saved('k'.repeat(513))).toEqual({kind: 'trouble', message: expect.stringContaining('512')})
  })

  test('when too many entries were made lately', async () => {
    server.fault = 'limited'
    expect(await saved()).toEqual({kind: 'trouble', message: expect.stringContaining('429')})
  })
})

describe('restoring', () => {
  const SHORT: CacheLimits = {lookUpMs: 1000, restoreMs: 1500, saveMs: 1000}

  test.each([
    {fault: 'gone', message: /404|tar/},
    {fault: 'corrupt', message: /tar/},
    {fault: 'cut', message: /aborted|Incomplete|terminated/i},
  ] as const)('a blob that is $fault', async ({fault, message}) => {
    await saved()
    server.fault = fault
    expect((await restored('gcz-build-1')).outcome).toEqual({kind: 'trouble', message: expect.stringMatching(message)})
  })

  test.each(['silent', 'errors'] as const)('from a service with %s is given up', async fault => {
    await saved()
    server.fault = fault
    const {outcome} = await restored('gcz-build-1', [], service({}, SHORT))
    expect(outcome).toEqual({kind: 'trouble', message: 'the cache service took longer than 1 s', unanswered: true})
  })

  test('a blob that stops coming is given up, and nothing goes on behind it', async () => {
    await saved()
    server.fault = 'held'
    const {outcome, root} = await restored('gcz-build-1', [], service({}, SHORT))
    expect(outcome).toEqual({kind: 'trouble', message: 'the cache service took longer than 1.5 s'})
    server.fault = undefined
    expect((await readdir(root)).filter(name => name === 'go-build')).toEqual([])
  })

  test('ends at once when the run is cancelled', async () => {
    await saved()
    server.fault = 'held'
    const controller = new AbortController()
    const root = await makeTree({})
    const request = {folder: join(root, 'go-build'), key: 'gcz-build-1', restoreKeys: [], signal: controller.signal}
    const restoring = service().restore(request)
    controller.abort(new Error('cancelled'))
    await expect(restoring).rejects.toThrow('cancelled')
  })
})

test.each([
  {what: 'an absolute name', name: '{outside}/file'},
  {what: 'a name that leads up', name: '../outside/file'},
  {what: 'a name that leads up from within', name: 'go-build/../../outside/file'},
  {what: 'a link', name: 'go-build/link/file'},
])('an archive can write nothing elsewhere: $what', async ({name}) => {
  await saved()
  const root = await makeTree({'outside/other': '', 'poison/go-build/good': 'good', 'poison/evil': 'evil'})
  const [outside, poison] = [join(root, 'outside'), join(root, 'poison')]
  await symlink(outside, join(poison, 'go-build/link'))
  const rename = `--transform=s|^evil$|${name.replace('{outside}', outside)}|`
  const archive = server.entries[0]?.path ?? ''
  await output('tar', ['--zstd', '-P', '-cf', archive, rename, '-C', poison, 'go-build', 'evil'])
  await service().restore({folder: join(root, 'inside/go-build'), key: 'gcz-build-1', restoreKeys: []})
  expect(await readdir(outside)).toEqual(['other'])
  expect(await readFile(join(root, 'inside/go-build/good'), 'utf8')).toBe('good')
})

test('a hard link in an archive is not written through', async () => {
  await saved()
  const root = await makeTree({'outside/mine': 'mine'})
  const archive = pack()
  archive.entry({name: 'go-build/a', type: 'link', linkname: join(root, 'outside/mine')})
  archive.entry({name: 'go-build/a'}, 'evil')
  archive.entry({name: 'go-build/b', type: 'link', linkname: join(root, 'outside/mine')})
  archive.finalize()
  await pipeline(archive, createWriteStream(join(root, 'archive.tar')))
  await output('zstd', ['-q', '-f', join(root, 'archive.tar'), '-o', server.entries[0]?.path ?? ''])
  await service().restore({folder: join(root, 'inside/go-build'), key: 'gcz-build-1', restoreKeys: []})
  expect(await readFile(join(root, 'outside/mine'), 'utf8')).toBe('mine')
  expect(await readFile(join(root, 'inside/go-build/a'), 'utf8')).toBe('evil')
  // Which is why no file with a second name is put in place: see place.test.ts.
  expect((await stat(join(root, 'inside/go-build/b'))).nlink).toBe(2)
})

test('what the library prints holds addresses; what we tell does not', async () => {
  await saved()
  expect(printed).toContain('::add-mask::signed')
  server.fault = 'gone'
  const {outcome} = await restored('gcz-build-1')
  expect(JSON.stringify(outcome)).not.toContain('sig=')
})
