// The bars of "Speed and memory", one function each.
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {caches} from './caches.mjs'
import {dockerfile} from './dockerfile.mjs'
import {bar, interleave, median, row, run} from './measure.mjs'
import {bigMains, editMain, manyMains, nodeExporter} from './sources.mjs'
import {toolchain} from './toolchain.mjs'
import {PLATFORMS} from './world.mjs'

const wall = async promise => (await promise).wallMs
const seconds = s => `${s.toFixed(2)} s`
const megabytes = bytes => `${(bytes / 1e6).toFixed(0)} MB`
const percent = share => `${(share * 100).toFixed(1)} %`

async function warm(world, rounds) {
  const cwd = nodeExporter(world.folder, world.goEnv)
  const ours = (extra = [], repository = 'exporter') => wall(world.ours(pushArgs(world, repository, extra), {cwd}))
  const ko = () => wall(world.ko(['.'], 'ko-exporter', {cwd}))

  console.log('node_exporter, 2 platforms, nothing changed, push included')
  const onBase = () => ours(['--base', `${world.host}/base:latest`], 'exporter-on-base')
  const unchanged = await interleave(rounds, {ours: () => ours(), 'ours on the base that ko has': onBase, ko})
  for (const [name, values] of Object.entries(unchanged)) row(name, values)
  bar('ours over ko', median(unchanged.ours) / median(unchanged.ko), 1.0)

  console.log('node_exporter, 2 platforms, one main edited')
  const edited = (name, work) => async round => {
    editMain(cwd, `${name} ${round} ${Date.now()}`) // nothing that an earlier run has left compiled in GOCACHE
    return work()
  }
  const link = () => parallelLink(world, cwd)
  const edit = await interleave(rounds, {
    ours: edited('ours', () => ours()),
    ko: edited('ko', ko),
    'bare parallel link': edited('link', link),
  })
  for (const [name, values] of Object.entries(edit)) row(name, values)
  bar('ours over ko', median(edit.ours) / median(edit.ko), 1.0)
  bar('ours over the bare link', median(edit.ours) / median(edit['bare parallel link']), 1.4)
}

/** What nobody can do without: go build for both platforms at once, outputs kept. */
async function parallelLink(world, cwd) {
  const builds = ['amd64', 'arm64'].map(arch =>
    run({
      program: 'go',
      args: ['build', '-trimpath', '-o', join(world.folder, 'bare', arch, 'node_exporter'), '.'],
      cwd,
      env: {...world.goEnv, CGO_ENABLED: '0', GOOS: 'linux', GOARCH: arch},
    }),
  )
  return Math.max(...(await Promise.all(builds)).map(({wallMs}) => wallMs))
}

async function many(world, rounds) {
  const cwd = manyMains(world.folder)
  const packages = Array.from({length: 12}, (_, n) => `./cmd/tool${n}`)
  console.log('12 mains, 2 platforms, nothing changed, push included')
  const unchanged = await interleave(rounds, {
    ours: () => wall(world.ours(pushArgs(world, 'many/{name}', ['--main', './cmd/...']), {cwd})),
    ko: () => wall(world.ko(packages, 'ko-many', {cwd, naming: '--base-import-paths'})),
  })
  for (const [name, values] of Object.entries(unchanged)) row(name, values)
  bar('ours over ko', median(unchanged.ours) / median(unchanged.ko), 0.3)
}

/** Not repeated: minutes of compiling; and own CPU time hardly depends on what else the machine does. */
async function cold(world) {
  const cwd = nodeExporter(subfolder(world, 'cold'), world.goEnv)
  console.log('node_exporter, 2 platforms, empty caches, push included')
  const result = await world.ours(pushArgs(world, 'cold'), {
    cwd,
    cache: join(world.folder, 'cold-cache'),
    env: {GOCACHE: join(world.folder, 'cold-gocache')},
  })
  row('wall', [result.wallMs])
  row('own CPU', [result.cpuSeconds], seconds)
  row('CPU of what it started', [result.childCpuSeconds], seconds)
  bar("own CPU over the build's", result.cpuSeconds / result.childCpuSeconds, 0.03, percent)
}

async function own(world, rounds) {
  const cwd = fileURLToPath(new URL('../examples/hello', import.meta.url))
  console.log('examples/hello, 2 platforms, warm: wall less the time in which go or a request was running')
  const parts = await interleave(rounds, {
    'own part': async () => {
      const result = await world.ours(pushArgs(world, 'hello'), {cwd})
      return result.wallMs - result.othersMs
    },
  })
  row('own part', parts['own part'])
  bar('own part', median(parts['own part']), 400, ms => `${ms.toFixed(0)} ms`)

  console.log('start of the command line')
  const start = await interleave(3 * rounds, {
    'cli --version': () => wall(run({program: world.node, args: [world.cli, '--version'], env: world.goEnv})),
    'node -e 0': () => wall(run({program: world.node, args: ['-e', '0'], env: world.goEnv})),
  })
  for (const [name, values] of Object.entries(start)) row(name, values, ms => `${ms.toFixed(0)} ms`)
  bar('over node', median(start['cli --version']) - median(start['node -e 0']), 60, ms => `${ms.toFixed(0)} ms`)
}

async function memory(world) {
  console.log('peak memory of the Node process, binaries of 80 MB, first build and push')
  const two = await peak(world, 1)
  const all = await peak(world, 12)
  row('2 images', [two], megabytes)
  row('24 images', [all], megabytes)
  bar('2 images', two, 190e6, megabytes)
  bar('24 images over 2', all / two, 1.1)
}

async function peak(world, mains) {
  const cwd = bigMains(world.folder, mains)
  const args = pushArgs(world, `big${mains}/{name}`, ['--main', './cmd/...'])
  const cache = join(world.folder, `big-${mains}-cache`)
  const {peakBytes} = await world.ours(args, {cwd, cache, env: {GOCACHE: join(world.folder, 'big-gocache')}})
  return peakBytes
}

export const CASES = {warm, many, own, memory, cold, caches, toolchain, dockerfile}

function pushArgs(world, repository, extra = []) {
  const image = `${world.host}/${repository}`
  return [
    'build',
    '.',
    '--engine',
    'embedded',
    '--image',
    image,
    '--tag',
    'bench',
    '--platform',
    PLATFORMS,
    '--push',
    '--json',
    ...extra,
  ]
}

function subfolder(world, name) {
  const folder = join(world.folder, name)
  mkdirSync(folder)
  return folder
}
