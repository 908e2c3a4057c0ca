import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals'
import {configOf, filesOf} from '../dockerfile/images.ts'
import {pushBaseImages} from '../helpers/base-images.ts'
import {type Builder, createBuilder} from '../helpers/builder.ts'
import {type Buildkitd, startBuildkitd} from '../helpers/buildkitd.ts'
import {output, runCli, startCli} from '../helpers/bundle.ts'
import {manifestOf, validate} from '../helpers/image.ts'
import {REGISTRY_USER, startDistribution, startRegistry, type TestRegistry} from '../helpers/registries.ts'
import {toolPath} from '../helpers/tools.ts'
import {writeFiles} from '../helpers/workspace.ts'

// No Dockerfile and engine: buildkit. The measure is the embedded engine's image of the same request.

const PROJECT = {
  'go.mod': 'module example.com/shop\n\ngo 1.24\n',
  'cmd/shop/main.go': 'package main\n\nfunc main() { println("shop") }\n',
  'cmd/shop/kodata/page.html': 'hello',
  'cmd/admin/main.go': 'package main\n\nfunc main() { println("admin") }\n',
  'site/index.html': 'hello',
  'site/a b/$x.txt': 'x',
  'run.sh': '#!/bin/sh\n',
}
const SHOP = ['--main', './cmd/shop']
const PLATFORMS = ['linux/amd64', 'linux/arm64']

let folder: string
let registry: TestRegistry
let daemon: Buildkitd
let builder: Builder
let count = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'generated-test-'))
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

function project(files: Readonly<Record<string, string>> = PROJECT): string {
  const dir = join(folder, `project-${count++}`)
  mkdirSync(dir)
  writeFiles(dir, files)
  return dir
}

function cli(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}) {
  return runCli(args, {env: {...builder.env, GO_CONTAINERIZE_CACHE: join(folder, 'cache'), ...env}})
}

/** Builds and pushes to `image`, where `{host}` is the registry. */
async function build(engine: 'embedded' | 'buildkit', dir: string, image: string, ...args: readonly string[]) {
  const place = ['--image', image.replace('{host}', registry.host), '--tag', 't', '--push', '--json']
  const filled = args.map(arg => arg.replaceAll('{host}', registry.host))
  const result = await cli(['build', dir, '--engine', engine, ...place, ...filled])
  if (result.exitCode !== 0) throw new Error(result.stderr)
  return {...result, report: JSON.parse(result.stdout)}
}

