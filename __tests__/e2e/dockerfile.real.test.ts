import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {GO_VERSION, pushBaseImages} from '../helpers/base-images.ts'
import {type Builder, createBuilder} from '../helpers/builder.ts'
import {type Buildkitd, startBuildkitd} from '../helpers/buildkitd.ts'
import {output, runCli, start} from '../helpers/bundle.ts'
import {HOST_PLATFORM, manifestOf, unpack, validate} from '../helpers/image.ts'
import {REGISTRY_USER, startDistribution, startRegistry, type TestRegistry} from '../helpers/registries.ts'
import {toolPath} from '../helpers/tools.ts'
import {writeFiles} from '../helpers/workspace.ts'

const MAIN = `package main

import "runtime"

var version = "none"

func main() { println("shop", version, runtime.GOARCH) }
`
const MODULE = {'go.mod': 'module example.com/shop\n\ngo 1.24\n', 'main.go': MAIN}
const STAGE = `FROM --platform=$BUILDPLATFORM golang:${GO_VERSION} AS build
WORKDIR /src
COPY go.mod ./
COPY *.go ./
ARG TARGETOS TARGETARCH VERSION=none
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags "-s -X main.version=$VERSION" -o /out/shop .
`
const FINAL = 'FROM scratch\nCOPY --from=build /out/shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n'
const DOCKERFILE = `${STAGE}\n${FINAL}`

let folder: string
let registry: TestRegistry
let daemon: Buildkitd
let builder: Builder
let count = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dockerfile-test-'))
  registry = await startRegistry()
  await pushBaseImages(registry.host)
  daemon = await startBuildkitd({registry: registry.host})
  builder = await createBuilder([daemon])
})

afterAll(async () => {
  builder?.stop()
  await daemon?.stop()
  await registry?.stop()
  rmSync(folder, {recursive: true, force: true})
})

/** A project in a git repository of its own. */
async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const dir = join(folder, `project-${count++}`)
  mkdirSync(dir)
  writeFiles(dir, files)
  const git = (...args: readonly string[]) => output('git', args, {cwd: dir})
  await git('init', '-q', '-b', 'main')
  await git('add', '-A')
  await git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qm', 'x')
  return dir
}

function cli(args: readonly string[]) {
  const env = {...builder.env, GO_CONTAINERIZE_CACHE: join(folder, 'cache')}
  return runCli(args, {env})
}

async function build(dir: string, ...args: readonly string[]) {
  const image = `${registry.host}/shop-${count++}`
  const result = await cli(['build', dir, '--image', image, '--tag', 't', '--push', '--json', ...args])
  return {...result, image: `${image}:t`, report: result.exitCode === 0 ? JSON.parse(result.stdout) : undefined}
}

test('a Go stage is replaced, and the image is the one that BuildKit makes of the original', async () => {
  const dir = await project({...MODULE, Dockerfile: DOCKERFILE})
  const args = ['--build-arg', 'VERSION=1.4.2', '--advice', 'off']
  const replaced = await build(dir, ...args, '--verify-replacement')
  expect(replaced.report?.phases).toContainEqual(expect.objectContaining({name: 'verify'}))
  expect(replaced.stderr).toContain('Dockerfile: replace')
  expect(replaced).toMatchObject({exitCode: 0})
  await validate(replaced.image)
  const inside = await build(dir, ...args, '--dockerfile-mode', 'inside')
  expect(inside).toMatchObject({exitCode: 0})
  const platforms = ({report}: typeof replaced) =>
    report.images[0].platforms.map(({platform, digest}: {platform: string; digest: string}) => ({platform, digest}))
  expect(platforms(replaced)).toEqual(platforms(inside))
  for (const {binaries} of replaced.report.images[0].platforms) {
    expect(binaries).toEqual([expect.objectContaining({main: 'example.com/shop', path: '/shop'})])
  }
  expect(inside.report.images[0].platforms[0].binaries).toEqual([])
  const program = start(join(await unpack(replaced.image, folder), 'shop'), [])
  expect((await program.finished).stderr).toMatch(/^shop 1\.4\.2 /)
})

