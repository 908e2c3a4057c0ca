import {createHash} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {isAbsolute, join} from 'node:path'
import type {Environment} from '../lib/exec.ts'
import {shortHash} from './keys.ts'

export interface ProfileInput {
  /** `linux/amd64/v3`: the levels stand in the names. */
  readonly platforms: readonly string[]
  readonly cgo: boolean
  /** Of `go build` and GOFLAGS, each one word: `-race`, `-tags=netgo`. */
  readonly flags: readonly string[]
  /** What `go env` says, or the environment. */
  readonly env: Environment
  /** `pgoHash` */
  readonly pgo?: string
}

/** They change a link, a stamp or what is printed, but no compiled package. */
const NO_PART = new Set([
  ...['ldflags', 'buildvcs', 'o', 'n', 'v', 'x', 'json', 'work', 'p', 'a', 'C', 'debug-actiongraph', 'debug-trace'],
  // Which modules are read is told by go.sum and by the content of the packages.
  ...['mod', 'modfile', 'modcacherw', 'overlay', 'pgo'],
])

const ENV = new Set([
  ...['GOEXPERIMENT', 'GOFIPS140', 'GO386', 'GOMIPS', 'GOMIPS64', 'GOPPC64', 'GORISCV64', 'GOWASM'],
  ...['CC', 'CXX', 'AR', 'FC', 'GCCGO', 'PKG_CONFIG'],
])
const CGO_ENV = /^CGO_/

/**
 * All that makes compiled packages useless for another build. Not the link flags nor the commit: they change with
 * every run and touch no package.
 */
export function profileHash({platforms, cgo, flags, env, pgo}: ProfileInput): string {
  const settings = Object.entries(env).filter(
    ([name, value]) => value && (ENV.has(name) || (CGO_ENV.test(name) && name !== 'CGO_ENABLED')),
  )
  return shortHash([
    [...new Set(platforms)].sort(),
    cgo,
    flags.filter(flag => !NO_PART.has(nameOf(flag))),
    settings.sort(([a], [b]) => (a < b ? -1 : 1)),
    pgo ?? '',
  ])
}

/** Go takes one dash or two. */
function nameOf(flag: string): string {
  return flag.replace(/^--?/, '').replace(/=.*$/s, '')
}

/**
 * A profile recompiles every dependency, so its content belongs to the key. Undefined without one. cmd/go looks for
 * `default.pgo` in the folder of each main package. https://go.dev/doc/pgo
 */
export async function pgoHash(input: {
  readonly mainDirs: readonly string[]
  readonly flags: readonly string[]
  readonly cwd: string
}): Promise<string | undefined> {
  const flag = input.flags.findLast(one => nameOf(one) === 'pgo')
  const value = flag?.includes('=') ? flag.slice(flag.indexOf('=') + 1) : 'auto'
  if (value === 'off') return undefined
  const files =
    value === 'auto'
      ? [...input.mainDirs].sort().map(dir => join(dir, 'default.pgo'))
      : [isAbsolute(value) ? value : join(input.cwd, value)]
  const contents = (await Promise.all(files.map(file => readFile(file).catch(() => undefined)))).filter(
    content => content !== undefined,
  )
  return contents.length === 0 ? undefined : shortHash(contents.map(sha256))
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
