import {mkdir} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals'
import type {CachePolicy, CacheService, RestoreOutcome, SaveOutcome} from '../../src/ci-cache/index.ts'
import {createPhases} from '../../src/lib/phases.ts'
import type {RunLog} from '../../src/report/index.ts'
import type {CacheKeysOfRun} from '../../src/stages/cache-keys.ts'
import {createCacheSession} from '../../src/stages/cache-session.ts'
import type {CiCaches} from '../../src/stages/ci-caches.ts'
import {addFiles, makeTree, removeTrees} from '../helpers/modules.ts'

const ENTRY = `aa/${'a'.repeat(64)}-a`
const MODULE = 'example.com/lib/@v/v1.0.0.zip'
const SUMS = {trees: new Map([['example.com/lib@v1.0.0', 'h1:x']]), goMods: new Map()}

let calls: string[]
let said: string[]
/** What the service answers to a restore, by the name of the folder; a function may put files there. */
let answers: Record<string, (folder: string) => Promise<RestoreOutcome> | RestoreOutcome>
let saveAnswer: SaveOutcome

beforeEach(() => {
  calls = []
  said = []
  answers = {}
  saveAnswer = {kind: 'saved', bytes: 9}
})
afterEach(removeTrees)

const service: CacheService = {
  async restore({folder, key}) {
    calls.push(`restore ${key}`)
    return (await answers[folder.split('/').at(-1) ?? '']?.(folder)) ?? {kind: 'missing'}
  },
  has: async () => ({kind: 'missing'}),
  async save({key}) {
    calls.push(`save ${key}`)
    return saveAnswer
  },
}

const log: RunLog = {
  debug: message => said.push(`debug: ${message}`),
  info: message => said.push(message),
  warn: warning => said.push(`warning: ${typeof warning === 'string' ? warning : warning.message}`),
  error() {},
  group() {},
  failure() {},
  result() {},
  started() {},
  ended() {},
  close() {},
}

const ALL = {restore: true, save: 'worth-it', reason: 'why'} as const
const NONE = {restore: false, save: 'never', reason: 'why not'} as const
const POLICY: CachePolicy = {modules: ALL, build: {...ALL, fresh: false}}

const keysOf = (name: string) => ({key: `${name}-2`, restoreKeys: [`${name}-`]})
const KEYS: CacheKeysOfRun = {
  modules: keysOf('mod'),
  build: keysOf('build'),
  outputs: keysOf('out'),
  outputsDecision: NONE,
}

/** With one module and one compiled package on disk, where nothing was restored. */
async function start(policy: CachePolicy = POLICY, {modules = true} = {}) {
  const root = await makeTree({'work/go.sum': 'example.com/lib v1.0.0 h1:x\n'})
  const caches: CiCaches = {
    policy,
    goCache: join(root, 'build'),
    goModCache: join(root, 'mod'),
    outputsRoot: join(root, 'outputs'),
    warmOutputs: false,
    place: {service, staging: join(root, 'staging')},
    fresh: undefined,
  }
  const context = {phases: createPhases(() => 0), log, now: () => new Date()}
  const sums = {
    root: join(root, 'work'),
    hash: 'x',
    graph: 'x',
    ...SUMS,
    modules: ['example.com/lib/@v/v1.0.0'],
    files: ['go.sum'],
  }
  const session = createCacheSession(context, caches, {keys: KEYS.modules, sums})
  if (modules) void session.fetchModules()
  const build = () => addFiles(root, {[`build/${ENTRY}`]: 'x', [`mod/cache/download/${MODULE}`]: 'z'})
  return {session, caches, build}
}

/** What cmd/go notes of a build with so many packages compiled, of ten. */
function graph(executed: number): string {
  const packages = Array.from({length: 10}, (_, at) => ({
    Mode: 'build',
    Package: `p${at}`,
    Cmd: at < executed ? ['compile'] : null,
  }))
  return JSON.stringify([...packages, {Mode: 'link', Package: 'p0', Cmd: ['link']}])
}

const restoredAs =
  (matchedKey: string, file: string) =>
  async (folder: string): Promise<RestoreOutcome> => {
    await addFiles(folder, {[file]: 'x'})
    return {kind: 'restored', matchedKey, bytes: 7}
  }

/** Go, asked to take the modules out of their zips. */
let unpacked = 0
const unpack = async () => {
  unpacked++
}

test('modules that came are unpacked before the build, and what fails there is left to it', async () => {
  answers = {'go-modules': restoredAs('mod-2', MODULE)}
  const {session} = await start()
  session.restore(KEYS, () => Promise.reject(new Error('checksum mismatch')))
  await session.arrived()
  const before = unpacked
  const again = await start()
  again.session.restore(KEYS, unpack)
  await again.session.arrived()
  expect(unpacked).toBe(before + 1)
  answers = {}
  const cold = await start()
  cold.session.restore(KEYS, unpack)
  await cold.session.arrived()
  expect(unpacked).toBe(before + 1)
})

