import {createHash} from 'node:crypto'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {gunzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals'
import {
  askBuildKit,
  askOutline,
  askTargets,
  chooseBuilder,
  findBuildx,
  parseChecks,
} from '../../../src/engine/buildkit/index.ts'
import {nodeExec} from '../../../src/lib/exec.ts'
import {type Descriptor, formatPlatform, openLayout} from '../../../src/oci/index.ts'
import {pushBaseImages} from '../../helpers/base-images.ts'
import {type Builder, createBuilder} from '../../helpers/builder.ts'
import {type Buildkitd, startBuildkitd} from '../../helpers/buildkitd.ts'
import {output} from '../../helpers/bundle.ts'
import {expectValidImage} from '../../helpers/images.ts'
import {startRegistry, type TestRegistry} from '../../helpers/registries.ts'
import {toolPath} from '../../helpers/tools.ts'
import {writeFiles} from '../../helpers/workspace.ts'
import {type Built, buildFiles, FOREIGN, HOST, NO_BUILDER, REQUEST, TASK, temporaryFolder} from './building.ts'

const temp = temporaryFolder()
let registry: TestRegistry
let daemon: Buildkitd
let builder: Builder

beforeAll(async () => {
  registry = await startRegistry()
  await pushBaseImages(registry.host)
  daemon = await startBuildkitd({registry: registry.host})
  builder = await createBuilder([daemon])
})

afterAll(async () => {
  builder?.stop()
  await daemon?.stop()
  await registry?.stop()
  temp.remove()
})

const COPIED = {
  Dockerfile:
    'FROM scratch AS files\nCOPY a.txt /a.txt\nFROM scratch\nCOPY --from=files /a.txt /b.txt\nCMD ["/b.txt"]\n',
  'a.txt': 'hello\n',
}

describe('a layout', () => {
  test('of two platforms is an index of valid images, named, in the order that was asked for', async () => {
    const platforms = [FOREIGN, HOST]
    const annotations = {'example.note': 'one'}
    const task = {platforms, annotations, labels: {'example.label': 'a=b,c'}, created: new Date(1_700_000_000_000)}
    const built = await buildFiles(temp.path, {files: COPIED, env: builder.env, task, options: {names: ['b:1', 'a:1']}})
    await expectValidImage(built.layout)
    expect(built.platforms.map(({platform}) => formatPlatform(platform))).toEqual(platforms.map(formatPlatform))
    const {index, read} = await openLayout(built.layout)
    for (const {config, manifest} of built.platforms) {
      expect(config.value.created).toBe('2023-11-14T22:13:20Z')
      expect(config.value.config?.Labels).toEqual({'example.label': 'a=b,c'})
      expect(JSON.parse((await read(manifest)).toString()).annotations).toEqual(annotations)
    }
    expect(
      index.manifests.map(({digest, annotations}) => [annotations?.['org.opencontainers.image.ref.name'], digest]),
    ).toEqual([
      ['a:1', built.descriptor.digest],
      ['b:1', built.descriptor.digest],
    ])
    expect(leftBeside(built)).toEqual([])
  })

  test.each([
    {shape: 'auto', type: 'manifest'},
    {shape: 'single', type: 'manifest'},
    {shape: 'index', type: 'index'},
  ] as const)('of one platform, manifest: $shape, is one $type', async ({shape, type}) => {
    const built = await buildFiles(temp.path, {files: COPIED, env: builder.env, options: {shape}})
    await expectValidImage(built.layout)
    expect(built.descriptor.mediaType).toBe(`application/vnd.oci.image.${type}.v1+json`)
  })

  test('built twice, without cache and later, is the same to the byte', async () => {
    const files = {
      ...COPIED,
      Dockerfile: 'FROM busybox\nCOPY a.txt /\nRUN date > /etc/x; touch /y; echo same > /etc/x\n',
    }
    const once = () =>
      buildFiles(temp.path, {files, env: builder.env, request: {noCache: true}, task: {platforms: [HOST]}})
    const [first, second] = [await once(), await once()]
    expect(second.descriptor).toEqual(first.descriptor)
  })

  test('keeps attestations that were asked for, which are no platform', async () => {
    const built = await buildFiles(temp.path, {files: COPIED, env: builder.env, request: {provenance: 'mode=min'}})
    expect(built.descriptor.mediaType).toContain('index')
    expect(built.platforms).toHaveLength(1)
    expect(await osesOf(built)).toEqual(['linux', 'unknown'])
  })

  test('attestations are about the image by each of its names', async () => {
    const names = ['example.com/acme/shop:1', 'example.com/acme/other:1']
    const about = {files: COPIED, env: builder.env, request: {provenance: 'mode=max'}, options: {names}}
    const built = await buildFiles(temp.path, about)
    const [sha256] = built.platforms.map(({manifest}) => manifest.digest.replace('sha256:', ''))
    const named = (name: string) => ({name: expect.stringMatching(`^pkg:docker/${name}@1\\?`), digest: {sha256}})
    expect(await subjectsOf(built)).toEqual([named('example.com/acme/shop'), named('example.com/acme/other')])
  })
})

describe('a RUN', () => {
  test('sees build-args, secrets, files, contexts and hosts, and secrets stay out of image and log', async () => {
    const files = {
      Dockerfile: [
        'FROM busybox',
        'ARG GIVEN FROM_ENV',
        'RUN --mount=type=secret,id=one --mount=type=secret,id=two --mount=type=secret,id=three \\',
        '  (echo "$GIVEN|$FROM_ENV"; for s in one two three; do sha256sum < /run/secrets/$s; done) > /out',
        'RUN grep -c example.test /etc/hosts',
        'COPY --from=more /extra.txt /',
      ].join('\n'),
      'more/extra.txt': 'extra',
      'three.txt': 'third',
    }
    const env = {...builder.env, FROM_ENV: 'from the environment', TWO: 'second'}
    const request = {
      buildArgs: ['GIVEN=-x, "y"', 'FROM_ENV'],
      secrets: [{id: 'one', value: 'first "line"\nand, second'}],
      secretEnvs: ['two=TWO'],
      secretFiles: ['three=three.txt'],
      buildContexts: ['more=more'],
      addHosts: ['example.test:127.0.0.9'],
    }
    const built = await buildFiles(temp.path, {files, env, request, task: {platforms: [HOST]}})
    const text = await layersText(built)
    expect(text).toContain('-x, "y"|from the environment')
    for (const sum of ['first "line"\nand, second', 'second', 'third']) expect(text).toContain(sha256(sum))
    expect([text, ...built.log.lines].join('\n')).not.toMatch(/first "line"/)
    expect(built.log.lines).toContainEqual(expect.stringMatching(/^#\d+ \| 1$/))
  })

  test('is in the log and in the steps, with its output and its time', async () => {
    const files = {Dockerfile: 'FROM busybox\nRUN echo made of busybox\n'}
    const {log, steps} = await buildFiles(temp.path, {files, env: builder.env, task: {platforms: [HOST]}})
    const at = log.lines.findIndex(line => line.includes('RUN echo made of busybox'))
    const number = log.lines[at]?.split(' ', 1)[0]
    expect(log.lines.slice(at)).toContain(`${number} | made of busybox`)
    const step = steps.find(({name}) => name.includes('RUN echo'))
    expect(step).toMatchObject({cached: false, error: undefined, tail: ['made of busybox']})
    expect(step?.milliseconds).toBeGreaterThan(0)
  })
})

describe('BuildKit says', () => {
  const files = {
    Dockerfile: 'FROM scratch AS one\nARG A=1\nFrom scratch AS two\nRUN --mount=type=secret,id=tok,required true\n',
  }

  test('which targets there are, and what one of them needs', async () => {
    const question = await questionFor(files)
    expect(await askTargets(question)).toMatchObject([
      {name: 'one', isDefault: false, base: 'scratch', line: 1},
      {name: 'two', isDefault: true, line: 3},
    ])
    expect(await askOutline(question)).toMatchObject({target: 'two', secrets: [{name: 'tok', required: true, line: 4}]})
  })

  test('what its checks find, also while it builds', async () => {
    const expected = expect.objectContaining({ruleName: 'ConsistentInstructionCasing', line: 3, file: 'Dockerfile'})
    const checks = parseChecks(await askBuildKit('check', await questionFor(files)))
    expect(checks.warnings).toContainEqual(expected)
    const built = await buildFiles(temp.path, {
      files: {Dockerfile: 'FROM scratch\nLABEL a=1\nFrom scratch\nLABEL b=1'},
      env: builder.env,
    })
    expect(built.warnings).toEqual([expected])
  })

  test('what can never be built', async () => {
    const checks = parseChecks(await askBuildKit('check', await questionFor({Dockerfile: 'FROM scratch\nFOO\n'})))
    expect(checks.error).toEqual({message: expect.stringContaining('unknown instruction: FOO'), line: 2})
  })
})

describe('the builder', () => {
  test('is the current one of the environment, and what it runs is known', async () => {
    const buildx = await findBuildx({exec: nodeExec, env: builder.env})
    const chosen = await chooseBuilder({
      buildx,
      request: NO_BUILDER,
      allow: [],
      log: {...console, warn() {}, error() {}},
    })
    expect(chosen.builder).toMatchObject({name: builder.name, driver: 'remote', nodes: [{endpoint: daemon.address}]})
    expect(chosen.builder.nodes[0]?.platforms).toContainEqual(HOST)
  })

  test('is made of two nodes as the request says, builds on both, and is removed', async () => {
    const second = await startBuildkitd({registry: registry.host})
    try {
      const buildx = await findBuildx({exec: nodeExec, env: builder.env})
      const made: string[] = []
      const request = {
        driver: 'remote' as const,
        endpoint: daemon.address,
        driverOpts: [],
        platforms: [formatPlatform(HOST)],
        append: `- endpoint: ${second.address}\n  platforms: ${formatPlatform(FOREIGN)}\n`,
      }
      const log = {debug() {}, info() {}, warn() {}, error() {}}
      const chosen = await chooseBuilder({buildx, request, allow: [], log, onMake: name => made.push(name)})
      const {name} = chosen.builder
      expect(made).toEqual([name])
      expect(chosen.builder.nodes.map(({endpoint}) => endpoint)).toEqual([daemon.address, second.address])

      const files = {...COPIED, 'a.txt': 'on two nodes\n'}
      const task = {builder: chosen.builder, platforms: [HOST, FOREIGN]}
      const built = await buildFiles(temp.path, {files, env: builder.env, task})
      await expectValidImage(built.layout)
      expect(built.platforms).toHaveLength(2)
      for (const {platform} of built.platforms) {
        const name = formatPlatform(platform)
        expect(built.log.lines).toContainEqual(expect.stringMatching(new RegExp(`^${name} #\\d+ .*COPY a.txt`)))
      }
      expect(await output(toolPath('buildctl'), ['--addr', second.address, 'du', '--verbose'])).toContain('COPY a.txt')

      const attested = await buildFiles(temp.path, {files, env: builder.env, task, request: {provenance: 'mode=min'}})
      expect(await osesOf(attested)).toEqual(['linux', 'linux', 'unknown', 'unknown'])

      await chosen.remove()
      await chosen.remove() // the second time there is nothing to do
      expect((await buildx.run(['inspect', name])).exitCode).not.toBe(0)
    } finally {
      await second.stop()
    }
  })
})

async function questionFor(files: Readonly<Record<string, string>>) {
  const context = join(temp.path, `question-${readdirSync(temp.path).length}`)
  writeFiles(context, files)
  const buildx = await findBuildx({exec: nodeExec, env: builder.env})
  const task = {...TASK, request: REQUEST, file: join(context, 'Dockerfile'), context}
  return {buildx, task, source: {path: 'Dockerfile', lineOf: (line: number) => line}, env: builder.env}
}

/** Of the entries of the index. */
async function osesOf({layout, descriptor}: Built): Promise<readonly string[]> {
  const root = JSON.parse((await (await openLayout(layout)).read(descriptor)).toString())
  return root.manifests.map((entry: {readonly platform: {readonly os: string}}) => entry.platform.os)
}

/** Of the last manifest's one statement. */
async function subjectsOf({layout, descriptor}: Built): Promise<unknown> {
  const opened = await openLayout(layout)
  const read = async (blob: Descriptor) => JSON.parse((await opened.read(blob)).toString())
  const attestation = await read((await read(descriptor)).manifests.at(-1))
  return (await read(attestation.layers[0])).subject
}

function leftBeside({layout}: Built): readonly string[] {
  return readdirSync(join(layout, '..')).filter(name => name !== 'layout' && name !== 'context')
}

async function layersText({layout, platforms}: Built): Promise<string> {
  const layers = platforms.flatMap(({layers}) => layers.slice(1))
  return layers
    .map(({digest}) => gunzipSync(readFileSync(join(layout, 'blobs', digest.replace(':', '/')))).toString())
    .join('')
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
