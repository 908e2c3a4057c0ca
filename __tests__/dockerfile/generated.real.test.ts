import {copyFileSync, createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {
  archiveEntries,
  FILES_ARCHIVE,
  type GeneratedDockerfile,
  generateDockerfile,
  ROOTS_ARCHIVE,
} from '../../src/dockerfile/index.ts'
import {allKodataEntries, fileEntries} from '../../src/engine/embedded/files-layer.ts'
import {containerConfig} from '../../src/engine/index.ts'
import {parsePlatform, writeTar} from '../../src/oci/index.ts'
import {type InputName, parseRequest} from '../../src/request/index.ts'
import {mainNamed} from '../engine/assembling.ts'
import {pushBaseImages} from '../helpers/base-images.ts'
import {type Builder, createBuilder} from '../helpers/builder.ts'
import {type Buildkitd, startBuildkitd} from '../helpers/buildkitd.ts'
import {CLI, output, REPOSITORY} from '../helpers/bundle.ts'
import {digestOf} from '../helpers/image.ts'
import {startRegistry, type TestRegistry} from '../helpers/registries.ts'
import {toolPath} from '../helpers/tools.ts'
import {writeFiles} from '../helpers/workspace.ts'
import {configOf, filesOf, imageConfigOf, push} from './images.ts'

const PLATFORMS = ['linux/amd64', 'linux/arm/v7']
const TRICKY = `it's "a" $HOME \${PATH} \\ #x \\`

let folder: string
let registry: TestRegistry
let daemon: Buildkitd
let builder: Builder

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'generated-'))
  writeFiles(join(folder, 'project'), {
    'go.mod': 'module example.com/hello\n\ngo 1.24\n',
    'main.go': 'package main\n\nfunc main() {}\n',
    'kodata/page.html': 'hello',
    'site/index.html': 'hello',
    'site/a b/$x.txt': 'x',
    'run.sh': '#!/bin/sh\n',
  })
  registry = await startRegistry()
  await pushBaseImages(registry.host)
  daemon = await startBuildkitd({registry: registry.host})
  builder = await createBuilder([daemon])
  writeFiles(join(folder, 'linked'), {
    Dockerfile: 'FROM busybox\nRUN mkdir -p /usr/lib && ln -s usr/lib /lib\nLABEL org.opencontainers.image.title=x\n',
  })
  const to = ['--output', `type=image,name=${registry.host}/linked:latest,push=true`]
  await output('buildx', ['build', '--provenance=false', ...to, join(folder, 'linked')], {env: builder.env})
})

afterAll(async () => {
  builder?.stop()
  await daemon?.stop()
  await registry?.stop()
  rmSync(folder, {recursive: true, force: true})
})

type Values = Partial<Record<InputName, readonly string[]>>

const CASES: Readonly<Record<string, Values>> = {
  'nothing said': {},
  'everything said': {
    env: ['PLAIN=1', `TRICKY=${TRICKY}`, 'EMPTY='],
    labels: [`org.opencontainers.image.description=${TRICKY}`, 'a b=c'],
    user: ['1000:1000'],
    entrypoint: ['["/opt/bin/hello", "$NOT", "a \\"b\\"\\n"]'],
    cmd: ['["serve", "--x=é"]'],
    ports: ['8080', '53/udp'],
    healthcheck: ['--interval=1m30s --timeout=500ms --retries=4 CMD ["/opt/bin/hello", "health check"]'],
    'stop-signal': ['SIGINT'],
    'binary-path': ['/opt/bin/'],
    files: ['site:/srv/$www', 'run.sh:/usr/bin/run it'],
  },
  'a base with a user and a working folder': {base: ['distroless/static:nonroot'], env: ['SSL_CERT_FILE=/x']},
  'a base without a user, with a link that files go through': {
    base: ['linked:latest'],
    healthcheck: ['CMD ["CMD-SHELL", "test -f \\"$HOME\\" || exit 1"]'],
    files: ['site:/lib/'],
  },
}

test.each(Object.entries(CASES))('BuildKit makes what the embedded engine makes: %s', async (name, values) => {
  const slug = name.replace(/[ ,]+/g, '-')
  const [ours, theirs] = [`${registry.host}/${slug}:embedded`, `${registry.host}/${slug}:buildkit`]
  await push(await embedded(slug, values), ours)
  await push(await generated(slug, values, ours), theirs)
  for (const platform of platformsOf(values)) {
    expect(await configOf(theirs, platform)).toEqual(await configOf(ours, platform))
    const files = (reference: string) => filesOf(reference, platform, join(folder, slug, 'image.tar'))
    const wanted = await files(ours)
    expect(Object.keys(wanted).filter(path => path.endsWith('/hello'))).toHaveLength(1)
    expect(await files(theirs)).toEqual(wanted)
  }
})

