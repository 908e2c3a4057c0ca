import type {CacheMode} from '../ci-cache/types.ts'
import type {Healthcheck, Platform} from '../oci/index.ts'
import type {GoRequest} from '../toolchain/types.ts'
import type {InputName} from './table.ts'

export type EngineName = 'auto' | 'embedded' | 'buildkit'
export type ManifestShape = 'auto' | 'single' | 'index'

export interface RegistryLogin {
  readonly registry: string
  readonly username: string
  readonly password: string
}

export interface FileToAdd {
  /** Absolute path of a file or folder. */
  readonly source: string
  /** Absolute path in the image; ends with `/` when it names the folder to put the source into. */
  readonly destination: string
}

/** What the user asked for, validated: one immutable value whichever door it came through. Absent means "choose for me". */
export interface Request {
  /** Absolute; the action's `working-directory`, the CLI's DIR. */
  readonly dir: string
  /** Repositories, possibly with `{name}`. */
  readonly images: readonly string[]
  /** Import paths, folders or patterns such as `./cmd/...`. */
  readonly mains: readonly string[]
  readonly platforms: readonly Platform[]
  /** Bare tags and full references. */
  readonly tags: readonly string[]
  readonly push: 'auto' | boolean
  /** Folder for the OCI layout; absolute. */
  readonly output?: string
  readonly load: boolean
  readonly engine: EngineName
  /** A reference, or `oci-layout://PATH[:TAG]` with an absolute path; `scratch` and absent mean none. */
  readonly base?: string
  readonly manifest: ManifestShape
  readonly go: GoRequest
  readonly goPrivate: PrivateModules
  readonly cache: CacheRequest
  readonly compile: CompileRequest
  readonly container: ContainerRequest
  readonly registry: RegistryRequest
  readonly dockerfile: DockerfileRequest
  /** The inputs that were given, whatever they say. */
  readonly given: readonly InputName[]
  readonly builder: BuilderRequest
}

/** Modules that only their own host knows. */
export interface PrivateModules {
  /** As in GOPRIVATE: `github.com/acme/*`. */
  readonly patterns: readonly string[]
  readonly token?: string
}

export interface CacheRequest {
  readonly mode: CacheMode
  readonly suffix?: string
}

export interface CompileRequest {
  readonly buildTags: readonly string[]
  readonly ldflags?: string
  readonly gcflags?: string
  /** Further arguments of `go build`, one each. */
  readonly buildFlags: readonly string[]
  readonly buildvcs: 'auto' | boolean
  readonly goEnv: Readonly<Record<string, string>>
  readonly cgo: boolean
}

/** What stands in the image besides the binary. */
export interface ContainerRequest {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly user?: string
  readonly entrypoint?: readonly string[]
  readonly cmd?: readonly string[]
  /** `8080/tcp`, always with the protocol. */
  readonly ports: readonly string[]
  readonly healthcheck?: Healthcheck
  readonly stopSignal?: string
  readonly workdir?: string
  /** Absolute path in the image with `{name}` for the program's name. */
  readonly binaryPath: string
  readonly files: readonly FileToAdd[]
}

export interface RegistryRequest {
  readonly logins: readonly RegistryLogin[]
  readonly username?: string
  readonly password?: string
  readonly insecure: readonly string[]
  readonly githubToken?: string
}

/** What BuildKit is asked: to build, or about the Dockerfile. */
export type CallName = 'build' | 'check' | 'outline' | 'targets'

export type DockerfileMode = 'replace' | 'prebuilt' | 'inside'

/** How a Dockerfile is built. Lists hold the items as BuildKit takes them; what they mean is its business. */
export interface DockerfileRequest {
  /** Absolute. */
  readonly file?: string
  /** Absolute folder. */
  readonly context?: string
  /** Absolute folder where paths in secrets, SSH keys, further contexts, caches and outputs begin. */
  readonly cwd: string
  readonly mode: 'auto' | DockerfileMode
  /** Words; `{output}` in them stands for the file to write. */
  readonly buildCommand?: readonly string[]
  readonly verifyReplacement: boolean
  readonly advice: boolean
  readonly call: CallName
  readonly target?: string
  /** `NAME=value`, or a name whose value is the environment's. */
  readonly buildArgs: readonly string[]
  readonly buildContexts: readonly string[]
  readonly secrets: readonly {readonly id: string; readonly value: string}[]
  /** `ID=VARIABLE` */
  readonly secretEnvs: readonly string[]
  /** `ID=PATH` */
  readonly secretFiles: readonly string[]
  readonly ssh: readonly string[]
  readonly cacheFrom: readonly string[]
  readonly cacheTo: readonly string[]
  readonly noCache: boolean
  readonly noCacheFilters: readonly string[]
  readonly pull: boolean
  readonly network?: string
  readonly addHosts: readonly string[]
  readonly shmSize?: string
  readonly ulimit: readonly string[]
  readonly cgroupParent?: string
  readonly allow: readonly string[]
  readonly provenance?: string
  readonly sbom?: string
  readonly attests: readonly string[]
  readonly outputs: readonly string[]
}

/** Which builder, or how to make one. */
export interface BuilderRequest {
  readonly name?: string
  readonly driver?: 'docker-container' | 'remote' | 'kubernetes'
  readonly driverOpts: readonly string[]
  readonly buildkitdFlags?: string
  /** Absolute. */
  readonly buildkitdConfig?: string
  readonly buildkitdConfigInline?: string
  readonly image?: string
  readonly endpoint?: string
  readonly platforms: readonly string[]
  /** YAML, as setup-buildx takes it. */
  readonly append?: string
}