test('a second build sends nothing and changes nothing', async () => {
  const dir = await project({...MODULE, Dockerfile: DOCKERFILE})
  const image = `${registry.host}/again`
  const run = () => cli(['build', dir, '--image', image, '--tag', 't', '--push', '--json'])
  const [first, second] = [JSON.parse((await run()).stdout), JSON.parse((await run()).stdout)]
  expect(second.images[0].digest).toBe(first.images[0].digest)
  expect(second.images[0].changed).toBe(false)
})

test('a program that the Dockerfile expects ready-made is compiled for each platform', async () => {
  const dockerfile =
    'FROM busybox\nARG TARGETARCH\nCOPY dist/linux-$TARGETARCH/shop /usr/bin/shop\nENTRYPOINT ["/usr/bin/shop"]\n'
  const dir = await project({...MODULE, '.gitignore': 'dist/\n', Dockerfile: dockerfile})
  const built = await build(dir, '--advice', 'off')
  expect(built.stderr).toContain('Dockerfile: prebuilt')
  expect(built).toMatchObject({exitCode: 0})
  expect((await manifestOf(built.image)).manifests).toHaveLength(2)
  const [first, second] = built.report.images[0].platforms.map(({binaries}: {binaries: readonly object[]}) => binaries)
  expect(first).toEqual([expect.objectContaining({main: 'example.com/shop', path: '/usr/bin/shop'})])
  expect(second).toEqual([expect.objectContaining({main: 'example.com/shop', path: '/usr/bin/shop'})])
  expect(second[0].sha256).not.toBe(first[0].sha256)
  expect(await output('git', ['status', '--porcelain', '--ignored'], {cwd: dir})).toBe('')
})

test('a command of the user stands for a stage that runs make', async () => {
  const makefile = 'shop:\n\tCGO_ENABLED=0 go build -trimpath -o $(OUT) .\n'
  const stage = STAGE.replace(/^RUN .*$/m, 'RUN make shop OUT=/out/shop')
  const dir = await project({
    ...MODULE,
    Makefile: makefile,
    Dockerfile: `${stage.replace('COPY *.go', 'COPY Makefile *.go')}\n${FINAL}`,
  })
  const plan = JSON.parse((await cli(['plan', dir, '--json'])).stdout)
  expect(plan.dockerfile).toMatchObject({path: 'Dockerfile', mode: 'inside', rule: 'replace-3-words'})
  const built = await build(dir, '--build-command', 'make shop OUT={output}', '--advice', 'off')
  expect(built.stderr).toContain('Dockerfile: replace')
  expect(built).toMatchObject({exitCode: 0})
  expect(built.report.images[0].platforms[0].binaries).toEqual([
    expect.objectContaining({main: 'example.com/shop', path: '/shop'}),
  ])
})

test('the plan says mode, rule and reason, and builds nothing', async () => {
  const dir = await project({...MODULE, Dockerfile: DOCKERFILE})
  const plan = JSON.parse((await cli(['plan', dir, '--json'])).stdout)
  expect(plan.engine.name).toBe('buildkit')
  expect(plan.dockerfile).toMatchObject({path: 'Dockerfile', mode: 'replace', rule: 'replace'})
  expect(plan.dockerfile.reason).toMatch(/all ten rules hold/)
})

test('a Go that can not be had here is no matter where nothing is compiled here', async () => {
  const stage = STAGE.replace(GO_VERSION, '1.99').replace(/^RUN .*$/m, 'RUN make shop')
  const dir = await project({
    ...MODULE,
    'go.mod': 'module example.com/shop\n\ngo 1.99\n',
    Dockerfile: `${stage}\n${FINAL}`,
  })
  const run = (...args: readonly string[]) => runCli(args, {env: {...builder.env, GOTOOLCHAIN: 'local'}})
  const plan = await run('plan', dir, '--json')
  expect(JSON.parse(plan.stdout).dockerfile).toMatchObject({mode: 'inside', rule: 'replace-3-words'})
  expect(await run('plan', dir, '--engine', 'embedded')).toMatchObject({exitCode: 2})
  expect(await run('plan', dir, '--dockerfile-mode', 'prebuilt')).toMatchObject({exitCode: 2})
})

test('advice stands at its line', async () => {
  const dir = await project({...MODULE, Dockerfile: DOCKERFILE.replace('USER 65532\n', '')})
  const built = await build(dir)
  expect(built.stderr).toMatch(/Dockerfile:\d+: .*\(advice root-user; advice: off silences it\)/)
})

