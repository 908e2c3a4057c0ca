import {resolve} from 'node:path'
import type {Problem} from '../lib/errors.ts'
import {
  formatLayoutReference,
  LAYOUT_SCHEME,
  type Platform,
  parseLayoutReference,
  parseReference,
} from '../oci/index.ts'
import {attestingInputs} from './attestations.ts'
import {readContainer} from './container.ts'
import {readRegistry} from './credentials.ts'
import {readBuilder, readDockerfile} from './dockerfile.ts'
import {readCache, readGo, readPrivateModules} from './go.ts'
import {parseImage, parseTag, parseTargetPlatform} from './images.ts'
import {createReader, type RawInputs, type Reader} from './reader.ts'
import {INPUTS} from './table.ts'
import type {CompileRequest, EngineName, Request} from './types.ts'
import type {Parsed} from './words.ts'

export const DEFAULT_PLATFORMS: readonly Platform[] = [
  {os: 'linux', architecture: 'amd64'},
  {os: 'linux', architecture: 'arm64'},
]

export interface ParseOptions {
  /** Absolute folder of the Go module: main packages and files to add are relative to it. */
  readonly dir: string
  /** Absolute; where the command was given, in the action the workspace: layouts are relative to it. */
  readonly cwd: string
  readonly warn: (message: string) => void
}

export interface ParsedRequest {
  /** Without what was wrong: complete only if there are no problems. */
  readonly request: Request
  /** Every mistake found. */
  readonly problems: readonly Problem[]
}

/** Turns raw texts into a request. Reads nothing else. */
export function parseRequest(raw: RawInputs, {dir, cwd, warn}: ParseOptions): ParsedRequest {
  const reader = createReader(raw, warn)
  const output = reader.text('output')
  const base = readBase(reader, cwd)
  const request: Request = {
    dir,
    images: unique(reader.each('image', reader.list('image'), parseImage)),
    mains: reader.each('main', reader.list('main'), parseMain),
    platforms: readPlatforms(reader),
    tags: unique(reader.each('tags', readTagItems(reader), parseTag)),
    push: reader.triState('push'),
    load: reader.boolean('load') ?? false,
    engine: readEngine(reader),
    manifest: reader.choice('manifest', ['auto', 'single', 'index']) ?? 'auto',
    go: readGo(reader, cwd),
    goPrivate: readPrivateModules(reader),
    cache: readCache(reader),
    compile: readCompile(reader),
    container: readContainer(reader, dir, base !== undefined),
    registry: readRegistry(reader),
    dockerfile: readDockerfile(reader, cwd),
    given: INPUTS.map(({name}) => name).filter(name => reader.raw(name).length > 0),
    builder: readBuilder(reader, cwd),
    ...(output === undefined ? {} : {output: resolve(cwd, output)}),
    ...(base === undefined ? {} : {base}),
  }
  checkTogether(request, raw, reader)
  return {request, problems: reader.problems}
}

/** What is wrong only in combination. */
function checkTogether(request: Request, {door}: RawInputs, reader: Reader): void {
  const {manifest, platforms, push, images, tags, container, dockerfile} = request
  if (manifest === 'single' && platforms.length > 1) {
    reader.problem('manifest', `single can't hold ${platforms.length} platforms`, 'give one platform, or use index')
  }
  const attesting = manifest === 'single' ? attestingInputs(dockerfile) : []
  if (attesting.length > 0) {
    const message = 'single is one manifest, and attestations need an index beside it'
    reader.problem('manifest', message, `leave out manifest, or ${attesting.join(' and ')}`)
  }
  if (push === true && reader.raw('image').length === 0 && door === 'cli' && !tags.some(tag => /[/:]/.test(tag))) {
    reader.problem('image', 'is missing: --push needs to know where to', 'add --image REGISTRY/OWNER/NAME')
  }
  const unowned = push === true ? images.find(image => image.startsWith('docker.io/library/')) : undefined
  if (unowned !== undefined) {
    reader.problem(
      'image',
      `"${unowned}" belongs to Docker itself`,
      'write OWNER/NAME, or HOST/NAME for another registry',
    )
  }
  const paths = container.files.map(file => file.destination).filter(path => !path.endsWith('/'))
  const twice = paths.find((path, index) => paths.indexOf(path) !== index)
  if (twice !== undefined) reader.problem('files', `two files go to ${twice}`)
}