describe('the image is the one that the embedded engine makes', () => {
  const files = ['--files', 'site:/srv/$www', '--files', 'run.sh:/usr/bin/run it']

  test.each([
    {name: 'on scratch', args: []},
    {name: 'with a folder to start in', args: ['--image-workdir', '/data'], makes: '/data'},
    {
      name: 'with everything that can be said',
      args: [
        ...['--env', 'TEXT=a "b" $HOME', '--label', 'example.note=it\'s "a" $x', '--annotation', 'example.note=a=b'],
        ...['--user', '1000:1000', '--entrypoint', '["/opt/bin/shop", "$NOT"]', '--cmd', '["serve"]', '--port', '8080'],
        ...['--healthcheck', '--interval=10s CMD ["/opt/bin/shop", "health"]', '--stop-signal', 'SIGINT'],
        ...['--binary-path', '/opt/bin/', ...files],
      ],
    },
    {
      name: 'on a base',
      args: ['--base', '{host}/library/busybox', ...files],
      from: /FROM localhost:\d+\/library\/busybox:latest@sha256:/,
    },
    {
      name: 'on a base with a user',
      args: ['--base', '{host}/distroless/static:nonroot', '--image-workdir', '/srv'],
      makes: '/srv',
      from: /FROM localhost:\d+\/distroless\/static:nonroot@sha256:/,
    },
  ])('$name', async ({name, args, makes, from = /FROM scratch/}) => {
    const dir = project()
    const [slug, shared] = [name.replaceAll(' ', '-'), [...SHOP, ...args]] as const
    const wanted = await build('embedded', dir, `{host}/embedded/${slug}`, ...shared)
    const made = await build('buildkit', dir, `{host}/buildkit/${slug}`, ...shared)
    const [ours, theirs] = ['embedded', 'buildkit'].map(by => `${registry.host}/${by}/${slug}:t`) as [string, string]
    await validate(theirs)
    for (const platform of PLATFORMS) {
      expect(await configOf(theirs, platform)).toEqual(await configOf(ours, platform))
      const allFiles = (reference: string) => filesOf(reference, platform, join(folder, 'image.tar'))
      // What WORKDIR makes is what a container runtime would make.
      const made = makes === undefined ? {} : {[makes]: 'directory 755 0:0 '}
      expect(await allFiles(theirs)).toEqual({...(await allFiles(ours)), ...made})
    }
    expect(await annotationsOf(theirs)).toEqual(await annotationsOf(ours))
    expect(binariesOf(made.report)).toEqual(binariesOf(wanted.report))
    expect(made.stderr).toMatch(/The Dockerfile that BuildKit gets for /)
    expect(made.stderr).toMatch(from)
  })

  test('one for each program, in one layout', async () => {
    const dir = project()
    const layout = join(folder, 'layout')
    const args = ['--main', './cmd/...', '--output', layout]
    const {report} = await build('buildkit', dir, '{host}/several/{name}', ...args)
    expect(report.images.map(({name}: {name: string}) => name)).toEqual([
      `${registry.host}/several/admin`,
      `${registry.host}/several/shop`,
    ])
    const names = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')).manifests
    expect(names).toHaveLength(2)
    for (const name of ['admin', 'shop']) {
      const files = await filesOf(`${registry.host}/several/${name}:t`, 'linux/amd64', join(folder, 'image.tar'))
      expect(Object.keys(files).filter(path => path.startsWith('/app/'))).toEqual([`/app/${name}`])
    }
  })

  test('several programs in one image', async () => {
    const args = ['--main', './cmd/...', '--entrypoint', '/app/shop']
    const {report} = await build('buildkit', project(), '{host}/both', ...args)
    const paths = report.images[0].platforms[0].binaries.map(({path}: {path: string}) => path)
    expect(paths).toEqual(['/app/admin', '/app/shop'])
    const files = await filesOf(`${registry.host}/both:t`, 'linux/arm64', join(folder, 'image.tar'))
    expect(Object.keys(files)).toEqual(expect.arrayContaining(paths))
  })
})

/** Of the index and of each manifest. */
async function annotationsOf(reference: string): Promise<readonly unknown[]> {
  const read = async (what: string) => JSON.parse(await output(toolPath('crane'), ['manifest', what]))
  const index = await read(reference)
  const digests: readonly string[] = index.manifests.map(({digest}: {digest: string}) => digest)
  const children = await Promise.all(digests.map(digest => read(`${reference.replace(/:t$/, '')}@${digest}`)))
  return [index, ...children].map(({annotations}) => annotations)
}

function binariesOf(report: {readonly images: readonly {readonly platforms: readonly object[]}[]}) {
  return report.images.map(({platforms}) =>
    platforms.map(one => ('binaries' in one && 'platform' in one ? [one.platform, one.binaries] : [])),
  )
}

