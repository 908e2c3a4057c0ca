import type {CacheMode} from '../ci-cache/types.ts'
import type {Healthcheck, Platform} from '../oci/index.ts'
import type {GoRequest} from '../toolchain/types.ts'

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
