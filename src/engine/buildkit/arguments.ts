import {formatPlatform, type Platform} from '../../oci/index.ts'
import {attestingInputs, type DockerfileRequest} from '../../request/index.ts'
import {csv} from './csv.ts'
import type {Builder} from './inspect.ts'

/** One build, with all that the plan adds to what the user said. */
export interface BuildTask {
  readonly request: DockerfileRequest
  readonly builder: Pick<Builder, 'name' | 'nodes'>
  /** The Dockerfile to build: the user's, or an overlay of it. Absolute. */
  readonly file: string
  /** Absolute. */
  readonly context: string
  /** Our contexts beside the user's: name and folder. */
  readonly contexts: Readonly<Record<string, string>>
  readonly platforms: readonly Platform[]
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  /** `created` of the image, and the latest time that a file in its layers has. */
  readonly created: Date
}

/** What a build is started with. Values of secrets are in `env`, where other users of the machine can't read them. */
export interface BuildCommand {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** Where the image goes, and what it is called there. */
export interface LayoutTarget {
  readonly folder: string
  /** What attestations are about: without a name they would be about nothing. */
  readonly names: readonly string[]
}

/** The command that builds a layout into a folder. Each value is glued to its flag, so that none becomes a flag itself. */
export function buildCommand(task: BuildTask, target: LayoutTarget): BuildCommand {
  const {request} = task
  const secrets = secretsOf(request)
  const args = [
    ...commonArguments(task),
    '--progress=rawjson',
    ...each('label', pairs(task.labels)),
    ...each('annotation', annotationsOf(task)),
    ...each('output', [layoutOutput(target, request), ...request.outputs]),
    ...each('cache-from', request.cacheFrom),
    ...each('cache-to', request.cacheTo.flatMap(harmlessCaches)),
    ...attestationsOf(request),
    ...secrets.args,
    ...runOptions(request),
  ]
  return {args: [...args, '--', task.context], env: secrets.env}
}

/** What a question about the Dockerfile is asked with: nothing of the image, and a time only where one is known. */
export type QuestionTask = Omit<BuildTask, 'labels' | 'annotations' | 'created'> & Partial<Pick<BuildTask, 'created'>>

/** A question with all that buildx checks before it builds: what is wrong in it is told before a compile, not behind it. */
export function checkingCommand(task: QuestionTask): BuildCommand {
  const secrets = secretsOf(task.request)
  const options = [...attestationsOf(task.request), ...secrets.args, ...runOptions(task.request)]
  return {args: [...commonArguments(task), ...options], env: secrets.env}
}

/** What a question about the Dockerfile (`--call`) needs as well. */
export function commonArguments(task: QuestionTask): readonly string[] {
  const {request, created} = task
  const epoch = created ? [`SOURCE_DATE_EPOCH=${Math.floor(created.getTime() / 1000)}`] : []
  return [
    'build',
    `--builder=${task.builder.name}`,
    `--file=${task.file}`,
    ...(request.target === undefined ? [] : [`--target=${request.target}`]),
    ...task.platforms.map(platform => `--platform=${formatPlatform(platform)}`),
    // The user's come last, and the last of one name holds.
    ...each('build-arg', [...epoch, ...request.buildArgs]),
    ...each('build-context', [...request.buildContexts, ...pairs(task.contexts)]),
    ...(request.pull ? ['--pull'] : []),
  ]
}

/**
 * Everything that moves a digest is said: defaults differ between versions of BuildKit, and media types became OCI's
 * in 0.32. Attestations stay images, which more registries and readers know.
 * https://docs.docker.com/build/exporters/oci-docker/
 */
function layoutOutput({folder, names}: LayoutTarget, request: DockerfileRequest): string {
  const media = ['oci-mediatypes=true', 'oci-artifact=false', 'rewrite-timestamp=true']
  // The level of the embedded engine's layers, for its reasons: docs/decisions/gzip-level-1.md
  const compression = ['compression=gzip', 'compression-level=1']
  const subjects = attestingInputs(request).length > 0 ? [`name=${names.join(',')}`] : []
  return csv(['type=oci', 'tar=false', `dest=${folder}`, ...media, ...compression, ...subjects])
}

/** An index has none of its own where there is one platform: buildx refuses what it can't place. */
function annotationsOf({annotations, platforms}: BuildTask): readonly string[] {
  const kind = platforms.length > 1 ? 'index,manifest' : 'manifest'
  return pairs(annotations).map(pair => `${kind}:${pair}`)
}

/** A cache that can't be written is a lost second, not a lost build. The user's own `ignore-error` stays. */
export function harmlessCaches(entry: string): readonly string[] {
  if (entry.includes('=')) return /(^|,)"?ignore-error=/i.test(entry) ? [entry] : [`${entry},ignore-error=true`]
  // References alone: buildx takes each for an entry of its own.
  return entry.split(',').map(reference => `type=registry,ref=${reference},ignore-error=true`)
}

/** Off unless asked for: they hold times and would move the digest with every build. */
function attestationsOf({provenance, sbom, attests}: DockerfileRequest): readonly string[] {
  const given = (kind: string) => attests.some(attest => new RegExp(`(^|,)"?type=${kind}("?,|"?$)`).test(attest))
  return [
    ...(provenance === undefined && given('provenance') ? [] : [`--provenance=${provenance ?? 'false'}`]),
    ...(sbom === undefined && given('sbom') ? [] : [`--sbom=${sbom ?? 'false'}`]),
    ...each('attest', attests),
  ]
}

function secretsOf({secrets, secretEnvs, secretFiles}: DockerfileRequest): BuildCommand {
  const variable = (index: number) => `GO_CONTAINERIZE_SECRET_${index}`
  const specs = [
    ...secrets.map(({id}, index) => csv([`id=${id}`, `env=${variable(index)}`])),
    ...secretEnvs.map(entry => sourced(entry, 'env')),
    ...secretFiles.map(entry => sourced(entry, 'src')),
  ]
  const env = Object.fromEntries(secrets.map(({value}, index) => [variable(index), value]))
  return {args: each('secret', specs), env}
}

/** `ID=SOURCE` */
function sourced(entry: string, kind: 'env' | 'src'): string {
  const at = entry.indexOf('=')
  return csv([`id=${entry.slice(0, at)}`, `${kind}=${entry.slice(at + 1)}`])
}

function runOptions(request: DockerfileRequest): readonly string[] {
  const {network, shmSize, cgroupParent} = request
  return [
    ...each('ssh', request.ssh),
    ...(request.noCache ? ['--no-cache'] : []),
    ...each('no-cache-filter', request.noCacheFilters),
    ...(network === undefined ? [] : [`--network=${network}`]),
    ...each(
      'add-host',
      request.addHosts.map(host => csv([host])),
    ),
    ...(shmSize === undefined ? [] : [`--shm-size=${shmSize}`]),
    ...each('ulimit', request.ulimit),
    ...(cgroupParent === undefined ? [] : [`--cgroup-parent=${cgroupParent}`]),
    ...each('allow', request.allow),
  ]
}

function each(flag: string, values: readonly string[]): readonly string[] {
  return values.map(value => `--${flag}=${value}`)
}

function pairs(record: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(record)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
}
