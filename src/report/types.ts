import type {CachesReport} from '../ci-cache/types.ts'
import type {Phase} from '../lib/phases.ts'

/** The one JSON document of a run, on standard output with --json and in the output `report`. */
export interface Report {
  readonly go: {readonly version: string; readonly source: string}
  readonly images: readonly ReportImage[]
  /** Folder of the OCI layout that holds every image of the run. */
  readonly layout: string
  /** What came from CI's caches and went there; null on the command line, where nothing does. */
  readonly caches: CachesReport | null
  readonly phases: readonly Phase[]
  readonly warnings: readonly string[]
}

/** One repository's image. */
export interface ReportImage {
  /** The repository, without tag. */
  readonly name: string
  readonly digest: string
  readonly mediaType: string
  readonly tags: readonly string[]
  /** name:tag for each tag; where no tag was set, name@digest. */
  readonly references: readonly string[]
  /** Did this run change what the tags name? Commit data alone is no change. */
  readonly changed: boolean
  readonly pushed: boolean
  /** Import paths. */
  readonly mains: readonly string[]
  readonly platforms: readonly ReportPlatform[]
}

export interface ReportPlatform {
  readonly platform: string
  readonly digest: string
  /** Bytes of the compressed layers and the config. */
  readonly size: number
  readonly layers: readonly {readonly digest: string; readonly size: number; readonly mediaType: string}[]
  readonly binaries: readonly {
    readonly main: string
    /** In the image. */
    readonly path: string
    readonly size: number
    readonly sha256: string
  }[]
}
