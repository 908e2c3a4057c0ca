import {mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {output} from '../helpers/bundle.ts'
import {type CacheServer, startCacheService} from '../helpers/cache-service.ts'
import {type CiMachine, type CiRun, ciMachine, edit, shop} from '../helpers/ci-machine.ts'
import {MACHINE, startGoServer} from '../helpers/go-proxy.ts'
import {unpack, validate} from '../helpers/image.ts'
import {startRegistry, type TestRegistry} from '../helpers/registries.ts'
import {addToolchain, pathWith} from '../helpers/toolchain-proxy.ts'

// The bundled action chooses a Go, gets it, and makes real images with it.

const VERSION = '1.25.5'
let folder: string
let server: CacheServer
let registry: TestRegistry
let workspace: string
let proxy: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'go-containerize-right-go-'))
  server = await startCacheService(join(folder, 'blobs'))
  registry = await startRegistry()
  ;({workspace, proxy} = await shop(folder))
  await addToolchain(fileURLToPath(proxy), VERSION)
})
afterAll(async () => {
  await registry.stop()
  await server.stop()
  await output('chmod', ['-R', 'u+w', folder]) // the go command leaves what it unpacks without the right to write
  rmSync(folder, {recursive: true, force: true, maxRetries: 3})
})

const machine = (name: string): CiMachine => ciMachine(join(folder, name), server)
/** No setting of the job decides; nothing is fetched but from the folder. */
const open = () => ({GOPROXY: proxy, GOTOOLCHAIN: undefined})

/** What go.mod says of Go. */
function lines(...said: readonly string[]): Promise<void> {
  const text = `module example.com/shop\n\n${said.join('\n')}\n\nrequire example.com/lib v1.0.0\n`
  return edit(workspace, {'go.mod': text})
}

function expectSuccess({main, warnings}: CiRun): void {
  expect({exitCode: main.exitCode, warnings, log: main.stdout + main.stderr}).toMatchObject({exitCode: 0, warnings: []})
}

/** By the pushed program itself. */
async function expectProgramOf(version: string, reference: string, name: string): Promise<void> {
  await validate(reference)
  const temp = join(folder, `image of ${name}`)
  const program = join(await unpack(reference, temp), 'app/shop')
  expect(await output('go', ['version', program])).toMatch(new RegExp(`: go${version}\n$`))
  await output(program, [])
}

test('without any Go: one is unpacked into the tool cache, and makes the image; the next run finds it there', async () => {
  await lines(`go ${VERSION}`)
  const PATH = pathWith(join(folder, 'programs'), ['git', 'tar', 'zstd', 'unzstd', 'zstdmt', 'gzip', 'sh'])
  const bare = machine('bare')
  // Where Go would keep its caches if it were there to be asked.
  const env = {...open(), PATH, GOCACHE: undefined, GOMODCACHE: undefined, GOPATH: undefined, XDG_CACHE_HOME: undefined}
  const inputs = {push: 'true', image: `${registry.host}/acme/bare`}
  const first = await bare.run({workspace, env, inputs})
  expectSuccess(first)
  expect(first.report?.go).toEqual({version: VERSION, source: 'module'})
  expect(first.main.outputs['go-version']).toBe(VERSION)
  expect(first.main.stdout).toMatch(/^✓ toolchain 1\.25\.5 /m)
  const why = `^go +${VERSION} \\(module\\) +the line "go ${VERSION}" of go\\.mod; from golang\\.org/toolchain`
  expect(first.main.stdout).toMatch(new RegExp(why, 'm'))
  expect(first.caches).toMatchObject({modules: {save: {result: 'saved', files: 3}}, build: {save: {result: 'saved'}}})
  expect(server.entries.map(({key}) => key).join()).toContain(`-go${VERSION}-`)
  await expectProgramOf(VERSION, first.main.outputs.ref ?? '', 'bare')
  const places = readdirSync(join(bare.temp, 'tools/go', VERSION))
  expect(places.sort()).toEqual([MACHINE.architecture.name, `${MACHINE.architecture.name}.complete`])

  const again = await bare.run({workspace, env: {...env, GOPROXY: 'off'}, inputs})
  expectSuccess(again)
  expect(again.report?.go).toEqual({version: VERSION, source: 'tool cache'})
  expect(again.main.stdout).not.toMatch(/✓ toolchain/)
  expect(again.main.outputs.digest).toBe(first.main.outputs.digest)
})

