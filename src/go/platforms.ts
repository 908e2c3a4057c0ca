import type {Problem} from '../lib/errors.ts'
import {formatPlatform, type Platform} from '../oci/index.ts'
import type {RunGo} from './tool.ts'

/** The environment that makes go compile for a platform: all that the platform's name says, and nothing else. */
export function goEnvOf({os, architecture, variant}: Platform): Readonly<Record<string, string>> {
  const base = {GOOS: os, GOARCH: architecture}
  // The level is stated for the plain platform too: a machine's GOAMD64=v3 would give an image for linux/amd64 that
  // stops with "illegal instruction" on half of the machines that pull it.
  if (architecture === 'amd64') return {...base, GOAMD64: variant ?? 'v1'}
  if (architecture === 'arm') return {...base, GOARM: (variant ?? 'v7').slice(1)}
  if (architecture === 'arm64') return {...base, GOARM64: arm64Level(variant ?? 'v8')}
  return base
}

/** Go names the minor version always (v9.0), images leave a zero out (v9). */
function arm64Level(variant: string): string {
  return variant.includes('.') ? variant : `${variant}.0`
}

/** What every Go since 1.21 compiles for Linux; a newer Go's additions are asked for by name. */
const KNOWN_ARCHITECTURES = new Set([
  ...['386', 'amd64', 'arm', 'arm64', 'loong64', 'mips', 'mips64', 'mips64le', 'mipsle'],
  ...['ppc64', 'ppc64le', 'riscv64', 's390x'],
])

/** Levels that Go knows. https://go.dev/wiki/MinimumRequirements#architectures */
const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  amd64: ['v1', 'v2', 'v3', 'v4'],
  arm: ['v5', 'v6', 'v7'],
  arm64: [
    ...['v8', 'v8.0', 'v8.1', 'v8.2', 'v8.3', 'v8.4', 'v8.5', 'v8.6', 'v8.7', 'v8.8', 'v8.9'],
    ...['v9', 'v9.0', 'v9.1', 'v9.2', 'v9.3', 'v9.4', 'v9.5'],
  ],
}
/** GOARM64 came with Go 1.23; an older Go ignores it in silence. */
const GOARM64_SINCE_MINOR = 23

export interface PlatformCheck {
  readonly go: RunGo
  readonly dir: string
  /** Minor version of the Go at hand. */
  readonly minor: number
  readonly platforms: readonly Platform[]
}

/** What can't be compiled for, one problem each. Starts a process only for an architecture that isn't long known. */
export async function platformProblems({go, dir, minor, platforms}: PlatformCheck): Promise<readonly Problem[]> {
  const strange = platforms.some(({os, architecture}) => os === 'linux' && !KNOWN_ARCHITECTURES.has(architecture))
  const architectures = strange ? await listedArchitectures(go, dir) : KNOWN_ARCHITECTURES
  return platforms.flatMap(platform => problemOf(platform, architectures, minor) ?? [])
}

async function listedArchitectures(go: RunGo, dir: string): Promise<ReadonlySet<string>> {
  const {stdout, exitCode} = await go(['tool', 'dist', 'list'], {cwd: dir})
  if (exitCode !== 0) return KNOWN_ARCHITECTURES
  const linux = stdout.split('\n').filter(line => line.startsWith('linux/'))
  return new Set(linux.map(line => line.trim().slice('linux/'.length)))
}

function problemOf(platform: Platform, architectures: ReadonlySet<string>, minor: number): Problem | undefined {
  const subject = 'platforms'
  const {os, architecture, variant} = platform
  const name = formatPlatform(platform)
  if (os !== 'linux') {
    return {
      subject,
      message: `${name}: only Linux images are made, not ${os}`,
      hint: architectures.has(architecture) ? `use linux/${architecture}` : 'use for example linux/amd64',
    }
  }
  if (!architectures.has(architecture)) {
    const message = `${name}: this Go does not compile for ${architecture}`
    return {subject, message, hint: `it compiles for ${listNear(architecture, architectures)}`}
  }
  const variants = VARIANTS[architecture] ?? []
  if (variant !== undefined && !variants.includes(variant)) {
    const message = `${name}: Go knows no ${variant} of ${architecture}`
    const known = variants.filter(level => !level.endsWith('.0')).map(level => `linux/${architecture}/${level}`)
    return {subject, message, hint: variants.length === 0 ? `use linux/${architecture}` : `use ${known.join(', ')}`}
  }
  if (architecture === 'arm64' && variant !== undefined && minor < GOARM64_SINCE_MINOR) {
    return {subject, message: `${name}: needs Go 1.${GOARM64_SINCE_MINOR} or later`, hint: 'use linux/arm64'}
  }
  return undefined
}

/** Those that look like it, else all. */
function listNear(wanted: string, architectures: ReadonlySet<string>): string {
  const all = [...architectures].sort()
  const near = all.filter(name => name.startsWith(wanted.slice(0, 3)) || wanted.startsWith(name))
  return (near.length > 0 ? near : all).map(name => `linux/${name}`).join(', ')
}
