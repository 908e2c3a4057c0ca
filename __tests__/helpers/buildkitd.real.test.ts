import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {GO_VERSION, pushBaseImages} from './base-images.ts'
import {type BuilderNode, createBuilder} from './builder.ts'
import {type Buildkitd, startBuildkitd} from './buildkitd.ts'
import {output, start} from './bundle.ts'
import {HOST_PLATFORM, manifestOf, unpack, validate} from './image.ts'
import {startRegistry, type TestRegistry} from './registries.ts'
import {toolPath} from './tools.ts'
import {writeFiles} from './workspace.ts'

const PLATFORMS = ['linux/amd64', 'linux/arm64']

const PROJECT = {
  'go.mod': 'module example.com/hello\n\ngo 1.24\n',
  'main.go': 'package main\n\nimport "runtime"\n\nfunc main() { println("hello from", runtime.GOARCH) }\n',
  Makefile: 'hello:\n\tgo build -trimpath -o /out/hello .\n',
  Dockerfile: `
FROM --platform=$BUILDPLATFORM golang:${GO_VERSION} AS build
WORKDIR /src
COPY . .
ARG TARGETOS TARGETARCH
RUN GOOS=$TARGETOS GOARCH=$TARGETARCH make hello

FROM busybox
COPY --from=build /out/hello /usr/bin/hello
ENTRYPOINT ["/usr/bin/hello"]
`,
}

let folder: string
let registry: TestRegistry

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'buildkitd-test-'))
  writeFiles(join(folder, 'project'), PROJECT)
  registry = await startRegistry()
  await pushBaseImages(registry.host)
})

afterAll(async () => {
  await registry?.stop()
  rmSync(folder, {recursive: true, force: true})
})

test('one daemon writes a two-stage Dockerfile for two platforms into a layout, and its program runs', async () => {
  const layout = join(folder, 'layout')
  const reference = `${registry.host}/hello:one`
  await withDaemons(1, async ([daemon]) => {
    await build([daemon], `type=oci,tar=false,dest=${layout}`)
    expect(await runsOf(daemon)).toHaveLength(2)
  })
  await output(toolPath('crane'), ['push', layout, reference])
  await expectPrograms(reference)
})

test('two daemons are the nodes of one builder, each with the platform it was made for', async () => {
  const reference = `${registry.host}/hello:two`
  await withDaemons(2, async daemons => {
    const nodes = daemons.map(({address}, at) => ({address, platforms: PLATFORMS.slice(at, at + 1)}))
    await build(nodes, `type=image,name=${reference},push=true`)
    for (const daemon of daemons) expect(await runsOf(daemon)).toHaveLength(1)
  })
  await expectPrograms(reference)
})

test('a daemon leaves nothing behind: no process, no folder, no mount', async () => {
  const daemon = await startBuildkitd({registry: registry.host})
  const place = daemon.address.replace('unix://', '')
  expect(existsSync(place)).toBe(true)
  await daemon.stop()
  const data = join(place, '..')
  expect(existsSync(data)).toBe(false)
  expect(readFileSync('/proc/self/mounts', 'utf8')).not.toContain(data)
})

async function withDaemons(count: number, work: (daemons: readonly [Buildkitd, ...Buildkitd[]]) => Promise<void>) {
  const [first, ...others] = await Promise.all(
    Array.from({length: count}, () => startBuildkitd({registry: registry.host})),
  )
  if (!first) throw new Error('no daemon was asked for')
  try {
    await work([first, ...others])
  } finally {
    for (const daemon of [first, ...others]) await daemon.stop()
  }
}

/** The results of the Go stage's RUN that this daemon keeps: one for each platform that it has built. */
async function runsOf({address}: Buildkitd): Promise<readonly string[]> {
  const records = await output(toolPath('buildctl'), ['--addr', address, 'du', '--verbose'])
  return records.split('\n').filter(line => line.includes('make hello'))
}

async function build(nodes: readonly BuilderNode[], to: string): Promise<void> {
  const project = join(folder, 'project')
  const {env, stop} = await createBuilder(nodes)
  try {
    const args = ['build', '--platform', PLATFORMS.join(','), '--provenance=false', '--output', to, project]
    await output('buildx', args, {env})
  } finally {
    stop()
  }
}

async function expectPrograms(reference: string): Promise<void> {
  await validate(reference)
  const {manifests} = await manifestOf(reference)
  expect(manifests.map(({platform}) => `${platform.os}/${platform.architecture}`).sort()).toEqual(PLATFORMS)
  const temp = mkdtempSync(join(folder, 'unpacked-'))
  const program = join(await unpack(reference, temp), 'usr/bin/hello')
  const {stderr} = await start(program, []).finished
  expect(stderr).toBe(`hello from ${HOST_PLATFORM.replace('linux/', '')}\n`)
}
