import {isDeepStrictEqual} from 'node:util'
import type {ContainerConfig} from '../../oci/index.ts'
import {healthLine} from './health-line.ts'
import {escaped, execForm, quoted} from './quote.ts'

/** What BuildKit gives an image on scratch. https://github.com/moby/buildkit/blob/v0.34.2/frontend/dockerfile/dockerfile2llb/image.go */
export const SCRATCH_CONFIG: ContainerConfig = {
  Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  WorkingDir: '/',
}

/** The instructions that make `wanted` of what the stage begins with, the one that starts the program last. */
export function configLines(wanted: ContainerConfig, inherited: ContainerConfig): readonly string[] {
  return [
    ...environmentLines(wanted.Env ?? [], inherited.Env ?? []),
    ...labelLines(wanted.Labels ?? {}, inherited.Labels ?? {}),
    ...portLines(wanted.ExposedPorts ?? {}, inherited.ExposedPorts ?? {}),
    ...changed(wanted.StopSignal, inherited.StopSignal, value => `STOPSIGNAL ${quoted(value)}`),
    ...changed(wanted.Healthcheck, inherited.Healthcheck, healthLine),
    ...folderAndUserLines(wanted, inherited),
    `ENTRYPOINT ${execForm(wanted.Entrypoint ?? [])}`, // always: it also takes away a base's CMD
    ...(wanted.Cmd?.length ? [`CMD ${execForm(wanted.Cmd)}`] : []),
  ]
}

/** The folder that WORKDIR makes belongs to root, as one does that a container runtime makes. */
function folderAndUserLines(wanted: ContainerConfig, inherited: ContainerConfig): readonly string[] {
  const folder = changed(wanted.WorkingDir ?? '/', inherited.WorkingDir ?? '/', value => `WORKDIR ${quoted(value)}`)
  const isRoot = !inherited.User || /^(0|root)(:|$)/.test(inherited.User)
  const asRoot = folder.length > 0 && !isRoot ? ['USER 0'] : []
  const before = asRoot.length > 0 ? '0' : inherited.User
  return [...asRoot, ...folder, ...changed(wanted.User, before, value => `USER ${quoted(value)}`)]
}

function environmentLines(wanted: readonly string[], inherited: readonly string[]): readonly string[] {
  const before = new Map(inherited.map(nameAndValue))
  return wanted.map(nameAndValue).flatMap(([name, value]) => {
    const old = before.get(name)
    if (old === value) return []
    // Platforms of one base may have different paths.
    const added = name === 'PATH' && old && value.startsWith(`${old}:`) ? value.slice(old.length) : undefined
    return [`ENV ${quoted(name)}=${added === undefined ? quoted(value) : `"$PATH${escaped(added)}"`}`]
  })
}

/** No instruction takes a label away; an empty one at least says nothing wrong. */
function labelLines(
  wanted: Readonly<Record<string, string>>,
  inherited: Readonly<Record<string, string>>,
): readonly string[] {
  const gone = Object.keys(inherited).filter(key => wanted[key] === undefined && inherited[key] !== '')
  const all = [...Object.entries(wanted), ...gone.map(key => [key, ''] as const)]
  return all
    .filter(([key, value]) => inherited[key] !== value)
    .map(([key, value]) => `LABEL ${quoted(key)}=${quoted(value)}`)
}

function portLines(wanted: object, inherited: object): readonly string[] {
  const ports = Object.keys(wanted).filter(port => !(port in inherited))
  return ports.length === 0 ? [] : [`EXPOSE ${ports.join(' ')}`]
}

function changed<T>(wanted: T | undefined, inherited: T | undefined, line: (value: T) => string): readonly string[] {
  return wanted === undefined || isDeepStrictEqual(wanted, inherited) ? [] : [line(wanted)]
}

function nameAndValue(line: string): [string, string] {
  const at = line.indexOf('=')
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]
}
