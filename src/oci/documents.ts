import {UserError} from '../lib/errors.ts'
import {arrayAt, isRecord, numberAt, recordAt, stringAt} from '../lib/json.ts'
import {isDigest} from './digest.ts'
import type {Platform} from './platform.ts'
import type {ContainerConfig, Descriptor, Healthcheck, HistoryEntry, ImageConfig, Index, Manifest} from './types.ts'

// Readers of other people's documents: what is null or of a wrong type there is absent here.

const NOT_AN_IMAGE = 'is it an image at all? One that is damaged must be built or pushed again'

/** `name` is whose document it is, for the error. */
export function parseIndex(bytes: Buffer, mediaType: string, name: string): Index {
  const value = parseJson(bytes, name)
  const manifests = arrayAt(value, 'manifests')
  if (!manifests) throw new UserError(`${name} is no image index: it lists no manifests`, {hint: NOT_AN_IMAGE})
  const annotations = stringMap(recordAt(value, 'annotations'))
  return {
    schemaVersion: 2,
    mediaType,
    manifests: manifests.map(entry => parseDescriptor(entry, name)),
    ...(annotations && {annotations}),
  }
}

export function parseManifest(bytes: Buffer, mediaType: string, name: string): Manifest {
  const value = parseJson(bytes, name)
  const layers = listAt(value, 'layers')
  if (!layers || !recordAt(value, 'config')) {
    throw new UserError(`${name} is no image: its manifest names no config or no layers`, {hint: NOT_AN_IMAGE})
  }
  const annotations = stringMap(recordAt(value, 'annotations'))
  return {
    schemaVersion: 2,
    mediaType,
    config: parseDescriptor(recordAt(value, 'config'), name),
    layers: layers.map(layer => parseDescriptor(layer, name)),
    ...(annotations && {annotations}),
  }
}

export function parseImageConfig(bytes: Buffer, name: string): ImageConfig {
  const value = parseJson(bytes, name)
  const os = stringAt(value, 'os')
  const architecture = stringAt(value, 'architecture')
  const diffIds = strings(listAt(recordAt(value, 'rootfs'), 'diff_ids'))
  if (!os || !architecture || !diffIds?.every(isDigest)) {
    throw new UserError(`${name} is no container image: its config lacks os, architecture or rootfs.diff_ids`, {
      hint: NOT_AN_IMAGE,
    })
  }
  return present({
    created: stringAt(value, 'created'),
    os,
    architecture,
    variant: stringAt(value, 'variant') || undefined,
    config: parseContainerConfig(recordAt(value, 'config') ?? {}),
    rootfs: {type: 'layers' as const, diff_ids: diffIds},
    history: arrayAt(value, 'history')?.map(parseHistory),
  })
}

function parseContainerConfig(value: unknown): ContainerConfig {
  const list = (key: string) => strings(arrayAt(value, key))
  return present({
    User: stringAt(value, 'User') || undefined,
    ExposedPorts: emptyRecords(recordAt(value, 'ExposedPorts')),
    Env: list('Env'),
    Entrypoint: list('Entrypoint'),
    Cmd: list('Cmd'),
    Volumes: emptyRecords(recordAt(value, 'Volumes')),
    WorkingDir: stringAt(value, 'WorkingDir') || undefined,
    Labels: stringMap(recordAt(value, 'Labels')),
    StopSignal: stringAt(value, 'StopSignal') || undefined,
    Healthcheck: parseHealthcheck(recordAt(value, 'Healthcheck')),
    OnBuild: list('OnBuild'),
  })
}

function parseHealthcheck(value: unknown): Healthcheck | undefined {
  if (!isRecord(value)) return undefined
  return present({
    Test: strings(arrayAt(value, 'Test')),
    Interval: numberAt(value, 'Interval'),
    Timeout: numberAt(value, 'Timeout'),
    StartPeriod: numberAt(value, 'StartPeriod'),
    StartInterval: numberAt(value, 'StartInterval'),
    Retries: numberAt(value, 'Retries'),
  })
}

function parseHistory(value: unknown): HistoryEntry {
  return present({
    created: stringAt(value, 'created'),
    created_by: stringAt(value, 'created_by'),
    comment: stringAt(value, 'comment'),
    empty_layer: isRecord(value) && value.empty_layer === true ? true : undefined,
  })
}

function parseDescriptor(value: unknown, name: string): Descriptor {
  const mediaType = stringAt(value, 'mediaType')
  const digest = stringAt(value, 'digest')
  const size = numberAt(value, 'size')
  if (mediaType === undefined || digest === undefined || !isDigest(digest) || size === undefined) {
    throw new UserError(`${name} names something without media type, sha256 digest and size`, {hint: NOT_AN_IMAGE})
  }
  return present({
    mediaType,
    digest,
    size,
    platform: parsePlatformRecord(recordAt(value, 'platform')),
    annotations: stringMap(recordAt(value, 'annotations')),
    artifactType: stringAt(value, 'artifactType'),
  })
}

function parsePlatformRecord(value: unknown): Platform | undefined {
  const os = stringAt(value, 'os')
  const architecture = stringAt(value, 'architecture')
  if (!os || !architecture) return undefined
  return present({os, architecture, variant: stringAt(value, 'variant') || undefined})
}

function parseJson(bytes: Buffer, name: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw new UserError(`${name} holds a document that is no JSON`, {cause, hint: NOT_AN_IMAGE})
  }
}

/** BuildKit writes the empty list of an image without layers as null. */
function listAt(value: unknown, key: string): readonly unknown[] | undefined {
  return isRecord(value) && value[key] === null ? [] : arrayAt(value, key)
}

function strings(list: readonly unknown[] | undefined): readonly string[] | undefined {
  return list?.filter(entry => typeof entry === 'string')
}

function stringMap(record: Readonly<Record<string, unknown>> | undefined): Record<string, string> | undefined {
  if (!record) return undefined
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  )
}

function emptyRecords(record: object | undefined): Record<string, Record<string, never>> | undefined {
  return record && Object.fromEntries(Object.keys(record).map(key => [key, {}]))
}

type Present<T> = {[K in keyof T as undefined extends T[K] ? never : K]: T[K]} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Leaves out the members that are undefined. */
function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Present<T>
}
