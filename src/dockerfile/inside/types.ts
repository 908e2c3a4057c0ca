import type {BuildRequest} from '../globals.ts'
import type {Dockerfile, InstructionOf} from '../types.ts'

/** Go's two caches: GOCACHE and GOMODCACHE. */
export type CacheKind = 'build' | 'modules'
export const CACHE_KINDS: readonly CacheKind[] = ['build', 'modules']

/** A cache mount of the builder. `options`: what else tells it from another one of the same id. */
export interface Volume {
  readonly kind: CacheKind
  readonly id: string
  readonly options: Readonly<Partial<Record<'uid' | 'gid' | 'mode', string>>>
  /** Absolute, in the stages that have it. */
  readonly target: string
  /** Of this run alone; else the user's, who may want it to stay. */
  readonly isOurs: boolean
}

/** A RUN of the user's that sees the caches. */
export interface WarmRun {
  readonly instruction: InstructionOf<'run'>
  /** Each to be mounted where the user has no mount of their own. */
  readonly added: readonly Volume[]
  /** Absolute: a file in one of its cache mounts, so that what is mounted there leaves no trace in the layer. */
  readonly marker: string
}

export interface InsidePlan {
  readonly runs: readonly WarmRun[]
  readonly volumes: readonly Volume[]
  /** Of a Go stage: that the caches are filled and emptied by. */
  readonly image: string
}

export interface InsideInput {
  readonly dockerfile: Dockerfile
  /** One for each platform. */
  readonly requests: readonly BuildRequest[]
  readonly target: string | undefined
  /** Of our own cache mounts: letters, digits and dashes. */
  readonly id: string
}

/** `why`: a sentence without a full stop. */
export type InsideAnswer = {readonly plan: InsidePlan} | {readonly why: string}
