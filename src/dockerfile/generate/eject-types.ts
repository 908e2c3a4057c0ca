import type {ContainerConfig, Platform} from '../../oci/index.ts'

/** What a Dockerfile for people is written from. Paths without a leading slash are relative to the build context. */
export interface EjectRequest {
  /** Of the image golang: `1.26`. */
  readonly goTag: string
  readonly platforms: readonly Platform[]
  readonly cgo: boolean
  /** What the go commands see, beside what the Dockerfile says itself. */
  readonly goEnv: Readonly<Record<string, string>>
  /** Modules that are fetched with the user's .netrc, as in GOPRIVATE. */
  readonly goPrivate: readonly string[]
  /** `go build`'s, all but -o and the packages. */
  readonly flags: readonly string[]
  /** `go.mod`, `go.sum`, `go.work`, `shop/go.mod` …: all that `go mod download` reads. */
  readonly moduleFiles: readonly string[]
  readonly scopes: readonly EjectScope[]
  /** What FROM names; undefined is scratch. */
  readonly base: string | undefined
  readonly images: readonly EjectImage[]
  /** How the folder of the build context is called from where the command was run. */
  readonly context: string
}

/** A module or a workspace: go runs once in it. */
export interface EjectScope {
  readonly dir: string
  /** Its go commands must not see the work file above it. */
  readonly outsideWorkFile: boolean
  readonly vendored: boolean
  /** `package` as go takes it in `dir`; all names are different. */
  readonly programs: readonly {readonly name: string; readonly package: string}[]
}

export interface EjectImage {
  readonly name: string
  readonly programs: readonly {readonly name: string; readonly destination: string}[]
  readonly copies: readonly {readonly source: string; readonly destination: string}[]
  readonly config: ContainerConfig
}
