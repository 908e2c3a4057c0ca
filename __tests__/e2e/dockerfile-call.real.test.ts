// What BuildKit is asked about a Dockerfile, and what of its answers a build goes by.
import {existsSync, mkdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals'
import {GO_VERSION} from '../helpers/base-images.ts'
import {startBuildkitd} from '../helpers/buildkitd.ts'
import {output, REPOSITORY, start} from '../helpers/bundle.ts'
import {type DockerfileLab, startDockerfileLab} from '../helpers/dockerfile-lab.ts'
import {HOST_PLATFORM} from '../helpers/image.ts'

let lab: DockerfileLab

beforeAll(async () => {
  lab = await startDockerfileLab()
})

afterAll(() => lab?.stop())

const DOCKERFILE = `FROM scratch AS Base
ARG VERSION=1.2
# what runs
FROM busybox
ARG VERSION=1.3
RUN --mount=type=secret,id=token,required true
`
/** The Go stage is replaced: what it requires is of no use then. */
const REQUIRING = `FROM golang:${GO_VERSION} AS build
WORKDIR /src
COPY go.mod main.go ./
RUN --mount=type=secret,id=netrc,required CGO_ENABLED=0 GOOS=linux go build -trimpath -o /out/shop .
FROM busybox
# a line that an overlay moves
COPY --from=build /out/shop /shop
RUN --mount=type=secret,id=token,required grep -q sesame /run/secrets/token
RUN --mount=type=secret,id=more true
`
const FILES = {'go.mod': 'module example.com/shop\n\ngo 1.24\n', Dockerfile: DOCKERFILE}

describe('call', () => {
  test('targets: the stages', async () => {
    const dir = await lab.project(FILES)
    const {stdout, exitCode} = await lab.cli(['build', dir, '--call', 'targets'])
    expect(stdout).toMatch(/^TARGET +BASE .*\nbase +scratch *\n1 +busybox +yes\n$/)
    expect(exitCode).toBe(0)
  })

  test('outline: what the target takes, also of one that is named', async () => {
    const dir = await lab.project(FILES)
    const {stdout} = await lab.cli(['build', dir, '--call', 'outline', '--build-arg', 'VERSION=7'])
    expect(stdout).toMatch(/^VERSION +7$/m)
    expect(stdout).toMatch(/^token +required$/m)
    const base = await lab.cli(['build', dir, '--call', 'outline', '--target', 'base', '--json'])
    const {name, args, secrets} = JSON.parse(base.stdout)
    expect({name, args, secrets}).toMatchObject({name: 'base', args: [{name: 'VERSION', value: '1.2'}]})
    expect(secrets).toBeUndefined()
  })

  test('check: what is found stands at its line, and makes the call fail as it does with buildx', async () => {
    const dir = await lab.project(FILES)
    const checked = await lab.cli(['build', dir, '--call', 'check', '--json'])
    expect(JSON.parse(checked.stdout)).toMatchObject({
      warnings: [{ruleName: 'StageNameCasing'}],
      error: {message: expect.stringContaining('1 thing to correct')},
    })
    expect(checked.stderr).toMatch(/Dockerfile:1: StageNameCasing: Stage name 'Base' should be lowercase/)
    expect(checked.stderr).toMatch(/error: .*checks find 1 thing to correct/)
    const buildx = await start('buildx', ['build', '--call=check', dir], {env: lab.builder.env}).finished
    expect(checked.exitCode).toBe(buildx.exitCode)
  })

  test('check: nothing found', async () => {
    const dir = await lab.project({...FILES, Dockerfile: DOCKERFILE.replace('Base', 'base')})
    const {stdout, exitCode} = await lab.cli(['build', dir, '--call', 'check'])
    expect({stdout, exitCode}).toEqual({stdout: "BuildKit's checks find nothing to correct\n", exitCode: 0})
  })

  test('check: a file that can’t be built', async () => {
    const dir = await lab.project({...FILES, Dockerfile: 'FROM scratch\nCOPPY a b\n'})
    const {stderr, exitCode} = await lab.cli(['build', dir, '--call', 'check'])
    expect(stderr).toMatch(/Dockerfile:2: BuildKit's checks of Dockerfile: .*unknown instruction: COPPY/)
    expect(exitCode).toBe(1)
  })

  test('of the action: the answer is in the log, what is found an annotation, and no image is made', async () => {
    const dir = await lab.project(FILES)
    const temp = join(lab.folder, 'runner')
    mkdirSync(temp)
    const run = start(process.execPath, [join(REPOSITORY, 'dist/main.js')], {
      cwd: dir,
      env: {
        ...lab.builder.env,
        GITHUB_WORKSPACE: dir,
        RUNNER_TEMP: temp,
        INPUT_CALL: 'check',
        GITHUB_OUTPUT: undefined,
        GITHUB_STEP_SUMMARY: undefined,
        GITHUB_STATE: undefined,
      },
    })
    const {stdout, exitCode} = await run.finished
    expect(stdout).toMatch(/^::warning file=Dockerfile,line=1.*::StageNameCasing/m)
    expect(stdout).toMatch(/^::error.*::.*checks find 1 thing to correct/m)
    expect(exitCode).toBe(1)
    expect(existsSync(join(temp, 'go-containerize'))).toBe(false)
  })

  test('of the action, with a builder of two nodes: the bundle can read "append"', async () => {
    const dir = await lab.project(FILES)
    const daemon = await startBuildkitd({registry: lab.host})
    const second = await startBuildkitd({registry: lab.host})
    try {
      const ask = (append: string) => {
        const run = start(process.execPath, [join(REPOSITORY, 'dist/main.js')], {
          cwd: dir,
          env: {
            ...lab.builder.env,
            GITHUB_WORKSPACE: dir,
            RUNNER_TEMP: lab.folder,
            INPUT_CALL: 'targets',
            INPUT_DRIVER: 'remote',
            INPUT_ENDPOINT: daemon.address,
            INPUT_APPEND: append,
            GITHUB_OUTPUT: undefined,
            GITHUB_STEP_SUMMARY: undefined,
            GITHUB_STATE: undefined,
          },
        })
        return run.finished
      }
      expect(await ask(`- endpoint: ${second.address}\n`)).toMatchObject({exitCode: 0})
      expect((await ask('- endpont: x')).stdout).toContain('append: node 1 has "endpont"')
    } finally {
      await second.stop()
      await daemon.stop()
    }
  })

  test('without a Dockerfile is a mistake', async () => {
    const dir = await lab.project({'go.mod': FILES['go.mod'], 'main.go': 'package main\n\nfunc main() {}\n'})
    const {stderr, exitCode} = await lab.cli(['build', dir, '--call', 'targets'])
    expect(stderr).toMatch(/--call: is of no use here: there is no Dockerfile/)
    expect(exitCode).toBe(2)
  })

  test('builds and changes nothing', async () => {
    const dir = await lab.project(FILES)
    await lab.cli(['build', dir, '--call', 'targets'])
    expect(await output('git', ['status', '--porcelain', '--ignored'], {cwd: dir})).toBe('')
    expect(readFileSync(join(dir, 'Dockerfile'), 'utf8')).toBe(DOCKERFILE)
  })
})

describe('a secret that the Dockerfile requires', () => {
  const files = {'go.mod': FILES['go.mod'], 'main.go': 'package main\n\nfunc main() {}\n', Dockerfile: REQUIRING}
  const args = ['--platform', HOST_PLATFORM, '--advice', 'off']

  test('is missed before anything is compiled', async () => {
    const dir = await lab.project(files)
    const {stderr, exitCode} = await lab.cli(['build', dir, ...args, '--verbose'])
    expect(stderr).toMatch(/Dockerfile: replace/)
    expect(stderr).toMatch(/secrets: the Dockerfile needs the secret "token" \(line 8\)\n/)
    expect(stderr).not.toMatch(/netrc|"more"|compile linux/)
    expect(exitCode).toBe(2)
  })

  test('is given, and the image built', async () => {
    const dir = await lab.project(files)
    const {stderr, exitCode} = await lab.cli(['build', dir, ...args, '--secret-env', 'token=TOKEN'], {TOKEN: 'sesame'})
    expect({exitCode, stderr}).toMatchObject({exitCode: 0})
  })
})

test('that there is no buildx is told before a Go is fetched', async () => {
  // A released one that no machine of ours has, and that is not to be had here.
  const Dockerfile = REQUIRING.replace(GO_VERSION, '1.21.0')
  const go = {'go.mod': 'module example.com/shop\n\ngo 1.21\n', 'main.go': 'package main\n\nfunc main() {}\n'}
  const dir = await lab.project({...go, Dockerfile})
  const empty = join(lab.folder, 'no-docker')
  mkdirSync(empty)
  const nowhere = {DOCKER_CONFIG: empty, BUILDX_CONFIG: empty, GOPROXY: 'off'}
  const build = (env: Readonly<Record<string, string>>) => lab.cli(['build', dir, '--advice', 'off'], env)
  const withBuildx = await build({GOPROXY: 'off'})
  expect(withBuildx.stderr).toMatch(/Go 1\.21\.0/)
  expect(withBuildx.stderr).not.toMatch(/no buildx/)
  const without = await build({...nowhere, PATH: process.env.PATH ?? ''})
  expect(without.stderr).toMatch(/no buildx was found/)
  expect([withBuildx.exitCode, without.exitCode]).toEqual([1, 1])
})
