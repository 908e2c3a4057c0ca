import {executableName} from '../../go/index.ts'
import type {Platform} from '../../oci/index.ts'
import type {MainFact} from './types.ts'

/** Other words for Go's architectures, as release tools write them. */
const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  '386': ['386', 'i386', 'x86'],
  amd64: ['amd64', 'x86_64', 'x64'],
  arm: ['arm', 'armv5', 'armv6', 'armv7', 'armhf', 'armel'],
  arm64: ['arm64', 'aarch64', 'armv8'],
  loong64: ['loong64'],
  mips64le: ['mips64le'],
  ppc64le: ['ppc64le'],
  riscv64: ['riscv64'],
  s390x: ['s390x'],
}

/** The main packages that a built file's name points to: `jaeger-linux-amd64` is jaeger. */
export function mainsNamed(file: string, platform: Platform, mains: readonly MainFact[]): readonly MainFact[] {
  const named = (name: string) => mains.filter(main => executableName(main.importPath) === name)
  const exact = named(file)
  return exact.length > 0 ? exact : named(withoutPlatform(file, platform))
}

/** A folder of that name goes before the root of a module, whose name is only the module's. */
export function preferFolder(file: string, platform: Platform, mains: readonly MainFact[]): readonly MainFact[] {
  const names = [file, withoutPlatform(file, platform)]
  const own = mains.filter(({folder}) => names.includes(folder.split('/').at(-1) ?? ''))
  return own.length === 1 ? own : mains
}

/** `app_linux_arm_v7`, `app-linux-amd64-prod`: what stands behind the name is the platform and a word about the kind. */
function withoutPlatform(file: string, {os, architecture, variant}: Platform): string {
  const spoken = SPOKEN[architecture] ?? [architecture]
  const pieces = [
    os,
    variant ?? '',
    variant?.slice(1) ?? '',
    'prod',
    'static',
    ...spoken,
    ...spoken.map(name => name + (variant ?? '')),
  ]
  const known = new Set(pieces.filter(piece => piece !== ''))
  let name = file
  for (let cut = lastPiece(name); cut && (cut.piece === '' || known.has(cut.piece)); cut = lastPiece(name))
    name = cut.rest
  return name
}

/** x86_64 has the sign in it that also separates. */
function lastPiece(name: string): {rest: string; piece: string} | undefined {
  const [, rest, piece] = /^(.+)[-_.](x86_64|[^-_.]*)$/.exec(name.replace(/^(.+[-_.])x86_64$/, '$1x64')) ?? []
  return rest === undefined || piece === undefined ? undefined : {rest, piece}
}

/** An architecture that a path names although the image is for another one. */
export function otherArchitecture(path: string, {architecture}: Platform): string | undefined {
  const own = new Set(SPOKEN[architecture] ?? [architecture])
  const pieces = path.replaceAll('x86_64', 'x64').split(/[/\-_.]/)
  const named = Object.values(SPOKEN).flat()
  if (pieces.some(piece => own.has(piece))) return undefined
  return pieces.find(piece => named.includes(piece))
}
