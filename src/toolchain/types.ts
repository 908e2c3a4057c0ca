import type {Problem} from '../lib/errors.ts'
import type {Architecture} from './architecture.ts'
import type {NamingFiles} from './files.ts'
import type {VersionSpec} from './range.ts'

/** What the user asked for; all optional. */
export interface GoRequest {
  /** Input `go-version`. */
  readonly version?: string
  /** Input `go-version-file`; absolute. */
  readonly versionFile?: string
  /** Of a range the newest published version, even if an older one is installed. */
  readonly checkLatest: boolean
  /** setup-go's names: x64, x86, arm64, armv6l…; default: this machine's. */
  readonly architecture?: string
  /** A mirror of the download site. */
  readonly downloadBaseUrl?: string
  /** `h1:…` of the golang.org/toolchain zip of the wanted version, as in go.sum. */
  readonly moduleSum?: string
}

export type Door = 'action' | 'cli'

export interface WantedOptions {
  readonly request: GoRequest
  readonly door: Door
  readonly files: NamingFiles
  /** GOTOOLCHAIN: in the action of the environment, on a laptop what `go env` says. */
  readonly goToolchain: string
}

/** Which Go is wanted, as it was said. */
export type Ask =
  | VersionSpec
  /** The Go on PATH, if it is new enough; else the next. */
  | {readonly kind: 'installed'; readonly atLeast?: string; readonly otherwise?: Ask}

export interface Wanted {
  readonly ask: Ask
  /** Who says so: `go-version 1.25`, `toolchain line of go.mod`. */
  readonly origin: string
  /** The input, file or variable to change, for problems. */
  readonly subject: string
  /** Take no older match because it is at hand, so that every machine builds with the same Go. */
  readonly newest: boolean
  /** The go line names the first release of its line, so that no fix of it is used. */
  readonly firstRelease?: boolean
  /** What the sources need at least, whatever was asked for. */
  readonly least?: {readonly version: string; readonly origin: string}
}

export type WantedResult =
  | {readonly wanted: Wanted; readonly warnings: readonly string[]}
  | {readonly problems: readonly Problem[]}

/** A Go that is on this machine. */
export interface InstalledGo {
  /** As Go says it, without `go`; with the suffix of a custom build. */
  readonly version: string
  /** Absolute path. */
  readonly program: string
  readonly goroot: string
  readonly source: 'PATH' | 'tool cache'
  readonly goArch: string
}

export interface GosHere {
  readonly onPath?: InstalledGo
  /** Newest first; only the wanted architecture. */
  readonly inToolCache: readonly InstalledGo[]
  /** As the environment or `go env` have them; '' where neither does. */
  readonly settings: {
    readonly goToolchain: string
    readonly goProxy: string
    readonly goFlags: string
    readonly goPrivate: string
    /** What GOPRIVATE stands for; of its own where the user set it. */
    readonly goNoProxy: string
    readonly goNoSumDb: string
  }
}

/** Which versions of Go there are, or why nobody could say. */
export type Published = {readonly versions: readonly string[]} | {readonly unreachable: string}

export type Choice =
  | {readonly kind: 'use'; readonly go: InstalledGo; readonly reason: string; readonly warnings: readonly string[]}
  | {readonly kind: 'fetch'; readonly version: string; readonly reason: string; readonly warnings: readonly string[]}
  /** Only the list of published versions can tell. */
  | {readonly kind: 'unresolved'; readonly reason: string}
  | {readonly kind: 'wrong'; readonly problems: readonly Problem[]}

/** The machine that the Go is to run on. */
export interface Machine {
  readonly os: string
  readonly architecture: Architecture
}

/** What a run compiles with. */
export interface Toolchain {
  /** As Go writes it: 1.26.1. */
  readonly version: string
  /** Absolute path of the go program. */
  readonly program: string
  readonly goroot: string
  readonly source: 'PATH' | 'tool cache' | 'module' | 'download'
  readonly reason: string
  /** What go children of the step need on top of their environment: exactly this Go, and no switching. */
  readonly env: Readonly<Record<string, string>>
}

/** The network and the unpackers; in the product these are @actions/tool-cache's. */
export interface ToolFiles {
  /** A small text. Resolves whatever the status; rejects if no whole answer came. */
  fetchText(url: string, options: FetchOptions): Promise<{readonly status: number; readonly body: string}>
  /** Rejects with an error that has a `status` where the server answered one. */
  download(url: string, to: string, options: FetchOptions): Promise<void>
  extractTar(file: string, to: string): Promise<void>
  extractZip(file: string, to: string): Promise<void>
}

export interface FetchOptions {
  readonly authorization?: string
  readonly signal?: AbortSignal
}