test('modules are fetched at once, the build cache when it is told to; both are saved after a cold run', async () => {
  const {session, build} = await start()
  await session.arrived()
  expect(calls).toEqual(['restore mod-2'])
  session.restore(KEYS, unpack)
  await session.arrived()
  expect(calls).toEqual(['restore mod-2', 'restore build-2'])
  await build()
  const report = await session.save([graph(10)])
  expect(calls.slice(2).sort()).toEqual(['save build-2', 'save mod-2'])
  expect(report).toMatchObject({
    modules: {reason: 'why', restore: {result: 'missing'}, save: {result: 'saved', bytes: 9}},
    build: {reason: 'why', restore: {result: 'missing'}, save: {result: 'saved', bytes: 9}},
    outputs: {reason: 'why not'},
    compiled: {executed: 10, total: 10},
  })
  expect(report.build.sweep).toBeUndefined() // nothing was restored, so nothing is old
  expect(said.filter(line => /^(warning|debug)/.test(line))).toEqual([])
  expect(session.left()).toEqual([])
})

test('a warm run saves nothing, says why, and sweeps what it did not use', async () => {
  answers = {'go-modules': restoredAs('mod-2', MODULE), 'go-build': restoredAs('build-1', ENTRY)}
  const {session} = await start()
  session.restore(KEYS, unpack)
  await session.arrived()
  const report = await session.save([graph(1)])
  expect(report).toMatchObject({
    modules: {restore: {exact: true, files: 1}},
    build: {restore: {exact: false, files: 1}, sweep: {removedFiles: 1, keptFiles: 0}},
  })
  expect(Object.keys(report.build.restore ?? {}).sort()).toEqual(['bytes', 'exact', 'files', 'key', 'ms', 'result'])
  expect(calls.filter(call => call.startsWith('save'))).toEqual([])
  expect(said).toContain('modules: not saved (the entry of this go.sum is there)')
  expect(said).toContain('build cache: not saved (1 of 10 packages are new)')
})

test('modules that nobody asked for are neither fetched nor saved', async () => {
  const {session, build} = await start(POLICY, {modules: false})
  session.restore(KEYS)
  await session.arrived()
  await build()
  expect((await session.save([graph(10)])).modules).toEqual({reason: 'why'})
  expect(calls).toEqual(['restore build-2', 'save build-2'])
  expect(said).toContain('modules: not saved (they were not needed)')
})

test('what the policy forbids is neither asked for nor repeated in the log', async () => {
  const {session, build} = await start({modules: NONE, build: {...NONE, fresh: true}})
  session.restore(KEYS, unpack)
  await session.arrived()
  await build()
  expect(await session.save([graph(10)])).toMatchObject({modules: {reason: 'why not'}, build: {reason: 'why not'}})
  expect(calls).toEqual([])
  expect(said).toEqual([])
  expect(session.left()).toEqual([])
})

test.each([
  {kind: 'exists', says: 'build cache: another job has saved this entry already'},
  {kind: 'denied', says: "build cache: not saved, the job's token may not write caches"},
  {
    kind: 'trouble',
    message: 'it was slow',
    says: 'warning: the build cache was not saved, the next run has to do more: it was slow',
  },
] as const)('a save that ends with $kind is told and no failure', async ({says, ...outcome}) => {
  saveAnswer = outcome
  const {session, build} = await start()
  session.restore(KEYS, unpack)
  await session.arrived()
  await build()
  await session.save([graph(10)])
  expect(said).toContain(says)
})

test('trouble of the service is a warning each, and the service is not asked again', async () => {
  const trouble = async (): Promise<RestoreOutcome> => ({kind: 'trouble', message: 'no answer', unanswered: true})
  answers = {'go-modules': trouble, 'go-build': trouble}
  const {session, build} = await start()
  session.restore(KEYS, unpack)
  await session.arrived()
  await build()
  const report = await session.save([graph(10)])
  expect(report).toMatchObject({modules: {restore: {result: 'failed'}}, build: {restore: {result: 'failed'}}})
  expect(said.filter(line => line.startsWith('warning'))).toHaveLength(2)
  expect(calls.filter(call => call.startsWith('save'))).toEqual([])
  expect(session.left()).toEqual([])
})

test('a folder that can not be swept is a warning', async () => {
  answers = {'go-build': restoredAs('build-1', ENTRY)}
  const {session, caches} = await start()
  session.restore(KEYS, unpack)
  await session.arrived()
  await mkdir(join(caches.goCache, 'bb', `${'b'.repeat(64)}-a`), {recursive: true}) // where cmd/go has a file
  const report = await session.save([graph(1)])
  expect(report.build.sweep).toBeUndefined()
  expect(said).toContainEqual(expect.stringMatching(/^warning: the build cache was not swept, .*EISDIR/))
})

describe('what a failed run leaves to post', () => {
  test('modules and a cold build cache', async () => {
    const {session, caches} = await start()
    session.restore(KEYS, unpack)
    await session.arrived()
    expect(session.left()).toEqual([
      {kind: 'modules', key: 'mod-2', folder: caches.goModCache, sums: expect.stringMatching(/work$/)},
      {kind: 'build', key: 'build-2', folder: caches.goCache},
    ])
  })

  test('no build cache where one was restored: what is new in it is not known', async () => {
    answers = {'go-modules': restoredAs('mod-2', MODULE), 'go-build': restoredAs('build-1', ENTRY)}
    const {session} = await start()
    session.restore(KEYS, unpack)
    await session.arrived()
    expect(session.left()).toEqual([])
  })

  test('no build cache before its key is known', async () => {
    const {session} = await start()
    await session.arrived()
    expect(session.left().map(({kind}) => kind)).toEqual(['modules'])
  })
})
