import {goEnvOf} from '../../go/index.ts'
import type {Platform} from '../../oci/index.ts'
import type {GoCommand} from './go-command.ts'

type Env = Readonly<Record<string, string>>

/** Decide what comes out of a compile. Empty where the stage says nothing, so that the runner's own don't leak in. */
const RESULT = ['GOEXPERIMENT', 'GOFIPS140', 'GO111MODULE'] as const
/** Decide where modules come from: as the stage says, else as the runner does. */
const SOURCES = ['GOPROXY', 'GOPRIVATE', 'GONOPROXY', 'GONOSUMDB', 'GOSUMDB', 'GOINSECURE', 'GOVCS', 'GOWORK'] as const
/** The level of a processor: what the stage says, else what Go takes by itself. https://go.dev/wiki/MinimumRequirements#architectures */
const LEVELS: Readonly<Record<string, readonly [name: string, standard: string]>> = {
  '386': ['GO386', 'sse2'],
  amd64: ['GOAMD64', 'v1'],
  arm: ['GOARM', '7'],
  arm64: ['GOARM64', 'v8.0'],
  mips: ['GOMIPS', 'hardfloat'],
  mipsle: ['GOMIPS', 'hardfloat'],
  mips64: ['GOMIPS64', 'hardfloat'],
  mips64le: ['GOMIPS64', 'hardfloat'],
  ppc64: ['GOPPC64', 'power8'],
  ppc64le: ['GOPPC64', 'power8'],
  riscv64: ['GORISCV64', 'rva20u64'],
}

export interface EnvironmentInput {
  readonly go: Pick<GoCommand, 'program'>
  /** Of the command in the stage. */
  readonly env: Env
  /** The image's. */
  readonly platform: Platform
  /** Of the stage: what go compiles for by itself. */
  readonly ownPlatform: Platform
}

/** Go's environment on the runner that compiles what the stage's would. */
export function goEnvironmentOf(input: EnvironmentInput): Env {
  const target = targetOf(input)
  return {
    ...Object.fromEntries(RESULT.map(name => [name, input.env[name] ?? ''])),
    ...Object.fromEntries(SOURCES.flatMap(name => (input.env[name] ? [[name, input.env[name]]] : []))),
    ...target,
    CGO_ENABLED: input.env.CGO_ENABLED ?? '',
    // The stage's are among the flags of the command.
    GOFLAGS: '',
  }
}

/** GOOS, GOARCH and the level. */
export function targetOf({go, env, platform, ownPlatform}: EnvironmentInput): Env & {GOOS: string; GOARCH: string} {
  // xx-go sets all of them for the target, whatever the stage has.
  if (go.program === 'xx-go') return {GOOS: '', GOARCH: '', ...goEnvOf(platform)}
  const GOOS = env.GOOS || ownPlatform.os
  const GOARCH = env.GOARCH || ownPlatform.architecture
  const [name, standard] = LEVELS[GOARCH] ?? []
  if (name === undefined || standard === undefined) return {GOOS, GOARCH}
  return {GOOS, GOARCH, [name]: env[name] || ownArm(GOOS, GOARCH, ownPlatform) || standard}
}

/** An image's Go for arm takes the level of its image; everywhere else Go takes the lowest one, and 7 across. */
function ownArm(os: string, architecture: string, own: Platform): string | undefined {
  const native = os === own.os && architecture === own.architecture && architecture === 'arm'
  return native ? goEnvOf(own).GOARM : undefined
}