test.each([
  {
    name: 'an input for images without a Dockerfile',
    args: ['--user', '1000'],
    says: /user: is of no use here.*Dockerfile/,
    exits: 2,
  },
  {name: 'an unknown target', args: ['--target', 'nope'], says: /target: .*no stage "nope".*\nhint: .*build/, exits: 2},
  {
    name: 'an unknown builder',
    args: ['--builder', 'nobody'],
    says: /builder: no builder "nobody" found\nhint: /,
    exits: 2,
  },
  {
    name: 'a context that is not there',
    args: ['--build-context', 'a=nope'],
    says: /build-contexts: .*nope: there is no such folder\nhint: /,
    exits: 2,
  },
  {name: 'a Dockerfile that is not there', args: ['--file', 'nope.Dockerfile'], says: /file: .*no such file/, exits: 2},
  {
    name: 'a mode that is not possible',
    args: ['--dockerfile-mode', 'prebuilt'],
    says: /dockerfile-mode: prebuilt is not possible/,
    exits: 2,
  },
])('$name ends with $exits and a reason', async ({args, says, exits}) => {
  const dir = await project({...MODULE, Dockerfile: DOCKERFILE})
  const {exitCode, stderr, stdout} = await cli(['build', dir, '--json', '--advice', 'off', ...args])
  expect(stderr).toMatch(says)
  expect(stderr).not.toMatch(/please report/i)
  expect({exitCode, said: Object.keys(JSON.parse(stdout))}).toEqual({exitCode: exits, said: ['error']})
})

test('a syntax error is told in BuildKit’s words, at its line', async () => {
  const dir = await project({...MODULE, Dockerfile: 'FROM scratch\nCOPPY a b\n'})
  const {exitCode, stderr} = await cli(['build', dir])
  expect(stderr).toMatch(/Dockerfile:2: .*parse error on line 2: unknown instruction: COPPY \(did you mean COPY\?\)/)
  expect(exitCode).toBe(2)
})

test('paths begin in the current folder, whatever is built', async () => {
  const dockerfile = 'FROM scratch\nCOPY --from=more extra.txt /\nENTRYPOINT ["/shop"]\n'
  const dir = await project({...MODULE, Dockerfile: dockerfile, 'deploy/more/extra.txt': 'extra'})
  const cwd = join(dir, 'deploy')
  const outputs = ['--outputs', 'type=local,dest=out,platform-split=false', '--output', 'layout']
  const args = ['build', '..', '--platform', 'linux/amd64', '--build-context', 'more=more', ...outputs]
  const env = {...builder.env, GO_CONTAINERIZE_CACHE: join(folder, 'cache')}
  expect(await runCli(args, {cwd, env})).toMatchObject({exitCode: 0})
  expect(readdirSync(cwd).sort()).toEqual(['layout', 'more', 'out'])
  expect(readFileSync(join(cwd, 'out/extra.txt'), 'utf8')).toBe('extra')
})

test('a private base is pulled, and asked about, with the login of the request', async () => {
  const {username, password} = REGISTRY_USER
  const guarded = await startDistribution({auth: 'htpasswd'})
  const own = await startBuildkitd({registry: registry.host, config: `[registry."${guarded.host}"]\nhttp = true\n`})
  const ownBuilder = await createBuilder([own])
  const crane = {env: {...process.env, DOCKER_CONFIG: join(folder, 'crane')}}
  try {
    await output(toolPath('crane'), ['auth', 'login', guarded.host, '-u', username, '-p', password], crane)
    const copy = ['copy', `${registry.host}/distroless/static:nonroot`, `${guarded.host}/base`]
    await output(toolPath('crane'), copy, crane)
    const dockerfile = `FROM ${guarded.host}/base\nENTRYPOINT ["/shop"]\n`
    const dir = await project({...MODULE, Dockerfile: dockerfile})
    const run = (...args: readonly string[]) => {
      const env = {...ownBuilder.env, DOCKER_CONFIG: join(folder, 'nobody')}
      return runCli(['build', dir, '--output', join(folder, 'private'), ...args], {env})
    }
    const login = ['--registry-auth', `registry=${guarded.host},username=${username},password=${password}`]
    expect(await run(...login)).toMatchObject({exitCode: 0})
    expect(await run(...login, '--call', 'outline')).toMatchObject({exitCode: 0})
    expect((await run('--no-cache')).stderr).toMatch(/401 Unauthorized\nhint: .*registry-auth/)
  } finally {
    ownBuilder.stop()
    await own.stop()
    await guarded.stop()
  }
})

