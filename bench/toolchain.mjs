// From a runner with another Go to a working one: ours, and the bare download and unpack by the go command.
import {mkdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {bundleTs} from './helpers.mjs'
import {bar, interleave, median, row, run} from './measure.mjs'

const VERSION = '1.25.5'

/** Everything comes through the machine's module proxy each time, into empty folders. */
export async function toolchain(world, rounds) {
  const script = await bundleTs(world.folder, 'provide', provide)
  console.log(`Go ${VERSION} on a machine that has another one, empty module and tool caches`)
  const fresh = work => async round => {
    const folder = join(world.folder, `toolchain-${round}`)
    mkdirSync(folder)
    const env = {...world.goEnv, GOMODCACHE: join(folder, 'mod'), GOFLAGS: '-modcacherw', BENCH_FOLDER: folder}
    try {
      return (await work(env)).wallMs
    } finally {
      rmSync(folder, {recursive: true, force: true})
    }
  }
  const found = await interleave(rounds, {
    ours: fresh(env => run({program: world.node, args: [script], env})),
    'bare download and unpack': fresh(env =>
      run({program: 'go', args: ['version'], env: {...env, GOTOOLCHAIN: `go${VERSION}`}}),
    ),
  })
  for (const [name, values] of Object.entries(found)) row(name, values)
  bar('ours over bare', median(found.ours) / median(found['bare download and unpack']), 1.3)
}

const provide = `
import {createToolFiles} from './src/actions/index.ts'
import {nodeExec} from './src/lib/exec.ts'
import {silentLog} from './src/lib/log.ts'
import {planGo, provideGo} from './src/toolchain/index.ts'
const {BENCH_FOLDER: folder, ...env} = process.env
const options = {
  request: {version: '${VERSION}', checkLatest: false}, door: 'action', dir: folder, env, goEnv: {}, exec: nodeExec,
  log: silentLog, files: createToolFiles({log: silentLog, keepStdout: false}), toolCache: folder + '/tools',
  fallbackRoot: folder + '/fallback',
}
const plan = await planGo(options)
const {program, version, env: goEnv} = await provideGo(plan, options)
const {stdout} = await nodeExec({program, args: ['version'], env: {...env, ...goEnv}})
if (version !== '${VERSION}' || !stdout.includes('go${VERSION} ')) throw new Error('not the Go that was asked for: ' + stdout)
process.exit(0)
`
