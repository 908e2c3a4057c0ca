import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, expect, test} from '@jest/globals'
import {output, REPOSITORY, type Started, start} from '../helpers/bundle.ts'
import {type GoServer, MACHINE, startGoServer} from '../helpers/go-proxy.ts'
import {provide, removeFolders, setUp, temporaryFolder} from './support.ts'

// Whole processes: they can be killed, and race.

const VERSION = '1.99.1'
let server: GoServer
let program: string
let toolCache: string
beforeAll(async () => {
  server = await startGoServer([VERSION])
  program = await bundle(await temporaryFolder())
})
beforeEach(async () => {
  toolCache = await temporaryFolder()
})
afterAll(async () => {
  await server.stop()
  await removeFolders()
})

test('a run that is killed while it downloads leaves nothing that another could take for a Go', async () => {
  let killed: Started | undefined
  server.fail(/tar/, {hold: () => void killed?.child.kill('SIGKILL')})
  killed = await run()
  expect(await killed.finished).toMatchObject({exitCode: null, stdout: ''})
  const left = await readdir(join(toolCache, 'go', VERSION))
  expect(left).toEqual([expect.stringMatching(/^\.\w+\.[0-9a-f-]+\.tmp$/)])
  server.fail(/tar/, 'none')
  const after = await setUp({toolCache, goMod: `go ${VERSION}`, request: {downloadBaseUrl: `${server.url}/dl`}})
  expect(await provide(after)).toMatchObject({version: VERSION, source: 'download'})
})

test('four processes at once all end with the same whole Go', async () => {
  const runs = await Promise.all([1, 2, 3, 4].map(run))
  const ends = await Promise.all(runs.map(({finished}) => finished))
  expect(ends.map(({exitCode, stderr}) => ({exitCode, stderr}))).toEqual(Array(4).fill({exitCode: 0, stderr: ''}))
  expect(new Set(ends.map(({stdout}) => stdout)).size).toBe(1)
  const name = MACHINE.architecture.name
  expect((await readdir(join(toolCache, 'go', VERSION))).sort()).toEqual([name, `${name}.complete`])
  expect(await output(ends[0]?.stdout.trim() ?? '', ['version'])).toContain(`go${VERSION}`)
})

async function run(): Promise<Started> {
  const {options} = await setUp({goMod: `go ${VERSION}`, request: {downloadBaseUrl: `${server.url}/dl`}, toolCache})
  const {request, door, dir, env, goEnv, fallbackRoot} = options
  return start(process.execPath, [program, JSON.stringify({request, door, dir, env, goEnv, fallbackRoot, toolCache})])
}

/** A program that gets the Go it is told and prints where it is. */
async function bundle(folder: string): Promise<string> {
  const source = `
    import {createToolFiles} from '${REPOSITORY}/src/actions/tool-cache.ts'
    import {nodeExec} from '${REPOSITORY}/src/lib/exec.ts'
    import {silentLog as log} from '${REPOSITORY}/src/lib/log.ts'
    import {planGo, provideGo} from '${REPOSITORY}/src/toolchain/index.ts'
    const files = createToolFiles({log, keepStdout: true})
    const options = {...JSON.parse(process.argv[2]), exec: nodeExec, files, log}
    console.log((await provideGo(await planGo(options), options)).program)
  `
  const outfile = join(folder, 'out.mjs')
  const banner = {
    js: "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url)",
  }
  const stdin = {contents: source, resolveDir: REPOSITORY, loader: 'ts'}
  const options = {stdin, bundle: true, platform: 'node', format: 'esm', outfile, banner, logLevel: 'error'}
  // In a process of its own: esbuild does not work in jest's realm.
  const script = `import {build} from 'esbuild'; await build(${JSON.stringify(options)})`
  await output(process.execPath, ['--input-type=module', '--eval', script], {cwd: REPOSITORY})
  return outfile
}
