import type {ChildProcess} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {GO_VERSION, pushBaseImages} from '../helpers/base-images.ts'
import {type Builder, createBuilder} from '../helpers/builder.ts'
import {startBuildkitd} from '../helpers/buildkitd.ts'
import {output} from '../helpers/bundle.ts'
import {type CacheServer, startCacheService} from '../helpers/cache-service.ts'
import {type CiRun, type CiTrigger, ciMachine, edit, LIB, pullRequest, pushTo} from '../helpers/ci-machine.ts'
import {moduleProxy} from '../helpers/module-proxy.ts'
import {startRegistry, type TestRegistry} from '../helpers/registries.ts'
import {commitAll, writeFiles} from '../helpers/workspace.ts'

// Modules come with the context, so that nothing is fetched from anywhere.
const STAGE = `FROM --platform=$BUILDPLATFORM golang:${GO_VERSION} AS build
ARG PROXY=file:///proxy
ENV GOPROXY=$PROXY GONOSUMDB=* CGO_ENABLED=0
WORKDIR /src
COPY go.* ./
RUN --mount=type=bind,source=proxy,target=/proxy go mod download
COPY . .
ARG TARGETOS TARGETARCH
RUN GOOS=$TARGETOS GOARCH=$TARGETARCH make /out/shop
`
const FINAL = `FROM scratch
COPY --from=0 /out/shop /shop
ENTRYPOINT ["/shop"]
`
const MAIN = `package main

import (
	"example.com/lib"
	"example.com/shop/said"
)

func main() { println(lib.Said, said.Text) }
`
const said = (text: string) => ({'said/said.go': `package said\n\nconst Text = "${text}"\n`})

let folder: string
let registry: TestRegistry
let count = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inside-test-'))
  registry = await startRegistry()
  await pushBaseImages(registry.host)
})

afterAll(async () => {
  await registry?.stop()
  rmSync(folder, {recursive: true, force: true, maxRetries: 3})
})

async function project(dockerfile: string): Promise<string> {
  const workspace = join(folder, `project-${count++}`)
  writeFiles(workspace, {
    'go.mod': 'module example.com/shop\n\ngo 1.24\n\nrequire example.com/lib v1.0.0\n',
    Makefile: '/out/%:\n\tgo build -v -trimpath -o $@ .\n',
    '.dockerignore': '.git',
    'main.go': MAIN,
    Dockerfile: dockerfile,
    ...said('one'),
  })
  const proxy = await moduleProxy(join(workspace, 'proxy'), [LIB])
  const env = {GOENV: 'off', GOPROXY: proxy, GONOSUMDB: '*', GOFLAGS: '-modcacherw', GOMODCACHE: join(folder, 'tidy')}
  await output('go', ['mod', 'tidy'], {cwd: workspace, env: {...env, GOWORK: 'off', GOTOOLCHAIN: 'local'}})
  await commitAll(workspace)
  return workspace
}

interface OnMachine {
  readonly server: CacheServer
  readonly workspace: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly trigger?: CiTrigger
  readonly started?: (main: ChildProcess) => void
  /** While the builder is there still. */
  readonly afterwards?: (builder: Builder) => Promise<void>
  /** For each what it builds before the others. */
  readonly nodes?: readonly (readonly string[])[]
}

/** A run on a new machine with a new BuildKit, or with several as one builder. */
async function ciRun({
  server,
  workspace,
  inputs,
  trigger = pushTo('main'),
  started,
  afterwards,
  nodes = [[]],
}: OnMachine): Promise<CiRun> {
  const daemons = await Promise.all(nodes.map(() => startBuildkitd({registry: registry.host})))
  const builder = await createBuilder(daemons.map(({address}, at) => ({address, platforms: nodes[at] ?? []})))
  try {
    const {PATH, BUILDX_CONFIG} = builder.env
    const machine = ciMachine(join(folder, `machine-${count++}`), server)
    const given = {platforms: 'linux/amd64,linux/arm64', advice: 'off', ...inputs}
    const options = {workspace, trigger, inputs: given, env: {PATH, BUILDX_CONFIG}}
    const run = await machine.run({...options, ...(started && {started})})
    await afterwards?.(builder)
    return run
  } finally {
    builder.stop()
    await Promise.all(daemons.map(daemon => daemon.stop()))
  }
}

