import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {goTool} from '../../src/go/index.ts'
import {nodeExec} from '../../src/lib/exec.ts'
import type {Toolchain} from '../../src/toolchain/index.ts'
import {MACHINE} from '../helpers/go-proxy.ts'
import {type Prepared, plan, provide, put, removeFolders, setUp} from './support.ts'

// A real Go, through the GOPROXY and the checksum database that this machine is set up with.

const VERSION = '1.25.5'
let set: Prepared
let toolchain: Toolchain
beforeAll(async () => {
  const env = await networkSettings()
  set = await setUp({realGo: true, goMod: `go 1.24\ntoolchain go${VERSION}`, env})
  toolchain = await provide(set)
})
afterAll(removeFolders)

test('the toolchain module, fetched by an installed go, runs and compiles', async () => {
  expect(toolchain).toMatchObject({
    version: VERSION,
    source: 'module',
    reason: `the line "toolchain go${VERSION}" of go.mod; from golang.org/toolchain through GOPROXY`,
  })
  await expectToRun(toolchain)
})

test('its zip in a GOPROXY that is a folder, without any Go: the same sum, and it runs', async () => {
  const folder = join(set.home, 'mod/cache/download')
  const name = `v0.0.1-go${VERSION}.${MACHINE.os}-${MACHINE.architecture.goArch}`
  const sum = await readFile(join(folder, `golang.org/toolchain/@v/${name}.ziphash`), 'utf8')
  const goMod = `go ${VERSION}`
  const env = {GOPROXY: pathToFileURL(folder).href}
  const bare = await setUp({goMod, env, request: {moduleSum: sum.trim()}})
  const own = await provide(bare)
  expect(own).toMatchObject({version: VERSION, source: 'module'})
  await expectToRun(own)
  expect(await filesOf(own.goroot)).toEqual(await filesOf(toolchain.goroot))
})

test('the list of versions has releases and this one', async () => {
  const open = await setUp({
    realGo: true,
    goMod: 'go 1.24',
    env: await networkSettings(),
    request: {version: '1.25.0 - 1.25.5', checkLatest: true},
  })
  const {choice} = await plan(open)
  expect(choice.kind).toBe('unresolved')
  expect(
    await provide({...open, options: {...open.options, env: {...open.options.env, GOMODCACHE: join(set.home, 'mod')}}}),
  ).toMatchObject({version: VERSION})
})

async function expectToRun({program, env}: Toolchain): Promise<void> {
  const {dir} = set.options
  const go = goTool({exec: nodeExec, env: {...set.options.env, GOCACHE: join(set.home, 'cache')}, goEnv: env, program})
  const {stdout} = await go(['version'], {cwd: dir})
  expect(stdout.trim()).toBe(`go version go${VERSION} ${MACHINE.os}/${MACHINE.architecture.goArch}`)
  await put(join(dir, 'main.go'), 'package main\n\nfunc main() { println("hello") }\n')
  expect(await go(['build', '-o', join(set.home, 'm'), '.'], {cwd: dir})).toMatchObject({exitCode: 0, stderr: ''})
  expect((await nodeExec({program: join(set.home, 'm'), args: [], env: {}})).stderr).toBe('hello\n')
}

/** What GOENV=off of these tests would hide. */
async function networkSettings(): Promise<Record<string, string>> {
  const {stdout} = await nodeExec({program: 'go', args: ['env', '-json', 'GOPROXY', 'GOSUMDB'], env: process.env})
  return JSON.parse(stdout)
}

async function filesOf(goroot: string): Promise<readonly string[]> {
  const entries = await readdir(goroot, {recursive: true, withFileTypes: true})
  const names = entries
    .filter(entry => entry.isFile())
    .map(({parentPath, name}) => join(parentPath, name).slice(goroot.length))
  return names.filter(name => name !== '/.go-containerize').sort()
}