/** A PATH whose buildx also writes down the logins that it is handed. */
function listeningBuildx(log: string): string {
  const programs = join(folder, `programs-${count++}`)
  mkdirSync(programs)
  const script = `#!/bin/sh\nprintf '%s\\n' "$DOCKER_AUTH_CONFIG" >> '${log}'\nexec '${toolPath('buildx')}' "$@"\n`
  writeFileSync(join(programs, 'buildx'), script, {mode: 0o755})
  writeFileSync(join(programs, 'docker'), '#!/bin/sh\nexit 1\n', {mode: 0o755}) // may have a plug-in
  return `${programs}:${builder.env.PATH}`
}

test.each([
  {from: 'ghcr.io/acme/tools', hosts: ['ghcr.io']},
  {from: 'quay.io/acme/tools', hosts: []},
])('the token for ghcr.io is handed to the builder for nothing but that host: FROM $from', async ({from, hosts}) => {
  const dir = await project({...MODULE, Dockerfile: `FROM ${from} AS unused\n${DOCKERFILE}`})
  const log = join(folder, `logins-${count++}`)
  const env = {...builder.env, PATH: listeningBuildx(log), GITHUB_TOKEN: 'of-the-job', DOCKER_CONFIG: folder}
  for (const call of ['build', 'outline']) {
    rmSync(log, {force: true})
    const args = [
      '--call',
      call,
      '--platform',
      HOST_PLATFORM,
      '--advice',
      'off',
      '--output',
      join(folder, 'with-token'),
    ]
    expect(await runCli(['build', dir, ...args], {env})).toMatchObject({exitCode: 0})
    const handed = readFileSync(log, 'utf8').split('\n').filter(Boolean)
    const found = handed.map(text => JSON.parse(text).auths)
    const auth = Buffer.from('x-access-token:of-the-job').toString('base64')
    expect(found.at(-1) ?? {}).toEqual(Object.fromEntries(hosts.map(host => [host, {auth}])))
  }
})

test.each([
  {args: ['--ulimit', 'nofile=few'], says: /"nofile=few" for "--ulimit"/},
  {args: ['--allow', 'everything'], says: /unknown entitlement everything/},
  {args: ['--network', 'weird'], says: /network mode "weird" not supported/},
  {args: ['--attest', 'mode=max'], says: /attestation type not specified/},
  {args: ['--secret-file', 'key=nowhere.txt'], says: /nowhere\.txt: no such file[^\n]*\nhint: paths are relative/},
])('$args: what buildx refuses is told before anything is compiled', async ({args, says}) => {
  const dir = await project({...MODULE, Dockerfile: DOCKERFILE})
  const {stderr, exitCode} = await build(dir, ...args)
  expect(stderr).toMatch(says)
  expect(stderr).toContain('hint: ')
  expect(stderr).not.toMatch(/compile linux/)
  expect(exitCode).toBe(2)
})

test('engine: embedded does without the Dockerfile', async () => {
  const dir = await project({...MODULE, Dockerfile: 'FROM scratch\nCOPPY a b\n'})
  const {exitCode, stdout} = await cli(['build', dir, '--engine', 'embedded', '--json'])
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout).images[0].platforms).toHaveLength(2)
})

test('no buildx: said, with the way out', async () => {
  const dir = await project({...MODULE, Dockerfile: DOCKERFILE})
  const empty = join(folder, 'empty-docker')
  mkdirSync(empty)
  writeFileSync(join(empty, 'config.json'), '{}')
  const {PATH = ''} = process.env
  const env = {
    PATH,
    DOCKER_CONFIG: empty,
    BUILDX_CONFIG: join(empty, 'buildx'),
    GO_CONTAINERIZE_CACHE: join(folder, 'cache'),
  }
  const {exitCode, stderr} = await runCli(['build', dir, '--advice', 'off'], {env})
  expect(stderr).toMatch(/no buildx was found/)
  expect(exitCode).toBe(1)
})
