import {resolve} from 'node:path'
import {parseLines, parsePair, parseRecords} from './lists.ts'
import type {Reader} from './reader.ts'
import {didYouMean} from './suggest.ts'
import type {InputName} from './table.ts'
import type {BuilderRequest, DockerfileRequest} from './types.ts'
import type {Parsed} from './words.ts'

/** Reads what is said about a Dockerfile. Paths are relative to `cwd`. */
export function readDockerfile(reader: Reader, cwd: string): DockerfileRequest {
  const buildCommand = reader.words('build-command')
  return {
    ...given('file', readPath(reader, 'file', cwd)),
    ...given('context', readContext(reader, cwd)),
    cwd,
    mode: reader.choice('dockerfile-mode', ['auto', 'replace', 'prebuilt', 'inside']) ?? 'auto',
    ...given('buildCommand', buildCommand),
    verifyReplacement: reader.boolean('verify-replacement') ?? false,
    advice: reader.choice('advice', ['on', 'off']) !== 'off',
    call: reader.choice('call', ['build', 'check', 'outline', 'targets']) ?? 'build',
    ...given('target', reader.one('target', notAnOption)),
    buildArgs: each(reader, 'build-args', parseBuildArg),
    buildContexts: each(reader, 'build-contexts', parseNamed),
    secrets: readSecrets(reader),
    secretEnvs: reader.each('secret-envs', reader.list('secret-envs'), parseNamed),
    secretFiles: each(reader, 'secret-files', parseNamed),
    ssh: reader.each('ssh', reader.list('ssh'), notAnOption),
    cacheFrom: each(reader, 'cache-from', notAnOption),
    cacheTo: each(reader, 'cache-to', notAnOption),
    noCache: reader.boolean('no-cache') ?? false,
    noCacheFilters: reader.each('no-cache-filters', reader.list('no-cache-filters'), notAnOption),
    pull: reader.boolean('pull') ?? false,
    ...given('network', reader.one('network', notAnOption)),
    addHosts: reader.each('add-hosts', reader.list('add-hosts'), parseHostName),
    ...given('shmSize', reader.one('shm-size', notAnOption)),
    ulimit: each(reader, 'ulimit', parseNamed),
    ...given('cgroupParent', reader.one('cgroup-parent', notAnOption)),
    allow: reader.each('allow', reader.list('allow'), notAnOption),
    ...given('provenance', reader.one('provenance', notAnOption)),
    ...given('sbom', reader.one('sbom', notAnOption)),
    attests: each(reader, 'attests', notAnOption),
    outputs: reader.each('outputs', reader.quotedLines('outputs'), parseOutput),
  }
}

export function readBuilder(reader: Reader, cwd: string): BuilderRequest {
  const driver = reader.choice('driver', ['docker-container', 'remote', 'kubernetes'])
  return {
    ...given('name', reader.one('builder', notAnOption)),
    ...given('driver', driver),
    driverOpts: reader.each('driver-opts', reader.quotedLines('driver-opts'), parseNamed),
    ...given('buildkitdFlags', reader.text('buildkitd-flags')),
    ...given('buildkitdConfig', readPath(reader, 'buildkitd-config', cwd)),
    ...given('buildkitdConfigInline', reader.text('buildkitd-config-inline')),
    ...given('image', reader.one('buildkit-image', notAnOption)),
    ...given('endpoint', reader.one('endpoint', notAnOption)),
    platforms: reader.each('builder-platforms', reader.list('builder-platforms'), notAnOption),
    ...given('append', reader.text('append')),
  }
}

function given<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({[name]: value} as Record<K, V>)
}

function each<T>(reader: Reader, name: InputName, parse: (text: string) => Parsed<T>): readonly T[] {
  return reader.each(name, reader.lines(name), parse)
}

function readPath(reader: Reader, name: InputName, cwd: string): string | undefined {
  const text = reader.text(name)
  return text === undefined ? undefined : resolve(cwd, text)
}

/** What an argument list of buildx would take for a flag of its own. */
function notAnOption(text: string): Parsed<string> {
  return text.startsWith('-') ? {problem: `"${text}" begins with a dash`} : {value: text}
}

/** Git and HTTP contexts are fetched by BuildKit: there would be no work tree to read, and none to compile. */
function readContext(reader: Reader, cwd: string): string | undefined {
  return reader.one('context', (text): Parsed<string> => {
    if (!/^(https?:\/\/|git@|git:\/\/|ssh:\/\/)|\{\{/.test(text) && text !== '-') return {value: resolve(cwd, text)}
    return {problem: `"${text}" is not a folder`, hint: 'check the repository out, and give a folder of it'}
  })
}

function parseNamed(text: string): Parsed<string> {
  return Object.hasOwn(notAnOption(text), 'problem') || !parsePair(text)
    ? {problem: `an item has no name and =`, hint: 'write NAME=value, one a line'}
    : {value: text}
}

/** A value may be a secret that belongs elsewhere, so it is not repeated. */
function parseBuildArg(text: string): Parsed<string> {
  const name = parsePair(text)?.key ?? text
  if (/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) return {value: text}
  return {problem: 'an item does not begin with the name of an ARG', hint: 'write NAME=value, one a line'}
}

function parseHostName(text: string): Parsed<string> {
  return /^[^-:=\s][^:=\s]*[:=].+$/.test(text) ? {value: text} : {problem: `"${text}" is not HOST:IP`}
}

const OUTPUT_TYPES = ['local', 'tar', 'oci', 'docker', 'cacheonly']

/** What goes to a registry is published like every image: after the checks, and by us. */
function parseOutput(text: string): Parsed<string> {
  const records = parseRecords(text)
  if ('problem' in records) return records
  // As buildx reads it: fields may be quoted, and a key's case is nothing. A path alone is a local output.
  const pairs = records.value.flat().map(field => parsePair(field))
  const type = pairs.filter(pair => pair?.key.toLowerCase() === 'type').at(-1)?.value ?? 'local'
  if (type === 'image' || type === 'registry') {
    return {problem: `"${text}" would push behind our back`, hint: 'name the repository in `image`, and use `push`'}
  }
  if (OUTPUT_TYPES.includes(type)) return notAnOption(text)
  return {
    problem: `"${type}" is no type of output${didYouMean(type, OUTPUT_TYPES)}`,
    hint: `known are ${OUTPUT_TYPES.join(', ')}`,
  }
}

/** No message repeats a value. A value of several lines stands in double quotes, as a whole item. */
function readSecrets(reader: Reader): DockerfileRequest['secrets'] {
  return reader.each('secrets', reader.lines('secrets'), parseSecret)
}

function parseSecret(text: string): Parsed<{readonly id: string; readonly value: string}> {
  const pair = parsePair(text)
  if (pair && /^[A-Za-z0-9_.-]+$/.test(pair.key)) return {value: {id: pair.key, value: pair.value}}
  return {problem: `an item of ${text.length} letters has no ID and =`, hint: 'write ID=VALUE, one a line'}
}

/** Every value of a `secrets` text, also when the rest of it can't be read: these get masked. */
export function buildSecretsIn(text: string): readonly string[] {
  const parsed = parseLines(text)
  const items = 'value' in parsed ? parsed.value : text.split('\n')
  return items.map(item => parsePair(item)?.value.trim() ?? '').filter(value => value !== '')
}
