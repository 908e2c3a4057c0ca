import {access, constants, readdir, readFile, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals'
import {nodeExec} from '../../src/lib/exec.ts'
import {removeTree} from '../../src/lib/files.ts'
import {architectureOf} from '../../src/toolchain/architecture.ts'
import {type GoServer, MACHINE, startGoServer} from '../helpers/go-proxy.ts'
import {failure, provide, put, putInToolCache, removeFolders, type Scene, setUp, temporaryFolder} from './support.ts'

let server: GoServer
let toolCache: string
beforeEach(async () => {
  server = await startGoServer(['1.99.0', '1.99.1', '1.98.7', '1.100rc1'])
  toolCache = await temporaryFolder()
})
afterEach(async () => {
  await server.stop()
  await removeFolders()
})

const goMod = 'go 1.99.1'
const site = (): Scene => ({goMod, toolCache, request: {downloadBaseUrl: `${server.url}/dl`}})
const proxy = (goProxy: string, moduleSum?: string): Scene => ({
  goMod,
  toolCache,
  // Nobody listens there: the download site is not to be the one that answers.
  env: {GOPROXY: goProxy},
  request: moduleSum ? {moduleSum} : {},
})

async function versionOf(program: string): Promise<string> {
  return (await nodeExec({program, args: ['version'], env: {PATH: '/usr/bin:/bin'}})).stdout.trim()
}

test('no Go: from the download site into the tool cache, and the next run finds it there', async () => {
  const set = await setUp(site())
  const {program, ...toolchain} = await provide(set)
  const goroot = join(toolCache, 'go/1.99.1', MACHINE.architecture.name)
  expect(toolchain).toEqual({
    version: '1.99.1',
    goroot,
    source: 'download',
    reason: `the line "go 1.99.1" of go.mod; from ${server.url}/dl`,
    env: {GOTOOLCHAIN: 'local', GOROOT: goroot},
  })
  expect(await versionOf(program)).toBe(`go version go1.99.1 ${MACHINE.os}/${MACHINE.architecture.goArch}`)
  expect(await readdir(join(toolCache, 'go/1.99.1'))).toEqual([
    MACHINE.architecture.name,
    `${MACHINE.architecture.name}.complete`,
  ])
  expect(await provide(set)).toMatchObject({source: 'tool cache', program})
})

test.each([
  {goMod: 'go 1.99', want: '1.99.1'},
  {request: {version: '^1.98'}, want: '1.99.1'},
  {request: {version: 'oldstable'}, want: '1.98.7'},
  {request: {version: '1.100'}, want: '1.100rc1'},
  {request: {version: '1.100.0-rc.1'}, want: '1.100rc1'},
  {want: '1.99.1'}, // nothing asks: the newest stable
])('$goMod $request is $want of the site', async ({request, want, ...rest}) => {
  const set = await setUp({toolCache, ...rest, request: {...site().request, ...request}})
  expect(await provide(set)).toMatchObject({version: want, source: 'download'})
})

test('a mirror that has files only: by their .sha256', async () => {
  server.fail(/dl\/$/, {status: 404})
  expect(await provide(await setUp(site()))).toMatchObject({version: '1.99.1', source: 'download'})
  server.fail(/sha256$/, 'other')
  await removeTree(join(toolCache, 'go'))
  expect(await failure(await setUp(site()))).toContain('is not the file that the download site promises')
  await expect(provide(await setUp({...site(), goMod: 'go 1.99'}))).rejects.toThrow(
    `could not be looked up (${server.url}/dl: it answered status 404 to ?mode=json&include=all), and no Go here fits`,
  )
})

test('the newest patch is named with an exact .0', async () => {
  const set = await setUp({...site(), goMod: 'go 1.99.0'})
  await provide(set)
  expect(set.said.join()).toContain('warning: the line "go 1.99.0" of go.mod is taken as it stands')
  expect(set.said.join()).toContain('the newest is 1.99.1')
})

test.each([
  {path: /tar/, fault: {status: 404}, said: /tar\.gz: status 404/},
  {path: /tar/, fault: {status: 500}, said: /tar\.gz: status 500/},
  {path: /tar/, fault: 'cut', said: /tar\.gz: the download broke off/},
  {
    path: /tar/,
    fault: 'other',
    said: /is not the file that the download site promises: its sha256 is .* It was not unpacked\nhint: run again/,
  },
  {
    path: /dl\/($|.*sha256)/,
    fault: {status: 500},
    said: /answered status 500 to \?mode=json&include=all, and has no go1\.99\.1\.\S+\.sha256/,
  },
  {
    path: /tar/,
    fault: 'short',
    said: /tar\.gz: the download broke off: it has \d+ bytes instead of \d+\nhint: run again/,
  },
  {path: /tar/, fault: 'page', said: /tar\.gz is no archive but perhaps a page/},
  {path: /dl\/$/, fault: 'cut', said: /can't be reached/},
  {path: /dl\/($|.*sha256)/, fault: {status: 200}, said: /answered no list of Go releases/},
] as const)('download site, $path: $fault', async ({path, fault, said}) => {
  server.fail(path, fault)
  const message = await failure(await setUp(site()))
  expect(message).toContain(
    `cannot get Go 1.99.1 for ${MACHINE.os}/${MACHINE.architecture.goArch} (the line "go 1.99.1" of go.mod)`,
  )
  expect(message).toMatch(said)
  expect(await readdir(join(toolCache, 'go/1.99.1'))).toEqual([]) // nothing half done
})

test('a version that is nowhere: the nearest are named', async () => {
  const message = await failure(await setUp({...site(), goMod: 'go 1.99.7'}))
  expect(message).toContain('/dl: it has no Go 1.99.7')
  expect(message).toContain('hint: there is no Go 1.99.7; the nearest are 1.99.0, 1.99.1')
})

test('no network at all', async () => {
  const closed = server.url
  await server.stop()
  const message = await failure(
    await setUp({goMod, toolCache, request: {downloadBaseUrl: `${closed}/dl`}, env: {GOPROXY: closed}}),
  )
  expect(message).toMatch(/\/dl: it can't be reached: .*ECONNREFUSED/)
  expect(message).toContain('hint: check the network')
})

test('GOPROXY as a folder is trusted without Go, as cmd/go does', async () => {
  const {program, goroot, ...toolchain} = await provide(await setUp(proxy(server.fileUrl)))
  expect(toolchain).toMatchObject({version: '1.99.1', source: 'module'})
  expect(await versionOf(program)).toContain('go1.99.1')
  await access(join(goroot, 'pkg/tool', `${MACHINE.os}_${MACHINE.architecture.goArch}`, 'compile'), constants.X_OK)
  expect((await stat(join(goroot, 'src/fmt/print.go'))).mode & 0o111).toBe(0)
  expect(await readFile(join(goroot, 'src/go.mod'), 'utf8')).toBe('module std\n')
  expect(await readFile(join(goroot, 'src/cmd/go.mod'), 'utf8')).toBe('module cmd\n')
  expect(server.requests).toEqual([])
})

test('a folder that is one of several is not: cmd/go asks the checksum database then', async () => {
  const scene = proxy(`${server.fileUrl},${server.url}`)
  const message = await failure(await setUp({...scene, request: {downloadBaseUrl: `${server.url}/none`}}))
  expect(message).toMatch(/file:\/\/\S+ is asked only if what it sends can be verified/)
})

test('any GOPROXY will do with the sum pinned; of a range the list comes from there, too', async () => {
  const scene = proxy(`http://127.0.0.1:1|${server.url},direct`, server.sumOf('1.99.1'))
  expect(await provide(await setUp({...scene, goMod: 'go 1.99'}))).toMatchObject({version: '1.99.1', source: 'module'})
})

test.each([
  {fault: {status: 404}, said: /zip: status 404/},
  {fault: {status: 410}, said: /zip: status 410/},
  {fault: {status: 500}, said: /zip: status 500/},
  // The toolkit tries again by itself, and on a busy machine finds what is left of its first attempt.
  {fault: 'cut', said: /zip: .*(aborted|already exists)/},
  {fault: 'other', said: /damaged|is another file than the one that was pinned/},
] as const)('GOPROXY with the sum pinned: $fault', async ({fault, said}) => {
  server.fail(/\.zip$/, fault)
  const scene = proxy(server.url, server.sumOf('1.99.1'))
  const message = await failure(
    await setUp({...scene, request: {...scene.request, downloadBaseUrl: `${server.url}/none`}}),
  )
  expect(message).toMatch(said)
  expect(message).toContain('/none: it answered status 404')
  expect(await readdir(join(toolCache, 'go/1.99.1'))).toEqual([])
})

test('a zip with another sum is never put in place', async () => {
  const scene = proxy(server.url, server.sumOf('1.99.0'))
  const message = await failure(
    await setUp({...scene, request: {...scene.request, downloadBaseUrl: `${server.url}/none`}}),
  )
  expect(message).toContain(`its sum is ${server.sumOf('1.99.1')}, go-toolchain-sum is ${server.sumOf('1.99.0')}`)
})

test('a pin that does not match ends it: no other source is asked in its place', async () => {
  const scene = proxy(server.url, server.sumOf('1.99.0'))
  const message = await failure(
    await setUp({...scene, request: {...scene.request}, env: {GOPROXY: `${server.url}|${server.url}`}}),
  )
  expect(message).toContain('is another file than the one that was pinned')
  expect(server.requests.filter(path => path.endsWith('.zip'))).toHaveLength(1)
  expect(server.requests.filter(path => path.includes('/dl'))).toEqual([])
})

test('a pin that was not applied is told, with what vouches for that Go instead', async () => {
  const scene = proxy(server.url, server.sumOf('1.99.1'))
  const pinned = await setUp({...scene, toolCache: await temporaryFolder()})
  await provide(pinned)
  expect(pinned.said).toEqual([])
  const bySite = await setUp({...scene, request: {...scene.request, ...site().request}})
  await provide(bySite)
  const said = "go-toolchain-sum was not applied: it is of the module's zip;"
  expect(bySite.said).toEqual([`${said} ${server.url}/dl was verified by the site's own sha256`])
  await provide(bySite)
  expect(bySite.said.at(-1)).toBe(
    'go-toolchain-sum was not applied: it is of a download; Go 1.99.1 was here already (tool cache)',
  )
})

test.each(['other', 'page', 'short', 'cut'] as const)('after the first of two pinned proxies: %s', async fault => {
  const first = await startGoServer(['1.99.1'])
  first.fail(/\.zip$/, fault)
  try {
    const set = await setUp(proxy(`${first.url}|${server.url}`, server.sumOf('1.99.1')))
    if (fault === 'other') {
      expect(await failure(set)).toContain('is another file than the one that was pinned')
      expect(server.requests).toEqual([])
    } else {
      expect(await provide(set)).toMatchObject({version: '1.99.1', source: 'module'})
    }
  } finally {
    await first.stop()
  }
})

test.each([
  {fault: 'other', next: false},
  {fault: 'page', next: true},
  {fault: 'short', next: true},
  {fault: 'cut', next: true},
  {fault: {status: 500}, next: true},
] as const)('after an archive of the download site that is $fault, is another source asked: $next', async given => {
  server.fail(/tar/, given.fault)
  const set = await setUp({...site(), env: {GOPROXY: server.fileUrl}})
  if (given.next) {
    expect(await provide(set)).toMatchObject({version: '1.99.1', source: 'module'})
  } else {
    expect(await failure(set)).toContain('is not the file that the download site promises')
  }
})

test('a GOPROXY that nobody can verify is not asked, and the way out is told', async () => {
  const scene = proxy(server.url)
  const message = await failure(await setUp({...scene, request: {downloadBaseUrl: `${server.url}/none`}}))
  expect(message).toContain('is asked only if what it sends can be verified')
  expect(server.requests.filter(path => !path.startsWith('/none/'))).toEqual([])
})

test('a tool cache that can not be written: our own folder, and a line that says so', async () => {
  await put(join(toolCache, 'go'), 'a file where the folder should be')
  const set = await setUp(site())
  expect((await provide(set)).goroot).toContain(join(set.home, 'ours/go/1.99.1'))
  expect(set.said).toEqual([`cannot write to ${toolCache} (ENOTDIR): Go is kept in ${set.options.fallbackRoot}`])
})

test('an unfinished copy is replaced', async () => {
  const goroot = await putInToolCache(toolCache, '1.99.1', false)
  await put(join(goroot, 'bin/go'), 'half')
  const {program} = await provide(await setUp(site()))
  expect(program).toBe(join(goroot, 'bin/go'))
  expect(await versionOf(program)).toContain('go1.99.1')
})

describe("another architecture than the machine's", () => {
  const other = architectureOf(process.arch === 'arm64' ? 'x64' : 'arm64')
  if (!other) throw new Error('no other one')

  test('is fetched, although a Go of that version is on PATH', async () => {
    const foreign = await startGoServer(['1.99.1'], other)
    try {
      const request = {architecture: other.name, downloadBaseUrl: `${foreign.url}/dl`}
      const {goroot, source} = await provide(await setUp({goMod, toolCache, onPath: '1.99.1', request}))
      expect({goroot, source}).toEqual({goroot: join(toolCache, 'go/1.99.1', other.name), source: 'download'})
    } finally {
      await foreign.stop()
    }
  })

  test('that the machine can not run is told before anything is compiled', async () => {
    const goroot = join(toolCache, 'go/1.99.1', other.name)
    await put(join(goroot, 'bin/go'), '\x7fELF of another machine', 0o755)
    await put(`${goroot}.complete`, '')
    const providing = provide(await setUp({goMod, toolCache, request: {architecture: other.name}}))
    await expect(providing).rejects.toMatchObject({
      problems: [
        {
          subject: 'architecture',
          message: expect.stringMatching(/^Go 1\.99\.1 for \S+ does not run on this machine, which is /),
          hint: expect.stringContaining('leave it out'),
        },
      ],
    })
  })

  test('that no source has: the way out names that architecture', async () => {
    const request = {architecture: other.name, downloadBaseUrl: `${server.url}/none`}
    const message = await failure(await setUp({...proxy(server.url), onPath: '1.99.1', request}))
    expect(message).toContain(`any Go of 1.21 or later for ${MACHINE.os}/${other.goArch} on PATH`)
  })
})

test('two at once both end with a whole Go', async () => {
  const sets = await Promise.all([1, 2, 3].map(() => setUp(site())))
  const toolchains = await Promise.all(sets.map(provide))
  expect(new Set(toolchains.map(({program}) => program)).size).toBe(1)
  expect(await versionOf(toolchains[0]?.program ?? '')).toContain('go1.99.1')
  expect(await readdir(join(toolCache, 'go/1.99.1'))).toEqual([
    MACHINE.architecture.name,
    `${MACHINE.architecture.name}.complete`,
  ])
})

test('a cancelled download leaves nothing', async () => {
  const cancel = new AbortController()
  server.fail(/tar/, {hold: () => cancel.abort(new Error('stopped'))})
  await expect(provide(await setUp({...site(), signal: cancel.signal}))).rejects.toThrow('stopped')
  expect(await readdir(join(toolCache, 'go/1.99.1'))).toEqual([])
})