/** Packages that go's -v says it compiles. */
function compiled({main}: CiRun): readonly string[] {
  return [...main.stdout.matchAll(/^#\d+ \| ([\w./]+)$/gm)].map(([, name = '']) => name).sort()
}

function digests({report}: CiRun): readonly (string | undefined)[] {
  return (report?.images[0]?.platforms ?? []).map(({digest}) => digest)
}

async function withService(work: (server: CacheServer) => Promise<void>): Promise<void> {
  const server = await startCacheService(join(folder, `service-${count++}`))
  try {
    await work(server)
  } finally {
    await server.stop()
  }
}

test('a stage that runs make is warm on the next machine, and its image is the one that a plain build makes', async () => {
  await withService(async server => {
    const workspace = await project(`${STAGE}\n${FINAL}`)
    const first = await ciRun({server, workspace})
    expect(first.main).toMatchObject({exitCode: 0})
    expect(compiled(first)).toContain('runtime')
    expect(first.caches).toMatchObject({modules: {save: {result: 'saved', files: 3}}, build: {save: {result: 'saved'}}})
    expect(server.entries.map(({key}) => key.replace(/-[^-]*$/, ''))).toContain('gcz-inside-mod-linux')

    await edit(workspace, said('two'))
    // Nothing but the cache has the module now.
    const second = await ciRun({server, workspace, inputs: {'build-args': 'PROXY=off'}})
    expect(second.main).toMatchObject({exitCode: 0})
    const [main, package_] = ['example.com/shop', 'example.com/shop/said']
    expect(compiled(second)).toEqual([main, main, package_, package_])
    expect(second.main.stdout).toContain('+RUN --mount=type=cache,id=go-containerize-')
    expect(second.caches).toMatchObject({
      modules: {restore: {result: 'restored', exact: true}},
      build: {restore: {result: 'restored'}},
    })

    const plain = await ciRun({server, workspace, inputs: {cache: 'false'}})
    expect(plain.main.stdout).not.toContain('+RUN')
    expect(compiled(plain)).toContain('runtime')
    expect(digests(second)).toEqual(digests(plain))
    expect(digests(second)).toHaveLength(2)
  })
})

test('cache mounts that the user has are filled and emptied too, also in the stage that is the image', async () => {
  const own = `--mount=type=cache,target=/go/pkg/mod --mount=type=cache,id=mine,target=/root/.cache/go-build`
  const dockerfile = `FROM golang:${GO_VERSION}
ENV GOPROXY=file:///proxy GONOSUMDB=* CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN ${own} --mount=type=bind,source=proxy,target=/proxy make /out/shop && rm -r /root/.config && chmod -R g+w /root
ENTRYPOINT ["/out/shop"]
`
  await withService(async server => {
    const workspace = await project(dockerfile)
    const inputs = {platforms: 'linux/amd64'}
    const first = await ciRun({server, workspace, inputs})
    expect(first.main).toMatchObject({exitCode: 0})
    expect(first.caches).toMatchObject({modules: {save: {result: 'saved'}}, build: {save: {result: 'saved'}}})
    const second = await ciRun({server, workspace, inputs})
    expect(compiled(second)).toEqual([])
    expect(digests(second)).toEqual(digests(first))
    const plain = await ciRun({server, workspace, inputs: {...inputs, cache: 'false'}})
    expect(digests(plain)).toEqual(digests(first))
  })
})

test('each node of a builder gets the caches, and gives back its own', async () => {
  await withService(async server => {
    const workspace = await project(`${STAGE}\n${FINAL}`)
    const nodes = [['linux/amd64'], ['linux/arm64']]
    const first = await ciRun({server, workspace, nodes})
    expect(first.main).toMatchObject({exitCode: 0})
    expect(first.caches).toMatchObject({modules: {save: {result: 'saved', files: 3}}})
    const second = await ciRun({server, workspace, nodes})
    expect(compiled(second)).toEqual([])
    expect(digests(second)).toEqual(digests(first))
  })
})

test('stages on two images are warm, each with the caches of its own', async () => {
  // One image by two names: to the plan it is two. And an ENV more, or BuildKit would run the same RUN once.
  const tools = STAGE.replace(/golang:(.*) AS build/, 'docker.io/library/golang:$1 AS tools\nENV TOOL=1')
  const final = 'FROM scratch\nCOPY --from=tools /out/shop /tool\nCOPY --from=build /out/shop /shop\n'
  await withService(async server => {
    const workspace = await project(`${tools}\n${STAGE}\n${final}`)
    const inputs = {platforms: 'linux/amd64'}
    const first = await ciRun({server, workspace, inputs})
    expect(first.main).toMatchObject({exitCode: 0})
    expect(compiled(first).filter(name => name === 'runtime')).toHaveLength(2)
    expect(first.caches).toMatchObject({modules: {save: {result: 'saved', files: 3}}, build: {save: {result: 'saved'}}})
    const second = await ciRun({server, workspace, inputs: {...inputs, 'build-args': 'PROXY=off'}})
    expect(second.main).toMatchObject({exitCode: 0})
    expect(compiled(second)).toEqual([])
    const plain = await ciRun({server, workspace, inputs: {...inputs, cache: 'false'}})
    expect(digests(second)).toEqual(digests(plain))
  })
})

test('a run that is cancelled while it saves ends as a cancelled one, and saves nothing', async () => {
  await withService(async server => {
    server.fault = 'unsaved'
    const workspace = await project(`${STAGE}\n${FINAL}`)
    const stop = (main: ChildProcess) => {
      if (server.requests.some(isCreation)) main.kill('SIGTERM')
      else if (main.exitCode === null) setImmediate(stop, main)
    }
    const {main, post} = await ciRun({server, workspace, started: stop})
    expect(main).toMatchObject({exitCode: 143, outputs: {}, stdout: expect.stringContaining('stopped by SIGTERM')})
    expect(post).toMatchObject({exitCode: 0, stderr: ''})
    expect(server.entries).toEqual([])
  })
})

const isCreation = (request: string) => request.startsWith('CreateCacheEntry ')

test.each([
  {how: 'fails', command: 'false', exitCode: 1},
  {how: 'is cancelled', command: 'echo begun && sleep 600', exitCode: 130},
])('a build that $how leaves nothing of the caches on a builder that stays', async ({command, exitCode}) => {
  await withService(async server => {
    const workspace = await project(`${STAGE.replace('make /out/shop', `make /out/shop && ${command}`)}\n${FINAL}`)
    const started = (main: ChildProcess) =>
      main.stdout?.on('data', (text: string) => {
        if (text.includes('| begun')) main.kill('SIGINT')
      })
    let mounts = ''
    const afterwards = async ({env}: Builder) => {
      const args = ['du', '--filter', 'type=exec.cachemount', '--format', '{{.Description}} {{.Size}}']
      mounts = await output('buildx', args, {env})
    }
    const run = await ciRun({server, workspace, inputs: {platforms: 'linux/amd64'}, started, afterwards})
    expect(run.main).toMatchObject({exitCode})
    expect(mounts).toMatch(/go-containerize-\w+-\d+-build" \d/)
    expect(mounts).not.toMatch(/[MG]B$/m)
  })
})

test('a run that fails at once waits for no archive, and has no more to say', async () => {
  await withService(async server => {
    const workspace = await project(`${STAGE}\n${FINAL}`)
    await ciRun({server, workspace})
    server.fault = 'held'
    const failed = await ciRun({server, workspace, inputs: {sbom: `generator=${registry.host}/not/there:1`}})
    expect(failed.main).toMatchObject({exitCode: 1, stdout: expect.stringContaining('not/there:1: not found')})
    expect(failed.warnings).toEqual([])
  })
})

test('where a script removes a cache, the Dockerfile is built as it is', async () => {
  await withService(async server => {
    const stage = STAGE.replace('make /out/shop', 'sh ./clean.sh')
    const workspace = await project(`${stage}\n${FINAL}`)
    await edit(workspace, {'clean.sh': 'set -e\nmkdir /out\necho x >/out/shop\nrm -rf /go/pkg\n'})
    const run = await ciRun({server, workspace, inputs: {platforms: 'linux/amd64'}})
    expect(run.main).toMatchObject({exitCode: 0})
    expect(run.warnings).toEqual([
      expect.stringMatching(
        /^Dockerfile is built again without Go's caches, which .*clean\.sh" did not complete successfully[^%]*$/,
      ),
    ])
    expect(run.main.stdout).toMatch(/busy/)
    expect(server.entries).toEqual([])
  })
})

test('where a script makes a link into a cache that others follow, too', async () => {
  await withService(async server => {
    const stage = STAGE.replace('make /out/shop', 'make /out/shop && sh ./link.sh')
    const workspace = await project(`${stage}\n${FINAL}COPY --from=0 /deps/lib*.go /deps/\n`)
    await edit(workspace, {'link.sh': 'set -e\nln -s "$(go list -m -f {{.Dir}} example.com/lib)" /deps\n'})
    const run = await ciRun({server, workspace, inputs: {platforms: 'linux/amd64'}})
    expect(run.main).toMatchObject({exitCode: 0})
    expect(run.warnings).toEqual([
      expect.stringMatching(
        /^Dockerfile is built again without Go's caches, since a link .* at line 14: lstat \/go\/pkg\/mod\/.*: no such file/,
      ),
    ])
    expect(server.entries).toEqual([])
  })
})

test('a stranger’s pull request gets no build cache of others, and leaves none', async () => {
  await withService(async server => {
    const workspace = await project(`${STAGE}\n${FINAL}`)
    const inputs = {platforms: 'linux/amd64'}
    await ciRun({server, workspace, inputs})
    const before = server.entries.length
    const foreign = await ciRun({server, workspace, inputs, trigger: pullRequest('pull_request', {fork: true})})
    expect(foreign.main).toMatchObject({exitCode: 0})
    expect(compiled(foreign)).toContain('runtime')
    expect(foreign.caches?.build.restore).toBeUndefined()
    expect(server.entries).toHaveLength(before)
  })
})
