// A multi-stage Dockerfile on new CI machines: plain buildx with the layer cache of the run before, and the action's modes.
import {cpSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setUpTools} from '../tools/setup.mjs'
import {analysis} from './analysis.mjs'
import {loadHelpers} from './helpers.mjs'
import {newMachine, runStep} from './machine.mjs'
import {bar, interleave, median, row, run} from './measure.mjs'
import {editMain, nodeExporter} from './sources.mjs'
import {PLATFORMS} from './world.mjs'

/** Not more: plain buildx compiles everything in each of them. */
const ROUNDS = 3

const HELPERS = `
  export {runAction} from './__tests__/helpers/runner.ts'
  export {startCacheService} from './__tests__/helpers/cache-service.ts'
  export {GO_VERSION, pushBaseImages} from './__tests__/helpers/base-images.ts'
  export {startBuildkitd} from './__tests__/helpers/buildkitd.ts'
  export {createBuilder} from './__tests__/helpers/builder.ts'
  export {commitAll} from './__tests__/helpers/workspace.ts'`

const dockerfileText = version => `FROM --platform=$BUILDPLATFORM golang:${version} AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG TARGETOS TARGETARCH
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -o /out/node_exporter .

FROM scratch
COPY --from=build /out/node_exporter /bin/node_exporter
USER 65534
EXPOSE 9100
ENTRYPOINT ["/bin/node_exporter"]
`

/** node_exporter, 2 platforms, push included; after one run to fill the caches, each with another edit. */
export async function dockerfile(world) {
  await analysis(world)
  setUpTools(['buildkitd', 'buildx', 'crane'], process.env)
  const helpers = await loadHelpers(world.folder, HELPERS)
  await helpers.pushBaseImages(world.host)
  const source = nodeExporter(world.folder, world.goEnv)
  writeFileSync(join(source, 'Dockerfile'), dockerfileText(helpers.GO_VERSION))
  writeFileSync(join(source, '.dockerignore'), '.git\n')
  console.log('node_exporter by its Dockerfile, 2 platforms, push included, a new machine and BuildKit for each run')
  const contenders = {
    'plain buildx': plain(world),
    replace: await ours(world, helpers, 'replace'),
    inside: await ours(world, helpers, 'inside'),
  }
  const found = {}
  try {
    const calls = Object.entries(contenders).map(([name, {build}]) => {
      const call = async round => {
        const result = await onNewMachine({world, helpers, source, name, round}, build)
        found[name] = [...(found[name] ?? []), result]
        console.log(`  run ${round} of ${name}: ${(result.ms / 1000).toFixed(1)} s`) // there may be minutes before the next one
        return result.ms
      }
      return [name, call]
    })
    const times = await interleave(ROUNDS, Object.fromEntries(calls))
    for (const [name, [first, ...runs]] of Object.entries(found)) {
      row(`${name}, nothing cached`, [first.ms])
      row(`${name}, edited`, times[name])
      sayPhases(runs.find(({ms}) => ms === median(times[name])))
    }
    const over = name => median(times[name]) / median(times['plain buildx'])
    bar('replace over plain', over('replace'), 0.1)
    bar('inside over plain', over('inside'), 0.35)
  } finally {
    for (const {stop} of Object.values(contenders)) await stop()
  }
}

/** An empty disk, with a checkout and a BuildKit that has nothing: none of that is on the clock. */
async function onNewMachine({world, helpers, source, name, round}, build) {
  const machine = newMachine(join(world.folder, 'machine'))
  const workspace = join(machine.folder, 'checkout')
  cpSync(source, workspace, {recursive: true})
  if (round > 0) editMain(workspace, `${name} ${round} ${Date.now()}`)
  await helpers.commitAll(workspace)
  const daemon = await onDisk(machine, () => helpers.startBuildkitd({registry: world.host}))
  const builder = await helpers.createBuilder([daemon])
  try {
    return await build({workspace, machine, builder, round})
  } finally {
    builder.stop()
    await daemon.stop()
    machine.remove()
  }
}

/** What is started keeps its files on the machine's disk. */
async function onDisk({temp}, start) {
  const before = process.env.TMPDIR
  process.env.TMPDIR = temp
  try {
    return await start()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

/**
 * As the docker actions' users have it with `type=local`: from the folder of the run before, into a new one that takes
 * its place. To bring it to the machine and to keep it would take actions/cache, which is not counted.
 */
function plain({folder, host}) {
  const [cache, next] = [join(folder, 'layers'), join(folder, 'layers-next')]
  return {
    async build({workspace, builder, round}) {
      const from = round > 0 ? [`--cache-from=type=local,src=${cache}`] : []
      const to = `--cache-to=type=local,dest=${next},mode=max`
      const image = [`--tag=${host}/plain:bench`, `--platform=${PLATFORMS}`, '--push']
      const {wallMs} = await run({
        program: 'buildx',
        args: ['build', ...from, to, ...image, workspace],
        cwd: workspace,
        env: builder.env,
      })
      rmSync(cache, {recursive: true, force: true})
      renameSync(next, cache)
      return {ms: wallMs}
    },
    stop: async () => {},
  }
}

/** The action's step, main and post, with a cache service of its own. */
async function ours(world, helpers, mode) {
  const folder = join(world.folder, mode)
  mkdirSync(folder)
  const service = await helpers.startCacheService(join(folder, 'service'))
  const inputs = {
    image: `${world.host}/${mode}`,
    tags: 'bench',
    platforms: PLATFORMS,
    push: 'true',
    'dockerfile-mode': mode,
  }
  return {
    async build({workspace, machine, builder, round}) {
      const {PATH, BUILDX_CONFIG} = builder.env
      const number = round + 1
      const env = {PATH, BUILDX_CONFIG}
      return runStep({world, helpers, service, workspace, machine, number, inputs, env})
    },
    stop: () => service.stop(),
  }
}

/** Where the time of a run went; phases overlap. */
function sayPhases({report}) {
  for (const {name, subject, startMs, durationMs} of report?.phases ?? []) {
    console.log(`    ${`${name} ${subject}`.padEnd(34)} ${startMs} to ${startMs + durationMs} ms`)
  }
}
