// Versions as Go writes them, which is not semver: 1.26.1, 1.27rc1, and 1.22 for the language. The order is cmd/go's:
// 1.21 < 1.21rc1 < 1.21.0. https://go.dev/doc/toolchain#version

interface Parts {
  readonly major: number
  readonly minor: number
  /** undefined: a language version or a pre-release. */
  readonly patch: number | undefined
  /** rc, beta, alpha, or nothing. */
  readonly kind: string
  readonly pre: number
  /** Of somebody's own build: `-acme`, ` X:boringcrypto`. */
  readonly suffix: string
}

const NUMBER = '(0|[1-9][0-9]*)'
const SHAPE = new RegExp(
  `^(?:go)?${NUMBER}(?:\\.${NUMBER}(?:\\.${NUMBER}|(alpha|beta|rc)${NUMBER})?)?([- \\t][^/\\\\]*)?$`,
)
/** Since Go 1.21 the language `1.21` and the release `1.21.0` are two things; before, `1.20` was the release. */
const FIRST_WITH_ZERO = 21

/** The version in Go's spelling without `go` in front, a suffix kept; undefined where Go would not accept it. */
export function readVersion(text: string): string | undefined {
  const trimmed = text.trim()
  return partsOf(trimmed) ? trimmed.replace(/^go/, '') : undefined
}

/** As cmd/go compares: suffixes don't count. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [mustParts(a), mustParts(b)]
  return (
    x.major - y.major ||
    x.minor - y.minor ||
    (x.patch ?? -1) - (y.patch ?? -1) ||
    (x.kind < y.kind ? -1 : x.kind > y.kind ? 1 : 0) ||
    x.pre - y.pre
  )
}

export function isAtLeast(version: string, least: string): boolean {
  return compareVersions(version, least) >= 0
}

export function newestOf(versions: readonly string[]): string | undefined {
  return versions.reduce<string | undefined>(
    (best, version) => (best === undefined || compareVersions(version, best) > 0 ? version : best),
    undefined,
  )
}

/** `1.22`: no release has that name, the first one is 1.22.0. */
export function isLanguage(version: string): boolean {
  const {patch, kind} = mustParts(version)
  return patch === undefined && kind === ''
}

export function isPreRelease(version: string): boolean {
  return mustParts(version).kind !== ''
}

/** `1.24.0`, the first release of a line, whose later patches mend its faults. */
export function isFirstRelease(version: string): boolean {
  const {patch, minor} = mustParts(version)
  return patch === 0 && minor >= FIRST_WITH_ZERO
}

export function languageOf(version: string): string {
  const {major, minor} = mustParts(version)
  return `${major}.${minor}`
}

export function suffixOf(version: string): string {
  return mustParts(version).suffix
}

/** How semver, setup-go and the runner's tool cache spell it: 1.20rc2 is 1.20.0-rc.2. */
export function toSemver(version: string): string {
  const {major, minor, patch = 0, kind, pre} = mustParts(version)
  return `${major}.${minor}.${patch}${kind ? `-${kind}.${pre}` : ''}`
}

/** A whole semver version in Go's spelling; undefined for what is none, such as 1.25 or ^1.25. */
export function fromSemver(text: string): string | undefined {
  const [, line = '', minor = '', patch = '', kind = '', pre = ''] =
    /^v?([0-9]+\.([0-9]+))\.([0-9]+)(?:-(alpha|beta|rc)\.?([0-9]+))?$/.exec(text) ?? []
  if (line === '') return undefined
  if (kind) return patch === '0' ? readVersion(`${line}${kind}${pre}`) : undefined
  // Before 1.21 nobody wrote the zero: the release is called go1.20.
  return readVersion(patch === '0' && Number(minor) < FIRST_WITH_ZERO ? line : `${line}.${patch}`)
}

function mustParts(version: string): Parts {
  const parts = partsOf(version)
  if (!parts) throw new TypeError(`${version} is no Go version`)
  return parts
}

function partsOf(text: string): Parts | undefined {
  const match = SHAPE.exec(text)
  if (!match) return undefined
  const [, major, minor, patch, kind = '', pre, suffix = ''] = match
  const zero = kind === '' && (minor === undefined || Number(minor) < FIRST_WITH_ZERO) ? 0 : undefined
  return {
    major: Number(major),
    minor: Number(minor ?? 0),
    patch: patch === undefined ? zero : Number(patch),
    kind,
    pre: Number(pre ?? 0),
    suffix,
  }
}
