import {posix} from 'node:path'
import {moduleLines} from './eject-modules.ts'
import {BUILD_CACHE, MODULE_CACHE, NETRC} from './eject-mounts.ts'
import {ROOTS_LINES} from './eject-roots.ts'
import type {EjectRequest, EjectScope} from './eject-types.ts'
import {cpuLevelLines} from './eject-variants.ts'
import {quoted, shellWord} from './quote.ts'

/** The stage that compiles, and the last one that has a shell. */
export function goStage(request: EjectRequest, name: string): readonly string[] {
  const {base, cgo} = request
  return [
    ...fromLines(request, name),
    ...(base === undefined ? ['', ...ROOTS_LINES] : []),
    '',
    'WORKDIR /src',
    ...environmentLines(request),
    ...moduleLines(request),
    'COPY . .',
    ...(cgo ? [] : ['ARG TARGETOS TARGETARCH TARGETVARIANT']),
    ...buildLines(request),
  ]
}

function fromLines({goTag, cgo}: EjectRequest, name: string): readonly string[] {
  if (cgo) {
    return [
      '# cgo needs a C compiler for the platform of the image, so this stage runs on that platform, emulated if need be.',
      `FROM golang:${goTag} AS ${name}`,
    ]
  }
  return [
    "# Go compiles for every platform on the builder's own: nothing here runs emulated.",
    `FROM --platform=$BUILDPLATFORM golang:${goTag} AS ${name}`,
  ]
}

function environmentLines({cgo, goEnv, goPrivate}: EjectRequest): readonly string[] {
  const all = {
    ...goEnv,
    ...(goPrivate.length === 0 ? {} : {GOPRIVATE: goPrivate.join(',')}),
    CGO_ENABLED: cgo ? '1' : '0',
  }
  return Object.entries(all).map(([name, value]) => `ENV ${quoted(name)}=${quoted(value)}`)
}

function buildLines(request: EjectRequest): readonly string[] {
  const {cgo, scopes, goPrivate} = request
  const fetches = scopes.some(({vendored}) => !vendored)
  const mounts = [...(fetches ? [MODULE_CACHE] : []), BUILD_CACHE, ...(fetches && goPrivate.length > 0 ? [NETRC] : [])]
  const target = cgo ? [] : ['export GOOS=$TARGETOS GOARCH=$TARGETARCH', ...cpuLevelLines(request.platforms)]
  const commands = [...target, ...scopes.flatMap(scope => buildCommands(scope, request.flags))]
  return [`RUN ${mounts.join(' ')} \\`, `    ${commands.join(' && \\\n    ')}`]
}

function buildCommands({dir, outsideWorkFile, programs}: EjectScope, flags: readonly string[]): readonly string[] {
  const go = [...(outsideWorkFile ? ['GOWORK=off'] : []), 'go', 'build', ...(dir === '.' ? [] : ['-C', dir]), ...flags]
  const line = (output: string, packages: readonly string[]) =>
    [...go, '-o', output, ...packages].map(shellWord).join(' ')
  const isNamedByGo = ({name, package: path}: EjectScope['programs'][number]) => posix.basename(path) === name
  if (programs.length > 1 && programs.every(isNamedByGo))
    return [
      line(
        '/out/',
        programs.map(({package: path}) => path),
      ),
    ]
  return programs.map(({name, package: path}) => line(`/out/${name}`, [path]))
}