function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)]
}

/** A tag rule (`type=…`) holds commas and is one item; everything else may be separated by them. */
function readTagItems(reader: Reader): readonly string[] {
  return unique(
    reader.records('tags').flatMap(fields => (fields[0]?.startsWith('type=') ? [fields.join(',')] : [...fields])),
  )
}

function readPlatforms(reader: Reader): readonly Platform[] {
  const texts = reader.list('platforms')
  if (texts.length === 0) return DEFAULT_PLATFORMS
  const found = reader.each('platforms', texts, parseTargetPlatform)
  return found.filter((one, index) => found.findIndex(other => samePlatform(one, other)) === index)
}

function samePlatform(a: Platform, b: Platform): boolean {
  return a.os === b.os && a.architecture === b.architecture && a.variant === b.variant
}

/** A pattern that begins with `-` would be an option of go. */
function parseMain(text: string): Parsed<string> {
  if (text.startsWith('-')) return {problem: `"${text}" is not a package`, hint: `write ./${text} for a folder`}
  if (text.endsWith('.go')) return {problem: `"${text}" is a file`, hint: 'give the folder of the package'}
  return {value: text}
}

const ENGINES = ['auto', 'embedded', 'buildkit', 'buildx'] as const

function readEngine(reader: Reader): EngineName {
  const engine = reader.choice('engine', ENGINES) ?? 'auto'
  return engine === 'buildx' ? 'buildkit' : engine
}

/** Undefined for scratch. The path of a layout is relative to `cwd`. */
function readBase(reader: Reader, cwd: string): string | undefined {
  const text = reader.text('base')
  if (text === undefined || text.toLowerCase() === 'scratch') return undefined
  const inLayout = parseLayoutReference(text)
  if (inLayout) {
    if (inLayout.path === '') reader.problem('base', `${LAYOUT_SCHEME} has no path behind it`)
    return formatLayoutReference({...inLayout, path: resolve(cwd, inLayout.path)})
  }
  const parsed = parseReference(text)
  if ('problem' in parsed) reader.problem('base', `"${text}": ${parsed.problem}`)
  return text
}

/** What the platforms and the input `cgo` decide; a second place to set it would only contradict them. */
const NOT_IN_GO_ENV = new Map([
  ['GOOS', 'platforms decides'],
  ['GOARCH', 'platforms decides'],
  ['GOARM', 'platforms decides (linux/arm/v6)'],
  ['GOAMD64', 'platforms decides (linux/amd64/v3)'],
  ['GOARM64', 'platforms decides (linux/arm64/v9)'],
  ['CGO_ENABLED', 'cgo decides'],
])

function readCompile(reader: Reader): CompileRequest {
  const ldflags = reader.text('ldflags')
  const gcflags = reader.text('gcflags')
  return {
    buildTags: reader.each('build-tags', reader.list('build-tags'), text =>
      // https://pkg.go.dev/cmd/go#hdr-Build_constraints: letters, digits, underscores, dots
      /^[\p{L}\p{Nd}_.]+$/u.test(text) ? {value: text} : {problem: `"${text}" is not a build tag`},
    ),
    buildFlags: reader.words('build-flags') ?? [],
    buildvcs: reader.triState('buildvcs'),
    goEnv: reader.pairs('go-env', checkGoVariable),
    cgo: reader.boolean('cgo') ?? false,
    ...(ldflags === undefined ? {} : {ldflags}),
    ...(gcflags === undefined ? {} : {gcflags}),
  }
}

function checkGoVariable(key: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return 'is not the name of an environment variable'
  const decision = NOT_IN_GO_ENV.get(key)
  return decision === undefined ? undefined : `is what ${decision}`
}
