import type {BuildRequest} from '../globals.ts'
import type {Dockerfile, Instruction, InstructionOf} from '../types.ts'

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

/** `number`: of those of its image, whichever of them a helper has. */
export interface NumberedVolume extends Volume {
  readonly number: number
}

/** A RUN of the user's that sees the caches. */
export interface WarmRun {
  readonly instruction: InstructionOf<'run'>
  /** Each to be mounted where the user has no mount of their own. */
  readonly added: readonly Volume[]
  /** Absolute: a file in one of its cache mounts, so that what is mounted there leaves no trace in the layer. */
  readonly marker: string
}

/** The caches of the stages on one image. */
export interface ImageCaches {
  /** It fills and empties them: what it has in their places must not be hidden. */
  readonly image: string
  readonly volumes: readonly NumberedVolume[]
  /** The id of a cache mount for what one helper notes for the next: none of it may be seen in a cache. */
  readonly notes: string
  /** That of its build cache in the archive, since objects of cgo are the image's; empty: all of it, there is no other image. */
  readonly folder: string
}

export interface InsidePlan {
  readonly runs: readonly WarmRun[]
  readonly images: readonly ImageCaches[]
  /** What takes files out of stages with mounts of ours: a link that a script made there may lead it into one. */
  readonly takers: readonly Instruction[]
}

export interface InsideInput {
  readonly dockerfile: Dockerfile
  /** One for each platform. */
  readonly requests: readonly BuildRequest[]
  readonly target: string | undefined
  /** What those of our own cache mounts begin with: letters, digits and dashes. */
  readonly id: string
}

/** `why`: a sentence without a full stop. */
export type InsideAnswer = {readonly plan: InsidePlan} | {readonly why: string}