test('a line break comes through, by the build argument', async () => {
  const text = `${TRICKY}\nsecond line\n`
  const wanted = {Env: [`TEXT=${text}`], Labels: {text}, Entrypoint: ['/x'], User: '0'}
  const request = {base: undefined, configs: [{wanted, inherited: undefined}], programs: [], files: false}
  const layout = await buildGenerated('newline', generateDockerfile({...request, programsContext: 'none'}), [
    'linux/amd64',
  ])
  const reference = `${registry.host}/newline`
  await push(layout, reference)
  const {Env, Labels} = await configOf(reference, 'linux/amd64')
  expect({text: Labels?.text, env: Env?.at(-1)}).toEqual({text, env: `TEXT=${text}`})
})

const platformsOf = ({base}: Values) => (base ? PLATFORMS.slice(0, 1) : PLATFORMS)
const inRegistry = ({base}: Values) => base?.[0] && `${registry.host}/${base[0]}`

async function embedded(slug: string, values: Values): Promise<string> {
  const layout = join(folder, slug, 'embedded')
  const {base: _, ...others} = values
  const base = inRegistry(values)
  const options = Object.entries({...others, platforms: platformsOf(values), ...(base && {base: [base]})})
  const flags = options.flatMap(([name, texts]) => texts.flatMap(text => [`--${name}`, text]))
  await output(process.execPath, [CLI, 'build', join(folder, 'project'), '--output', layout, ...flags])
  return layout
}

/** `programsOf`: the image that has the same programs already. */
async function generated(slug: string, values: Values, programsOf: string): Promise<string> {
  const dir = join(folder, 'project')
  const {request} = parseRequest({door: 'cli', values}, {dir, cwd: dir, warn: () => {}})
  const {container} = request
  const destination = container.binaryPath.replaceAll('{name}', 'hello')
  const kodata = await allKodataEntries([mainNamed('hello', dir)])
  const entries = archiveEntries([...kodata, ...(await fileEntries(container.files))])
  mkdirSync(join(folder, slug, 'context'), {recursive: true})
  await pipeline(
    Readable.from(writeTar(entries, new Date(0))),
    createWriteStream(join(folder, slug, 'context', FILES_ARCHIVE)),
  )
  const base = inRegistry(values)
  const configs = []
  for (const platform of platformsOf(values)) {
    await takeProgram(programsOf, platform, destination, join(folder, slug, 'programs'))
    const inherited = base === undefined ? undefined : await imageConfigOf(base, platform)
    const resolved =
      inherited && base !== undefined ? {name: base, digest: await digestOf(base), config: inherited} : undefined
    const labels = container.labels
    const wanted = containerConfig({container, labels, binaryPaths: [destination], kodata: true, base: resolved})
    configs.push({wanted, inherited: inherited?.config})
  }
  const programs = [{name: 'hello', destination}]
  const text = generateDockerfile({base, configs, programs, programsContext: 'programs', files: true})
  return buildGenerated(slug, text, platformsOf(values))
}

async function takeProgram(image: string, platform: string, path: string, to: string): Promise<void> {
  const {os, architecture, variant = ''} = parsePlatform(platform) ?? {os: '', architecture: ''}
  const place = join(to, `${os}_${architecture}${variant}`)
  mkdirSync(place, {recursive: true})
  const tar = join(to, 'image.tar')
  await output(toolPath('crane'), ['export', '--platform', platform, image, tar])
  const member = path.slice(1)
  await output('tar', ['-xf', tar, '-C', place, `--strip-components=${member.split('/').length - 1}`, member])
}

async function buildGenerated(slug: string, {text, buildArgs}: GeneratedDockerfile, platforms: readonly string[]) {
  const [context, programs, layout] = ['context', 'programs', 'buildkit'].map(name => join(folder, slug, name)) as [
    string,
    string,
    string,
  ]
  for (const place of [context, programs]) mkdirSync(place, {recursive: true})
  copyFileSync(join(REPOSITORY, 'dist', ROOTS_ARCHIVE), join(context, ROOTS_ARCHIVE))
  writeFileSync(join(folder, slug, 'Dockerfile'), text)
  const args = Object.entries(buildArgs).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`])
  const contexts = ['--build-context', `programs=${programs}`]
  const options = ['--platform', platforms.join(','), '--provenance=false', '--file', join(folder, slug, 'Dockerfile')]
  const to = ['--output', `type=oci,tar=false,dest=${layout}`]
  await output('buildx', ['build', ...options, ...args, ...contexts, ...to, context], {env: builder.env})
  return layout
}
