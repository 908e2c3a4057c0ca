import {rm} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from '@jest/globals'
import {nodeExec} from '../../src/lib/exec.ts'
import {type GoServer, MACHINE, startGoServer} from '../helpers/go-proxy.ts'
import {failure, provide, removeFolders, type Scene, setUp} from './support.ts'

// The machine's own go fetches made-up Gos: its words and rules are the real ones.

let server: GoServer
beforeEach(async () => {
  server = await startGoServer(['1.99.0', '1.99.1'])
})
afterEach(async () => {
  await server.stop()
  await removeFolders()
})

const goMod = 'go 1.99.1'
/** The download site is down, so that the error tells what go said. */
const scene = (env: Readonly<Record<string, string>>): Scene => {
  server.fail(/^\/dl/, {status: 503})
  return {goMod, realGo: true, env: {GO_DOWNLOAD_BASE_URL: '', GOSUMDB: 'off', ...env}}
}

test('an installed go fetches another one, whatever its settings for builds are', async () => {
  const env = {GOPROXY: server.fileUrl, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=vendor -modcacherw', GO111MODULE: 'off'}
  const set = await setUp({...scene(env), goMod: 'toolchain go1.99.1', request: {version: '1.99.1'}})
  const {program, ...toolchain} = await provide(set)
  const goroot = join(
    set.home,
    'mod/golang.org',
    `toolchain@v0.0.1-go1.99.1.${MACHINE.os}-${MACHINE.architecture.goArch}`,
  )
  expect(toolchain).toEqual({
    version: '1.99.1',
    goroot,
    source: 'module',
    reason: 'go-version 1.99.1; from golang.org/toolchain through GOPROXY',
    env: {GOTOOLCHAIN: 'local', GOROOT: goroot},
  })
  const {stdout} = await nodeExec({program, args: ['version'], env: {PATH: '/usr/bin:/bin'}})
  expect(stdout).toContain('go1.99.1')
})

test('a pin is not applied to what go itself verifies, and that is told', async () => {
  const request = {...site(), moduleSum: server.sumOf('1.99.1')}
  const set = await setUp({...scene({GOPROXY: server.fileUrl}), request})
  expect(await provide(set)).toMatchObject({source: 'module'})
  expect(set.said.join()).toContain('golang.org/toolchain through GOPROXY was verified by the installed go command')
})

test('its list of versions resolves an open line', async () => {
  expect(await provide(await setUp({...scene({GOPROXY: server.fileUrl}), goMod: 'go 1.99'}))).toMatchObject({
    version: '1.99.1',
    reason: 'the line "go 1.99" of go.mod: the newest one; from golang.org/toolchain through GOPROXY',
  })
})

test.each([
  {
    name: 'the checksum database is off',
    fault: undefined,
    env: {},
    said: 'GOSUMDB is off, and go runs no Go that it can not verify',
  },
  {name: 'GONOSUMDB does not help', fault: undefined, env: {GONOSUMDB: '*'}, said: 'GOSUMDB is off'},
  {name: '404', fault: {status: 404}, env: {}, said: 'GOPROXY has no such Go'},
  {name: '410', fault: {status: 410}, env: {}, said: 'GOPROXY has no such Go'},
  {name: '500', fault: {status: 500}, env: {}, said: 'GOPROXY has a fault'},
  {name: 'a cut body', fault: 'cut', env: {}, said: 'the download broke off'},
  {name: 'off', fault: undefined, env: {GOPROXY: 'off'}, said: 'GOPROXY=off forbids to fetch it'},
  {
    name: 'a database that can not be reached',
    fault: undefined,
    env: {GOSUMDB: 'sum.example+8e9b1a51+AR8vXDtNGNgy3AVfy0TGGSFvUhDwIRBmfGMX0f6ksrh1 http://127.0.0.1:1'},
    said: "the checksum database can't be asked",
  },
] as const)('go refuses: $name', async ({fault, env, said}) => {
  if (fault) server.fail(/\.zip$/, fault)
  const message = await failure(await setUp({...scene({GOPROXY: server.url, ...env}), request: site()}))
  expect(message).toContain(`- golang.org/toolchain through GOPROXY: ${said}`)
  expect(message).toContain('/dl: it answered status 503')
  expect(message).toMatch(/\nhint: \S/)
})

test('no such version: the nearest are named', async () => {
  server.fail(/^\/dl/, {status: 503})
  const set = await setUp({realGo: true, goMod: 'go 1.99.5', env: {GOPROXY: server.fileUrl}, request: site()})
  expect(await failure(set)).toContain('hint: there is no Go 1.99.5; the nearest are 1.99.0, 1.99.1')
})

test('where go may not fetch, the download site is next', async () => {
  const set = await setUp({goMod, realGo: true, env: {GOPROXY: 'off', GO_DOWNLOAD_BASE_URL: `${server.url}/dl`}})
  expect(await provide(set)).toMatchObject({version: '1.99.1', source: 'download'})
})

test('the newest patch that can not be looked up: the Go at hand, and a warning', async () => {
  const set = await setUp({realGo: true, goMod: 'go 1.99', env: {GOPROXY: 'off'}, request: site(), onPath: '1.99.0'})
  server.fail(/^\/dl/, {status: 503})
  await rm(join(set.home, 'mod'), {recursive: true, force: true})
  expect(await provide(set)).toMatchObject({version: '1.99.0', source: 'PATH'})
  expect(set.said.join()).toContain('could not be looked up')
})

function site() {
  return {downloadBaseUrl: `${server.url}/dl`}
}
