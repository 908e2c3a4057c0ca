import {mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {GO_VERSION} from '../helpers/base-images.ts'
import {type Builder, createBuilder} from '../helpers/builder.ts'
import {type Buildkitd, startBuildkitd} from '../helpers/buildkitd.ts'
import {output} from '../helpers/bundle.ts'
import {type CacheServer, startCacheService} from '../helpers/cache-service.ts'
import {type CiRun, ciMachine, edit} from '../helpers/ci-machine.ts'
import {moduleProxy} from '../helpers/module-proxy.ts'
import {startRegistry, type TestRegistry} from '../helpers/registries.ts'
import {commitAll, writeFiles} from '../helpers/workspace.ts'

// The stage is cut out, so that its image is not needed.
const DOCKERFILE = `FROM --platform=$BUILDPLATFORM golang:${GO_VERSION} AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG TARGETOS TARGETARCH
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -o /out/shop .

FROM scratch
COPY --from=build /out/shop /shop
`
const LIB = {
  path: 'example.com/lib',
  version: 'v1.0.0',
  files: {
    'said/said.go': 'package said\n\nconst Text = "hello"\n',
    'more/more.go': 'package more\n\nconst Text = "more"\n',
  },
}
const main = (name: string) => ({
  'main.go': `package main\n\nimport "example.com/lib/${name}"\n\nfunc main() { println(${name}.Text) }\n`,
})

let folder: string
let daemon: Buildkitd
let builder: Builder
let registry: TestRegistry
let service: CacheServer
let workspace: string
let count = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sources-test-'))
  registry = await startRegistry()
  daemon = await startBuildkitd({registry: registry.host})
  builder = await createBuilder([daemon])
  service = await startCacheService(join(folder, 'service'))
  workspace = join(folder, 'work')
  const goMod = 'module example.com/shop\n\ngo 1.24\n\nrequire example.com/lib v1.0.0\n'
  writeFiles(workspace, {'go.mod': goMod, '.dockerignore': '.git', Dockerfile: DOCKERFILE, ...main('said')})
  const env = {
    GOENV: 'off',
    GOPROXY: await proxy(),
    GONOSUMDB: '*',
    GOFLAGS: '-modcacherw',
    GOMODCACHE: join(folder, 'tidy'),
  }
  await output('go', ['mod', 'tidy'], {cwd: workspace, env: {...env, GOWORK: 'off', GOTOOLCHAIN: 'local'}})
  await commitAll(workspace)
})

afterAll(async () => {
  await service?.stop()
  builder?.stop()
  await daemon?.stop()
  await registry?.stop()
  rmSync(folder, {recursive: true, force: true, maxRetries: 3})
})

const proxy = () => moduleProxy(join(folder, 'proxy'), [LIB])

/** A run on a new machine. `env`: where it may fetch modules. */
async function run(env: Readonly<Record<string, string>> = {}): Promise<CiRun & {readonly left: readonly string[]}> {
  const machine = ciMachine(join(folder, `machine-${count++}`), service)
  const {PATH, BUILDX_CONFIG} = builder.env
  const inputs = {'dockerfile-mode': 'replace', platforms: 'linux/amd64,linux/arm64', advice: 'off'}
  const finished = await machine.run({workspace, inputs, env: {PATH, BUILDX_CONFIG, ...env}})
  const left = readdirSync(machine.temp, {recursive: true})
    .map(String)
    .filter(path => path.includes('sources-'))
  return {...finished, left}
}

const kinds = () => service.entries.map(({key}) => key.split('-')[1])

test('a run after the first brings the sources of its modules alone, until the program takes more of them', async () => {
  const first = await run({GOPROXY: await proxy(), GONOSUMDB: '*'})
  expect(first.main).toMatchObject({exitCode: 0})
  expect(first.caches).toMatchObject({
    sources: {restore: {result: 'missing'}, save: {result: 'saved', files: 3}},
    modules: {restore: {result: 'missing'}, save: {result: 'saved'}},
  })
  expect(kinds().sort()).toEqual(['build', 'mod', 'src'])

  await edit(workspace, {'edit.go': 'package main\n\nfunc init() { println("edited") }\n'})
  const second = await run()
  expect(second.main).toMatchObject({exitCode: 0})
  expect(second.caches).toMatchObject({
    sources: {restore: {result: 'restored', files: 3}},
    compiled: {executed: 2}, // main, for two platforms
  })
  expect(second.caches?.modules).not.toHaveProperty('restore')
  expect(second.caches?.sources).not.toHaveProperty('save')
  expect(second.left).toEqual([])
  expect(second.warnings).toEqual([])

  await edit(workspace, main('more'))
  const third = await run()
  expect(third.main).toMatchObject({exitCode: 0})
  expect(third.main.stdout).toContain('now the modules come as a whole')
  expect(third.caches).toMatchObject({
    sources: {restore: {result: 'restored'}, save: {result: 'saved'}},
    modules: {restore: {result: 'restored', exact: true}},
  })
  expect(third.warnings).toEqual([])

  const fourth = await run()
  expect(fourth.main).toMatchObject({exitCode: 0})
  expect(fourth.caches?.modules).not.toHaveProperty('restore')
  expect(digests(fourth)).toEqual(digests(third))
})

function digests({report}: CiRun): readonly (string | undefined)[] {
  return (report?.images[0]?.platforms ?? []).map(({digest}) => digest)
}
