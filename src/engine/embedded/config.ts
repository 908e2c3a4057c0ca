import {
  type ContainerConfig,
  type Digest,
  type HistoryEntry,
  type ImageConfig,
  LAYOUT_SCHEME,
  type Platform,
} from '../../oci/index.ts'
import type {ContainerRequest} from '../../request/types.ts'

/** One of our layers: what its history entry says. */
export interface NewLayer {
  readonly diffId: Digest
  readonly createdBy: string
}

export interface ConfigRequest {
  readonly platform: Platform
  readonly container: ContainerRequest
  readonly labels: Readonly<Record<string, string>>
  readonly created: Date
  /** Paths of the programs in the image: one, or `container` says the entrypoint. */
  readonly binaryPaths: readonly string[]
  /** Is there a /var/run/ko? ko's programs find it by KO_DATA_PATH. */
  readonly kodata: boolean
  readonly base: {readonly name: string; readonly digest: string; readonly config: ImageConfig} | undefined
  readonly layers: readonly NewLayer[]
}

export const KODATA_PATH = '/var/run/ko'
const NONROOT = '65532'
/** What Docker and containerd use where an image says nothing. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
/** These say what an image is; a base's would be wrong about ours. */
const IDENTITY_LABEL = 'org.opencontainers.image.'

/** The config by the written rules of docs/decisions/base-inheritance.md. Same request, same keys in the same order. */
export function imageConfig(request: ConfigRequest): ImageConfig {
  const {platform, base, created, layers} = request
  return {
    created: rfc3339(created),
    architecture: platform.architecture,
    os: platform.os,
    ...(platform.variant === undefined ? {} : {variant: platform.variant}),
    config: containerConfig(request),
    rootfs: {
      type: 'layers',
      diff_ids: [...(base?.config.rootfs.diff_ids ?? []), ...layers.map(layer => layer.diffId)],
    },
    history: [
      ...baseHistory(base?.config),
      ...layers.map(({createdBy}) => ({created: rfc3339(created), created_by: createdBy})),
    ],
  }
}

/** What of the base can't be kept, for the user to know. */
export function configWarnings({base}: Pick<ConfigRequest, 'base'>): readonly string[] {
  const triggers = base?.config.config?.OnBuild ?? []
  if (!base || triggers.length === 0) return []
  return [`the base ${base.name} has ONBUILD instructions, which are left out: ${triggers.join('; ')}`]
}

/** What a container of the image gets: also what a Dockerfile must say to make the same. */
export function containerConfig({
  container,
  base,
  labels,
  binaryPaths,
  kodata,
}: Omit<ConfigRequest, 'platform' | 'created' | 'layers'>): ContainerConfig {
  const inherited = base?.config.config ?? {}
  const ports = {...inherited.ExposedPorts, ...Object.fromEntries(container.ports.map(port => [port, {}]))}
  return withoutEmpty({
    User: container.user ?? inherited.User ?? NONROOT,
    ExposedPorts: sorted(ports),
    Env: environment(inherited.Env ?? [], container.env, binaryPaths, kodata),
    Entrypoint: container.entrypoint ?? binaryPaths.slice(0, 1),
    Cmd: container.cmd, // a base's Cmd would be arguments for a program that is not its own
    Volumes: sorted(inherited.Volumes ?? {}),
    WorkingDir: container.workdir ?? inherited.WorkingDir,
    Labels: sorted({...inheritedLabels(inherited), ...baseLabels(base), ...labels}),
    StopSignal: container.stopSignal ?? inherited.StopSignal,
    Healthcheck: container.healthcheck ?? inherited.Healthcheck,
  })
}

/** The base's variables in their order, ours in place of those of the same name, then the new ones. */
function environment(
  base: readonly string[],
  own: Readonly<Record<string, string>>,
  binaryPaths: readonly string[],
  kodata: boolean,
): readonly string[] {
  const values = new Map(base.map(line => splitOnce(line, '=')))
  values.set('PATH', pathWith(values.get('PATH') || DEFAULT_PATH, binaryPaths))
  if (kodata) values.set('KO_DATA_PATH', KODATA_PATH)
  for (const [name, value] of Object.entries(own)) values.set(name, value)
  return [...values].map(([name, value]) => `${name}=${value}`)
}

/** The programs' folders come last: `docker exec IMAGE name` works, and nothing of the base is hidden. */
function pathWith(path: string, binaryPaths: readonly string[]): string {
  const folders = binaryPaths.map(binary => binary.slice(0, Math.max(binary.lastIndexOf('/'), 1)))
  return [...new Set([...path.split(':'), ...folders])].join(':')
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function inheritedLabels({Labels = {}}: ContainerConfig): Record<string, string> {
  return Object.fromEntries(Object.entries(Labels).filter(([name]) => !name.startsWith(IDENTITY_LABEL)))
}

function baseLabels(base: ConfigRequest['base']): Record<string, string> {
  if (!base) return {}
  const digest = {[`${IDENTITY_LABEL}base.digest`]: base.digest}
  // A layout's path is of this machine: it would give the same image another digest elsewhere.
  return base.name.startsWith(LAYOUT_SCHEME) ? digest : {[`${IDENTITY_LABEL}base.name`]: base.name, ...digest}
}

/** Exactly one non-empty entry per layer: tools that pair them with layers go wrong otherwise. */
function baseHistory(config: ImageConfig | undefined): readonly HistoryEntry[] {
  const layers = config?.rootfs.diff_ids.length ?? 0
  const known = config?.history ?? []
  const filled = known.filter(entry => !entry.empty_layer).length
  const kept = filled > layers ? [] : known
  const missing = layers - (filled > layers ? 0 : filled)
  return [...kept, ...Array.from({length: missing}, () => ({created_by: 'layer of the base image'}))]
}

/** Without fractions: some readers of RFC 3339 know no milliseconds. */
function rfc3339(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}

function sorted<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}

type Optional<T> = {[K in keyof T]?: T[K] | undefined}

function withoutEmpty(config: Optional<ContainerConfig>): ContainerConfig {
  const filled = Object.entries(config).filter(([, value]) => {
    if (value === undefined || value === '') return false
    return typeof value !== 'object' || Object.keys(value).length > 0
  })
  return Object.fromEntries(filled)
}
