import {join} from 'node:path'
import {afterEach, expect, test} from '@jest/globals'
import {describeGoPlan} from '../../src/toolchain/index.ts'
import {goPrograms} from '../../src/toolchain/layout.ts'
import {plan, provide, put, putInToolCache, removeFolders, setUp, temporaryFolder} from './support.ts'

afterEach(removeFolders)

test('PATH, tool cache and our own folder are looked at; unfinished copies are not', async () => {
  const toolCache = await temporaryFolder()
  await putInToolCache(toolCache, '1.25.5')
  await putInToolCache(toolCache, '1.27rc1')
  await putInToolCache(toolCache, '1.26.0', false)
  const set = await setUp({onPath: '1.24.2', toolCache})
  await putInToolCache(set.options.fallbackRoot, '1.23.1')
  const {gos} = await plan(set)
  expect(gos.onPath).toMatchObject({version: '1.24.2', goroot: join(set.home, 'go'), source: 'PATH'})
  expect(gos.inToolCache.map(go => go.version)).toEqual(['1.27rc1', '1.25.5', '1.23.1'])
})

test('no Go at all is no failure', async () => {
  const {gos, choice} = await plan(await setUp({goMod: 'go 1.25.5', env: {GOPROXY: 'file:///nowhere'}}))
  expect(gos).toEqual({
    inToolCache: [],
    settings: {
      goToolchain: '',
      goProxy: 'file:///nowhere',
      goFlags: '-modcacherw',
      goPrivate: '',
      goNoProxy: '',
      goNoSumDb: '',
    },
  })
  expect(choice).toMatchObject({kind: 'fetch', version: '1.25.5'})
})

test('what the tool cache has is used as it is', async () => {
  const toolCache = await temporaryFolder()
  const goroot = await putInToolCache(toolCache, '1.25.5')
  expect(await provide(await setUp({goMod: 'toolchain go1.25.5', onPath: '1.26.0', toolCache}))).toEqual({
    version: '1.25.5',
    program: goPrograms(goroot).go,
    goroot,
    source: 'tool cache',
    reason: 'the line "toolchain go1.25.5" of go.mod: it is in the tool cache',
    env: {GOTOOLCHAIN: 'local', GOROOT: goroot},
  })
})

test('the Go on PATH keeps its GOROOT', async () => {
  const set = await setUp({goMod: 'go 1.25.5', onPath: '1.25.5'})
  expect(await provide(set)).toMatchObject({source: 'PATH', goroot: join(set.home, 'go'), env: {GOTOOLCHAIN: 'local'}})
})

test('after setup-go the Go on PATH is the one that was chosen', async () => {
  const set = await setUp({goMod: 'go 1.24\ntoolchain go1.26.0', onPath: '1.25.5', env: {GOTOOLCHAIN: 'local'}})
  expect(await provide(set)).toMatchObject({
    version: '1.25.5',
    reason: 'GOTOOLCHAIN=local: the Go on PATH, 1.24 or later is enough',
  })
})

test.each([
  {request: {architecture: 'vax'}, said: 'architecture: Go has no machine "vax"'},
  {request: {downloadBaseUrl: 'mirror.example/go'}, said: 'go-download-base-url: it is no http or https address'},
  {request: {moduleSum: 'sha256:00'}, said: 'go-toolchain-sum: "sha256:00" is no sum of a module'},
  {request: {version: 'newest'}, said: 'go-version: "newest" is neither a version of Go nor a range of them'},
  {
    request: {version: '1.24.1'},
    said: 'go-version: go-version 1.24.1 is too old: the line "go 1.25.3" of go.mod needs Go 1.25.3 or later',
  },
])('problems are data: $said', async ({request, said}) => {
  await expect(plan(await setUp({request, goMod: 'go 1.25.3'}))).rejects.toThrow(said)
})

test('another architecture is never taken from PATH', async () => {
  const other = process.arch === 'arm64' ? 'x64' : 'arm64'
  const {choice} = await plan(await setUp({request: {version: '1.25.5', architecture: other}, onPath: '1.25.5'}))
  expect(choice).toMatchObject({kind: 'fetch', version: '1.25.5'})
})

test('on a laptop `go env -w` has a say, in the action only the environment', async () => {
  const settings = join(await temporaryFolder(), 'env')
  await put(settings, 'GOTOOLCHAIN=local\nGOPROXY=file:///nowhere\nGOPRIVATE=a.example\nGONOPROXY=b.example\n')
  const scene = {realGo: true, goMod: 'go 1.999.1', env: {GOENV: settings}} as const
  await expect(plan(await setUp({...scene, door: 'cli'}))).rejects.toThrow(
    /GOTOOLCHAIN: GOTOOLCHAIN=local allows only the installed Go, .*; the line "go 1.999.1" of go.mod asks for 1.999.1/,
  )
  const {choice, gos} = await plan(await setUp(scene))
  expect(choice).toMatchObject({kind: 'fetch', version: '1.999.1'})
  expect(gos.settings).toMatchObject({goToolchain: 'local', goProxy: 'file:///nowhere', goNoProxy: 'b.example'})
  expect(gos.settings).toMatchObject({goPrivate: 'a.example', goNoSumDb: 'a.example'})
})

test('on a laptop the installed Go is good enough', async () => {
  expect(
    await provide(await setUp({door: 'cli', goMod: 'go 1.24\ntoolchain go1.25.3', onPath: '1.26.0'})),
  ).toMatchObject({
    version: '1.26.0',
    reason: 'the line "toolchain go1.25.3" of go.mod: the Go on PATH, 1.25.3 or later is enough',
  })
})

test.each([
  {goMod: 'go 1.25.5', said: 'Go 1.25.5 (the line "go 1.25.5" of go.mod: it is on PATH)'},
  {goMod: 'go 1.25.6', said: 'Go 1.25.6, which has to be fetched (the line "go 1.25.6" of go.mod)'},
  {
    goMod: 'go 1.25',
    said: 'unresolved: needs the list of Go versions: the newest version for the line "go 1.25" of go.mod',
  },
])('a plan without the network: $said', async ({goMod, said}) => {
  expect(describeGoPlan(await plan(await setUp({goMod, onPath: '1.25.5'})))).toBe(said)
})
