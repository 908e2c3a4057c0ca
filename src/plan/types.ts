import type {Platform} from '../oci/index.ts'

/** What a run will do, as data, each choice with its reason. This is what `plan --json` prints (platforms as text there). */
export interface Plan {
  readonly go: {readonly version: string; readonly source: string; readonly reason: string} | null
  readonly mains: readonly PlannedMain[]
  readonly platforms: readonly Platform[]
  readonly images: readonly PlannedImage[]
  readonly engine: {readonly name: 'embedded' | 'buildkit'; readonly reason: string}
  readonly dockerfile: {
    readonly path: string
    readonly mode: string
    readonly rule: string
    readonly reason: string
  } | null
  /** The base image's reference, or `scratch`. */
  readonly base: string
  readonly push: {readonly allowed: boolean; readonly reason: string}
  /** Keys and policy of Go's caches; null on the command line, where they stay as they are. */
  readonly cache: PlannedCaches | null
  readonly unresolved: readonly {readonly what: string; readonly why: string}[]
  readonly warnings: readonly string[]
}

export interface PlannedCaches {
  readonly modules: PlannedCache
  /** In the place of the modules, where a Dockerfile's stage is replaced. */
  readonly sources?: PlannedCache
  readonly build: PlannedCache
  /** Linked programs and their layers. */
  readonly outputs: PlannedCache
  /** Modules and build cache in one: is anything restored, may anything be saved, and why. */
  readonly policy: {readonly restore: boolean; readonly save: boolean; readonly reason: string}
}

/** `key` and `restoreKeys` as the cache service knows them. */
export interface PlannedCache {
  readonly key: string
  readonly restoreKeys: readonly string[]
  readonly restore: boolean
  /** May it be saved, if what the run made is worth it? */
  readonly save: boolean
  readonly reason: string
}

export interface PlannedMain {
  readonly importPath: string
  readonly dir: string
  readonly name: string
  readonly reason: string
}

/** One repository's image. Images of the same mains have the same content and are assembled once. */
export interface PlannedImage {
  readonly name: string
  /** Import paths. */
  readonly mains: readonly string[]
  readonly tags: readonly {readonly name: string; readonly set: boolean; readonly reason: string}[]
}
