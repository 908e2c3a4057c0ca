// Go's caches between CI machines: ours, and actions/setup-go's scheme, on the same service, with the same builds.
import {createHash} from 'node:crypto'
import {cpSync, mkdirSync, readFileSync, rmSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {loadHelpers} from './helpers.mjs'
import {newMachine, runStep} from './machine.mjs'
import {bar, run} from './measure.mjs'
import {editMain, nodeExporter} from './sources.mjs'
import {PLATFORMS} from './world.mjs'

const RUNS = 11
const seconds = ms => `${(ms / 1000).toFixed(1)} s`
const megabytes = bytes => `${(bytes / 1e6).toFixed(0)} MB`
const replay = fileURLToPath(new URL('setup-go.mjs', import.meta.url))

/** node_exporter, 2 platforms, push included: each run on a new machine, each but the first with another edit. */
export async function caches(world) {
  const helpers = await loadHelpers(world.folder)
  const source = nodeExporter(world.folder, world.goEnv)
  console.log(`node_exporter, 2 platforms, push included, a new machine for each of ${RUNS} runs`)
  const schemes = {'this action': ours, 'setup-go': setupGo}
  const results = {}
  for (const [name, scheme] of Object.entries(schemes)) {
    const folder = join(world.folder, name.replace(' ', '-'))
    mkdirSync(folder)
    const service = await helpers.startCacheService(join(folder, 'service'))
    const found = []
    results[name] = found
    try {
      for (let number = 1; number <= RUNS; number++) {
        const workspace = join(folder, 'work')
        cpSync(source, workspace, {recursive: true})
        if (number > 1) editMain(workspace, `${name} ${number} ${Date.now()}`)
        const machine = newMachine(join(folder, 'machine'))
        const runOnce = extra => action({world, helpers, service, workspace, machine, number, ...extra})
        found.push({...(await scheme({world, service, workspace, machine, runOnce})), stored: storedBytes(service)})
        machine.remove()
        rmSync(workspace, {recursive: true, force: true})
      }
    } finally {
      await service.stop()
    }
    for (const [title, at] of [
      ['cold', 0],
      ['second run', 1],
      ['ten runs later', RUNS - 1],
    ]) {
      const {ms, restoreMs, restored, stored} = found[at]
      const came = restored ? `${megabytes(restored)} restored in ${seconds(restoreMs)}` : 'nothing restored'
      console.log(
        `  ${name.padEnd(12)} ${title.padEnd(15)} ${seconds(ms).padStart(7)}  ${came}, ${megabytes(stored)} stored`,
      )
    }
  }
  const [cold, second] = results['this action']
  bar('second run over cold', second.ms / cold.ms, 0.1)
  bar('build cache ten runs later over cold', results['this action'].at(-1).build / cold.build, 1.2)
}

async function ours({runOnce}) {
  const {ms, caches} = await runOnce({inputs: {}})
  const parts = [caches.modules.restore, caches.build.restore].filter(part => part?.result === 'restored')
  return {
    ms,
    restored: parts.reduce((sum, {bytes}) => sum + bytes, 0),
    restoreMs: Math.max(0, ...parts.map(part => part.ms)), // side by side
    build: caches.build.save?.bytes ?? caches.build.restore?.bytes,
  }
}

/** Step by step, as in a workflow: restore, build (which leaves warm caches alone), save. */
async function setupGo({world, service, workspace, machine, runOnce}) {
  const version = (await run({program: 'go', args: ['env', 'GOVERSION'], env: world.goEnv})).stdout.trim().slice(2)
  const hash = createHash('sha256')
    .update(readFileSync(join(workspace, 'go.mod')))
    .digest('hex')
  const key = `setup-go-Linux-x64-ubuntu24-go-${version}-${hash}`
  const call = operation =>
    run({
      program: world.node,
      args: [replay, operation, key, machine.go.GOMODCACHE, machine.go.GOCACHE],
      cwd: machine.folder,
      env: {...process.env, ...service.env, RUNNER_TEMP: machine.temp, GITHUB_WORKSPACE: machine.folder},
    })
  const restore = await call('restore')
  const isHit = restore.stderr.includes(`MATCHED ${key}`)
  const {ms} = await runOnce({inputs: {cache: 'false'}})
  const saved = isHit ? 0 : (await call('save')).wallMs
  return {ms: restore.wallMs + ms + saved, restoreMs: restore.wallMs, restored: isHit ? storedBytes(service) : 0}
}

/** The action's main step; post has nothing to do after a success. */
async function action({inputs, ...run}) {
  const {mainMs, report} = await runStep({
    ...run,
    inputs: {
      engine: 'embedded',
      image: `${run.world.host}/exporter`,
      tags: 'bench',
      platforms: PLATFORMS,
      push: 'true',
      ...inputs,
    },
  })
  return {ms: mainMs, caches: report.caches}
}

function storedBytes({entries}) {
  return entries.reduce((sum, {path}) => sum + statSync(path).size, 0)
}
