import {copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {cli} from '../cli/session.ts'
import {GO_VERSION, pushBaseImages} from '../helpers/base-images.ts'
import {type Builder, createBuilder} from '../helpers/builder.ts'
import {type Buildkitd, startBuildkitd} from '../helpers/buildkitd.ts'
import {CLI, output, REPOSITORY} from '../helpers/bundle.ts'
import {startRegistry, type TestRegistry} from '../helpers/registries.ts'
import {EXAMPLES} from './examples.ts'
import {configOf, filesOf, push} from './images.ts'

let folder: string
let registry: TestRegistry
let daemon: Buildkitd
let builder: Builder

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ejected-'))
  registry = await startRegistry()
  await pushBaseImages(registry.host)
  daemon = await startBuildkitd({registry: registry.host})
  builder = await createBuilder([daemon])
  await pushGolang()
})

afterAll(async () => {
  builder?.stop()
  await daemon?.stop()
  await registry?.stop()
  rmSync(folder, {recursive: true, force: true})
})

/** The tests' golang image has no time zones. These are what our images have. */
async function pushGolang(): Promise<void> {
  const place = join(folder, 'golang')
  mkdirSync(place)
  copyFileSync(join(REPOSITORY, 'src/engine/embedded/data/zoneinfo.tar.gz'), join(place, 'zoneinfo.tar.gz'))
  copyFileSync(join(REPOSITORY, 'src/engine/embedded/data/ca-certificates.crt'), join(place, 'ca-certificates.crt'))
  const lines = [
    `FROM golang:${GO_VERSION}`,
    'COPY ca-certificates.crt /etc/ssl/certs/',
    'ADD zoneinfo.tar.gz /usr/share/zoneinfo/',
  ]
  writeFileSync(join(place, 'Dockerfile'), lines.join('\n'))
  const name = `${registry.host}/library/golang:${GO_VERSION.replace(/\.\d+$/, '')}`
  await output('buildx', ['build', '--provenance=false', '--output', `type=image,name=${name},push=true`, place], {
    env: builder.env,
  })
}

const CASES = [
  {name: 'hello', platforms: ['linux/amd64', 'linux/arm64']},
  {name: 'service', platforms: ['linux/amd64', 'linux/amd64/v3', 'linux/arm/v6', 'linux/arm64']},
  {name: 'monorepo', platforms: ['linux/amd64', 'linux/arm64'], program: 'api', main: './shop/cmd/api'},
  {name: 'monorepo', platforms: ['linux/amd64'], program: 'admin', main: './admin', target: 'admin'},
] as const

test.each(CASES)('docker build makes of $name what build makes, to the byte', async ({name, platforms, ...more}) => {
  const {program, main, target} = {program: name, main: undefined, target: undefined, ...more}
  const place = join(folder, `${name}-${program}`)
  const project = join(place, 'project')
  cpSync(join(REPOSITORY, 'examples', name), project, {recursive: true})
  const flags: readonly string[] = [
    ...EXAMPLES[name],
    ...(main === undefined ? [] : ['--platforms', platforms.join(',')]),
  ]
  const [ours, theirs] = [`${registry.host}/${name}/${program}:ours`, `${registry.host}/${name}/${program}:theirs`]

  const own = main === undefined ? flags : ['--main', main, '--platforms', platforms.join(',')]
  await output(process.execPath, [CLI, 'build', project, '--output', join(place, 'ours'), ...own])
  await push(join(place, 'ours'), ours)

  const {stdout} = await cli(['eject', project, ...flags], {env: process.env})
  writeFileSync(join(project, 'Dockerfile'), stdout)
  const options = ['--provenance=false', '--platform', platforms.join(','), ...(target ? ['--target', target] : [])]
  const to = ['--output', `type=oci,tar=false,dest=${join(place, 'theirs')}`]
  await output('buildx', ['build', ...options, ...to, project], {env: builder.env})
  await push(join(place, 'theirs'), theirs)

  for (const platform of platforms) {
    expect(await configOf(theirs, platform)).toEqual(await configOf(ours, platform))
    const files = (reference: string) => filesOf(reference, platform, join(place, 'image.tar'))
    expect(await files(theirs)).toEqual(await files(ours))
  }
})