test('a second build, of another commit, has the same layers and changes nothing', async () => {
  const dir = project()
  const git = (...args: readonly string[]) =>
    output('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {cwd: dir})
  await git('init', '-q', '-b', 'main')
  await git('add', '-A')
  await git('commit', '-qm', 'x')
  const run = async () => (await build('buildkit', dir, '{host}/again', ...SHOP)).report.images[0]
  const first = await run()
  await git('commit', '-q', '--allow-empty', '-m', 'y')
  const second = await run()
  expect({digest: second.digest, changed: second.changed}).toEqual({digest: first.digest, changed: false})
  expect(second.platforms.map(({layers}: {layers: unknown}) => layers)).toEqual(
    first.platforms.map(({layers}: {layers: unknown}) => layers),
  )
})

test('a base may be a layout on this machine', async () => {
  const layout = join(folder, 'base-layout')
  await output(toolPath('crane'), ['pull', '--format', 'oci', `${registry.host}/library/busybox`, layout])
  const args = [...SHOP, '--base', `oci-layout://${layout}`]
  const [ours, theirs] = ['embedded', 'buildkit'].map(by => `${registry.host}/on-layout/${by}:t`) as [string, string]
  await build('embedded', project(), '{host}/on-layout/embedded', ...args)
  await build('buildkit', project(), '{host}/on-layout/buildkit', ...args)
  const files = (reference: string) => filesOf(reference, 'linux/amd64', join(folder, 'image.tar'))
  expect(await configOf(theirs, 'linux/amd64')).toEqual(await configOf(ours, 'linux/amd64'))
  expect(await files(theirs)).toEqual(await files(ours))
})

test('a layout as base has to be whole', async () => {
  const {report} = await build('embedded', project(), '{host}/sparse', '--base', '{host}/library/busybox', ...SHOP)
  const args = ['--engine', 'buildkit', '--base', `oci-layout://${report.layout}`, ...SHOP]
  const {exitCode, stderr} = await cli(['build', project(), ...args])
  expect(stderr).toMatch(/the base .* is not whole: its layer sha256:\S+ is in .*\/library\/busybox/)
  expect(exitCode).toBe(1)
})

test('a private base is pulled with the login that it was looked at with', async () => {
  const {username, password} = REGISTRY_USER
  const guarded = await startDistribution({auth: 'htpasswd'})
  const config = `[registry."${guarded.host}"]\nhttp = true\n`
  const own = await startBuildkitd({registry: registry.host, config})
  const ownBuilder = await createBuilder([own])
  const crane = {env: {...process.env, DOCKER_CONFIG: join(folder, 'crane')}}
  try {
    await output(toolPath('crane'), ['auth', 'login', guarded.host, '-u', username, '-p', password], crane)
    await output(
      toolPath('crane'),
      ['copy', `${registry.host}/distroless/static:nonroot`, `${guarded.host}/base`],
      crane,
    )
    const args = [...SHOP, '--base', `${guarded.host}/base`, '--engine', 'buildkit', '--json']
    const build = (...more: readonly string[]) =>
      cli(['build', project(), ...args, ...more], {...ownBuilder.env, DOCKER_CONFIG: join(folder, 'nobody')})
    const login = `registry=${guarded.host},username=${username},password=${password}`
    expect(await build('--registry-auth', login)).toMatchObject({exitCode: 0})
    const without = await build()
    expect(without.stderr).toMatch(/401|no login/)
    expect(without.exitCode).toBe(1)
  } finally {
    ownBuilder.stop()
    await own.stop()
    await guarded.stop()
  }
})

test('attestations, a layer cache and further outputs are had as with a Dockerfile', async () => {
  const [cache, out] = [join(folder, 'layer-cache'), join(folder, 'out')]
  const places = ['--cache-to', `type=local,dest=${cache}`, '--outputs', `type=local,dest=${out}`]
  await build('buildkit', project(), '{host}/attested', ...SHOP, '--provenance', 'mode=min', ...places)
  const platforms = (await manifestOf(`${registry.host}/attested:t`)).manifests.map(({platform}) => platform.os)
  expect(platforms).toEqual(['linux', 'linux', 'unknown', 'unknown'])
  expect(readFileSync(join(cache, 'index.json'), 'utf8')).toContain('manifests')
  expect(readFileSync(join(out, 'linux_amd64/var/run/ko/page.html'), 'utf8')).toBe('hello')
})

describe('the builder', () => {
  const made = () => ['--driver', 'remote', '--endpoint', daemon.address]

  test('that was made for the run is gone behind it', async () => {
    const {stderr} = await build('buildkit', project(), '{host}/own', ...SHOP, ...made())
    expect(stderr).toMatch(/Builder: go-containerize-\S+ \(remote\)/)
    expect(await output('buildx', ['ls'], {env: builder.env})).not.toContain('go-containerize-')
  })

  test('is gone as well where the base is not found', async () => {
    const args = ['--base', `${registry.host}/nope`, ...made(), ...SHOP]
    const {exitCode, stderr} = await cli(['build', project(), '--engine', 'buildkit', ...args])
    expect(stderr).toMatch(/the base image .*nope:latest isn't there/)
    expect(exitCode).toBe(1)
    expect(await output('buildx', ['ls'], {env: builder.env})).not.toContain('go-containerize-')
  })
})

test('an interrupted run leaves neither builder nor files', async () => {
  const out = join(folder, 'interrupted')
  const args = [
    '--engine',
    'buildkit',
    '--driver',
    'remote',
    '--endpoint',
    daemon.address,
    '--output',
    join(out, 'layout'),
  ]
  const env = {...builder.env, GO_CONTAINERIZE_CACHE: join(folder, 'cache')}
  const {child, finished, seen} = startCli(['build', project(), ...SHOP, ...args], {env})
  await seen(/The Dockerfile that BuildKit gets for/)
  child.kill('SIGINT')
  expect((await finished).exitCode).toBe(130)
  expect(existsSync(out) ? readdirSync(out) : []).toEqual([])
  expect(await output('buildx', ['ls'], {env: builder.env})).not.toContain('go-containerize-')
})

/** Of a machine without buildx, also as Docker's plug-in. */
function withoutBuildx(): Readonly<Record<string, string | undefined>> {
  const empty = join(folder, 'empty-docker')
  mkdirSync(empty, {recursive: true})
  writeFileSync(join(empty, 'config.json'), '{}')
  return {PATH: process.env.PATH, DOCKER_CONFIG: empty, BUILDX_CONFIG: join(empty, 'buildx')}
}

test('the plan says why, and asks nobody', async () => {
  const args = ['plan', project(), '--engine', 'buildx', ...SHOP, '--json']
  const plan = JSON.parse((await cli(args, withoutBuildx())).stdout)
  expect(plan.engine).toEqual({name: 'buildkit', reason: expect.stringMatching(/there is no Dockerfile/)})
  expect(plan.unresolved).toContainEqual({what: 'the builder', why: expect.any(String)})
  expect({dockerfile: plan.dockerfile, base: plan.base}).toEqual({dockerfile: null, base: 'scratch'})
})

test('no buildx: said before anything is compiled', async () => {
  const dir = project({...PROJECT, 'cmd/shop/main.go': 'package main\n\nfunc main() { undefined() }\n'})
  const args = ['build', dir, '--engine', 'buildkit', ...SHOP]
  const {exitCode, stderr} = await cli(args, withoutBuildx())
  expect(stderr).toMatch(/no buildx was found/)
  expect(stderr).not.toMatch(/undefined/)
  expect(exitCode).toBe(1)
})

test.each([
  {
    name: 'an input for a Dockerfile',
    args: [...SHOP, '--target', 'x'],
    says: /target: is of no use here: there is no Dockerfile/,
    exits: 2,
  },
  {
    name: 'one output of two images',
    args: ['--main', './cmd/...', '--image', 'two/{name}', '--outputs', 'type=local,dest=out'],
    says: /outputs: 2 images are built, whose outputs would overwrite each other/,
    exits: 2,
  },
  {
    name: 'a program in the place of a folder of the base',
    args: [...SHOP, '--base', '{host}/library/busybox', '--binary-path', '/etc'],
    says: /\/etc can't be a file in the image: what is below has a folder there/,
    exits: 1,
  },
  {
    name: 'a platform that the base does not have',
    args: [...SHOP, '--base', '{host}/library/busybox', '--platform', 'linux/s390x'],
    says: /has no linux\/s390x/,
    exits: 1,
  },
])('$name ends with $exits and a reason', async ({args, says, exits}) => {
  const filled = args.map(arg => arg.replace('{host}', registry.host))
  const {exitCode, stderr, stdout} = await cli(['build', project(), '--engine', 'buildkit', '--json', ...filled])
  expect(stderr).toMatch(says)
  expect(stderr).not.toMatch(/please report/i)
  expect(exitCode).toBe(exits)
  expect(JSON.parse(stdout)).toEqual({error: expect.objectContaining({message: expect.stringMatching(says)})})
})
