/** GitHub's cache service as this room needs it. Its trouble comes back as a value: a cache never fails a build. */
export interface CacheService {
  restore(request: RestoreRequest): Promise<RestoreOutcome>
  /** Is there an entry of exactly this key? Asked before an archive is made: a refused one costs all its time. */
  has(request: EntryRequest): Promise<HasOutcome>
  save(request: EntryRequest): Promise<SaveOutcome>
}

export interface EntryRequest {
  /** Absolute. An entry is found again only under the same last element, wherever that folder lies. */
  readonly folder: string
  readonly key: string
  readonly signal?: AbortSignal
}

export interface RestoreRequest extends EntryRequest {
  /** Beginnings of other keys, best first; of several entries the newest is taken. */
  readonly restoreKeys: readonly string[]
}

/** Refused, slow, broken or down: one sentence. */
export interface Trouble {
  readonly kind: 'trouble'
  readonly message: string
}

export type RestoreOutcome =
  | {readonly kind: 'restored'; readonly matchedKey: string; readonly bytes: number}
  | {readonly kind: 'missing'}
  /** `unanswered`: the service itself is in trouble, not the one archive. */
  | (Trouble & {readonly unanswered?: true})

export type HasOutcome = {readonly kind: 'found' | 'missing'} | Trouble

export type SaveOutcome =
  | {readonly kind: 'saved'; readonly bytes: number}
  /** Another job had the key first: as good as saved. */
  | {readonly kind: 'exists'}
  /** The token may not write here. */
  | {readonly kind: 'denied'}
  | Trouble

export interface CacheKeys {
  /** What would be saved; found again exactly or not at all. */
  readonly key: string
  readonly restoreKeys: readonly string[]
}

/** What the input `cache` says. */
export type CacheMode = 'auto' | 'true' | 'false' | 'read'

/** `worth-it`: if the run made enough that is new. `nothing-restored`: only where there was no entry to start from. */
export type SaveRule = 'never' | 'nothing-restored' | 'worth-it'

export interface CacheDecision {
  readonly restore: boolean
  readonly save: SaveRule
  /** One line for the log and the plan. */
  readonly reason: string
}

export interface CachePolicy {
  readonly modules: CacheDecision
  /** `fresh`: GOCACHE, kept programs and layers are empty folders of this run, whatever the machine has. */
  readonly build: CacheDecision & {readonly fresh: boolean}
}

export interface RestoreReport {
  readonly result: 'restored' | 'missing' | 'failed'
  /** Of the entry that was restored. */
  readonly key?: string
  /** The very key that was asked for: saving it again would change nothing. */
  readonly exact: boolean
  /** Of the archive that came. */
  readonly bytes: number
  /** Files put in place. */
  readonly files: number
  readonly ms: number
  readonly warning?: string
  /** The service gave no answer: to save would only wait for it once more. */
  readonly unanswered?: true
}

export interface SaveReport {
  readonly result: 'saved' | 'exists' | 'denied' | 'empty' | 'failed'
  readonly key: string
  /** Of the archive that went. */
  readonly bytes: number
  readonly files: number
  readonly ms: number
  readonly warning?: string
}

export interface SweepReport {
  readonly removedFiles: number
  readonly removedBytes: number
  readonly keptFiles: number
  readonly keptBytes: number
  readonly ms: number
}

/** How much of a build was done anew, by cmd/go's own account. */
export interface CompileShare {
  /** Packages compiled in this run. */
  readonly executed: number
  /** Packages of the build. */
  readonly total: number
  /** Programs linked in this run, and all of them. */
  readonly linked: {readonly executed: number; readonly total: number}
  /** The slowest of the compiled ones, slowest first. */
  readonly slowest: readonly {readonly package: string; readonly ms: number}[]
}

/** What the report says about the caches of a run. */
export interface CachesReport {
  readonly modules: {readonly reason: string; readonly restore?: RestoreReport; readonly save?: SaveReport}
  /** Of the modules only what a stage's compile reads: there where it can take the place of `modules`. */
  readonly sources?: {readonly reason: string; readonly restore?: RestoreReport; readonly save?: SaveReport}
  readonly build: {
    readonly reason: string
    readonly restore?: RestoreReport
    readonly save?: SaveReport
    readonly sweep?: SweepReport
  }
  readonly outputs: {readonly reason: string; readonly restore?: RestoreReport; readonly save?: SaveReport}
  readonly compiled?: CompileShare
}
