/** One kind of processor by its three names. */
export interface Architecture {
  /** setup-go's, and the folder in the runner's tool cache. */
  readonly name: string
  /** GOARCH. */
  readonly goArch: string
  /** In the file names of the download site. */
  readonly download: string
}

const NAMES: Readonly<Record<string, readonly [goArch: string, download?: string]>> = {
  x64: ['amd64'],
  x86: ['386'],
  arm64: ['arm64'],
  arm: ['arm', 'armv6l'],
  armv6l: ['arm', 'armv6l'],
  // Node calls both byte orders ppc64; Go of today runs on the little one: https://go.dev/wiki/PPC64
  ppc64: ['ppc64le'],
  ppc64le: ['ppc64le'],
  s390x: ['s390x'],
  riscv64: ['riscv64'],
  loong64: ['loong64'],
}
const ALIASES: Readonly<Record<string, string>> = {
  amd64: 'x64',
  x86_64: 'x64',
  386: 'x86',
  ia32: 'x86',
  aarch64: 'arm64',
}

export const ARCHITECTURES = Object.keys(NAMES)

/** By setup-go's, Node's or Go's name; undefined for others. */
export function architectureOf(given: string): Architecture | undefined {
  const lower = given.trim().toLowerCase()
  const name = ALIASES[lower] ?? lower
  const [goArch, download = goArch] = NAMES[name] ?? []
  return goArch === undefined || download === undefined ? undefined : {name, goArch, download}
}

/** GOOS of this machine. */
export function goOsOf(platform: NodeJS.Platform): string {
  return platform === 'win32' ? 'windows' : platform === 'sunos' ? 'solaris' : platform
}
