// Docker's own builder, without the containerd image store: as a fresh machine has it.
import {mkdirSync, mkdtempSync, rmSync, symlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {GO_VERSION} from '../helpers/base-images.ts'
import {pushBuildkitImage} from '../helpers/buildkit-image.ts'
import {output, runCli} from '../helpers/bundle.ts'
import {type Dockerd, startDockerd} from '../helpers/dockerd.ts'
import {HOST_PLATFORM} from '../helpers/image.ts'
import {expectValidImage} from '../helpers/images.ts'
import {startRegistry, type TestRegistry} from '../helpers/registries.ts'
import {toolPath} from '../helpers/tools.ts'
import {commitAll, writeFiles} from '../helpers/workspace.ts'

let folder: string
let registry: TestRegistry
let docker: Dockerd
let image: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'docker-driver-'))
  registry = await startRegistry()
  image = `${registry.host}/buildkit:test`
  await pushBuildkitImage(image)
  docker = await startDockerd({privileged: true})
  mkdirSync(join(folder, 'docker/cli-plugins'), {recursive: true})
  symlinkSync(toolPath('buildx'), join(folder, 'docker/cli-plugins/docker-buildx'))
})

afterAll(async () => {
  await docker?.stop()
  await registry?.stop()
  rmSync(folder, {recursive: true, force: true, maxRetries: 3})
})

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.24\n',
  'main.go': 'package main\n\nfunc main() {}\n',
  Dockerfile: `FROM golang:${GO_VERSION} AS build
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 GOOS=linux go build -trimpath -o /out/shop .
FROM scratch
COPY --from=build /out/shop /shop
USER 65532:65532
`,
}

function environment() {
  const config = {DOCKER_CONFIG: join(folder, 'docker'), BUILDX_CONFIG: undefined}
  return {...docker.env, ...config, GO_CONTAINERIZE_CACHE: join(folder, 'cache')}
}

async function project(name: string): Promise<string> {
  const dir = join(folder, name)
  writeFiles(dir, FILES)
  await commitAll(dir)
  return dir
}

/** Containers and volumes, also stopped ones. */
async function leftInDocker(): Promise<string> {
  const lists = [
    ['ps', '--all'],
    ['volume', 'ls'],
  ].map(list => output('docker', [...list, '--quiet'], {env: environment()}))
  return (await Promise.all(lists)).join('')
}

test('a container of BuildKit is made for the run, builds, and is removed with all that it had', async () => {
  const dir = await project('shop')
  const env = environment()
  const layout = join(folder, 'layout')
  const args = ['--platform', HOST_PLATFORM, '--buildkit-image', image, '--output', layout]
  const {stderr, exitCode} = await runCli(['build', dir, ...args], {env})
  expect(stderr).toMatch(/without the containerd image store: it can write no image layout/)
  expect(stderr).toContain(`A container of ${image} builds instead`)
  expect(stderr).toMatch(/Builder: go-containerize-\S+ \(docker-container\), made for this run/)
  expect(exitCode).toBe(0)
  await expectValidImage(layout)
  expect(await leftInDocker()).toBe('')
  expect(await output('docker', ['buildx', 'ls', '--format', '{{.Name}}'], {env})).not.toContain('go-containerize-')
})

test('an image of BuildKit that nobody serves is told with the input that names another', async () => {
  const dir = await project('unserved')
  const args = ['--platform', HOST_PLATFORM, '--buildkit-image', `${registry.host}/no/buildkit:1`]
  const {stderr, exitCode} = await runCli(['build', dir, ...args], {env: environment()})
  expect(stderr).toMatch(
    /cannot use the builder "go-containerize-.*\nhint: the image of BuildKit itself .*"buildkit-image"/s,
  )
  expect(exitCode).toBe(1)
  expect(await leftInDocker()).toBe('')
})

test('a question needs no container; an engine that is too old for it says so', async () => {
  const dir = await project('asked')
  const {stderr, exitCode} = await runCli(['build', dir, '--call', 'targets'], {env: environment()})
  expect(stderr).toMatch(/Builder: default \(docker\)/)
  expect(stderr).toMatch(/call: targets got no answer: docker buildx [0-9.]+, or the Dockerfile's frontend, is too old/)
  expect(exitCode).toBe(1)
  expect(await leftInDocker()).toBe('')
})