test('a toolchain line wins over the Go on PATH, which fetches it; the job keeps its own', async () => {
  await lines('go 1.24', `toolchain go${VERSION}`)
  const other = machine('other')
  const inputs = {push: 'true', image: `${registry.host}/acme/other`}
  const run = await other.run({workspace, env: open(), inputs})
  expectSuccess(run)
  expect(run.report?.go).toEqual({version: VERSION, source: 'module'})
  expect(run.main.stdout).toMatch(
    new RegExp(
      `^go +${VERSION} \\(module\\) +the line "toolchain go${VERSION}" of go\\.mod; from golang\\.org/toolchain`,
      'm',
    ),
  )
  await expectProgramOf(VERSION, run.main.outputs.ref ?? '', 'other')
  expect(run.caches?.modules.restore?.result).toBe('restored') // while Go itself came
  expect(run.caches?.build.restore).toMatchObject({result: 'restored'}) // of the machine that had no Go
  // Another go line is another language, so that the module's own packages are compiled anew.
  expect(run.caches?.compiled?.slowest.map(entry => entry.package).sort()).toEqual([
    'example.com/shop',
    'example.com/shop/said',
  ])
})

test('GOTOOLCHAIN=local, as setup-go leaves it for the job, is obeyed', async () => {
  const run = await machine('local').run({workspace, env: {GOPROXY: proxy, GOTOOLCHAIN: 'local'}})
  expectSuccess(run)
  const installed = (await output('go', ['env', 'GOVERSION'], {env: {GOTOOLCHAIN: 'local'}})).trim()
  expect(`go${run.report?.go.version}`).toBe(installed)
  expect(run.report?.go.source).toBe('PATH')
  expect(run.main.stdout).toContain('GOTOOLCHAIN=local: the Go on PATH')
})

const mistakes: {what: string; go: string; inputs: Record<string, string>; says: RegExp[]}[] = [
  {
    what: 'a range that nothing satisfies: the nearest are named',
    go: 'go 1.21',
    inputs: {'go-version': '>=1.90'},
    says: [/no published version of Go satisfies go-version >=1\.90; the nearest are 1\.25\.5/],
  },
  {
    what: 'a go.mod that asks for a newer Go than go-version: with the line',
    go: 'go 1.25.3',
    inputs: {'go-version': '1.24.0'},
    says: [/go-version 1\.24\.0 is too old: the line "go 1\.25\.3" of go\.mod needs Go 1\.25\.3 or later/],
  },
  {
    what: 'a version that is no version, beside another mistake',
    go: 'go 1.21',
    inputs: {'go-version': 'newest', platforms: 'windows/amd64'},
    says: [/"newest" is neither a version of Go nor a range/, /windows\/amd64/],
  },
]

test.each(mistakes)('$what', async ({what, go, inputs, says}) => {
  await lines(go)
  server.requests.length = 0
  const {main, post} = await machine(what).run({workspace, env: open(), inputs})
  expect(main.exitCode).toBe(1)
  for (const text of says) expect(main.stdout).toMatch(text)
  expect(main.stdout).not.toMatch(/should not/)
  expect(main.outputs).toEqual({})
  expect(post).toMatchObject({exitCode: 0, stderr: ''})
})

test('a Go that nobody has: what each source said, and the nearest', async () => {
  await lines('go 1.21')
  const site = await startGoServer(['1.25.3', VERSION])
  try {
    const inputs = {'go-version': '1.25.4', 'go-download-base-url': `${site.url}/dl`}
    const {main} = await machine('nobody').run({workspace, env: open(), inputs})
    expect(main).toMatchObject({exitCode: 1, outputs: {}})
    expect(main.stdout).toMatch(/^::error::cannot get Go 1\.25\.4 .*it has no Go 1\.25\.4.*GOPROXY has no such Go/m)
    expect(main.stdout).toContain('hint: there is no Go 1.25.4; the nearest are')
  } finally {
    await site.stop()
  }
})
