import type {Readable} from 'node:stream'
import pLimit from 'p-limit'
import {type Descriptor, type Digest, formatRepository, type Repository} from '../oci/index.ts'
import type {BlobOutcome, Registry} from './types.ts'

/** Uploads of one run at the same time: they fill a line, and each holds a file and a socket. */
export const BLOBS_AT_ONCE = 6

export interface BlobToPush {
  readonly blob: Descriptor
  readonly open: () => Promise<Readable>
  /** Where a base image's blob came from. */
  readonly origin: Repository | undefined
}

/**
 * What one run has sent: each blob goes once to a repository however many images name it, and from there to the other
 * repositories of its registry by mount.
 */
export interface PushRun {
  pushBlob(registry: Registry, repository: Repository, blob: BlobToPush): Promise<BlobOutcome>
  /** The registry doesn't know it after all: the next push looks again. */
  forget(repository: Repository, digest: Digest): void
}

export function createPushRun(): PushRun {
  const limit = pLimit(BLOBS_AT_ONCE)
  const pushed = new Map<string, Promise<BlobOutcome>>()
  const holders = new Map<string, {readonly repository: Repository; readonly done: Promise<BlobOutcome>}>()

  const push = async (registry: Registry, repository: Repository, {blob, open, origin}: BlobToPush) => {
    const holder = holders.get(`${repository.registry} ${blob.digest}`)
    const mountFrom = origin?.registry === repository.registry ? origin : await arrivedAt(holder, repository)
    return limit(() => registry.putBlob(repository, blob, open, mountFrom))
  }

  return {
    pushBlob(registry, repository, toPush) {
      const {digest} = toPush.blob
      const key = `${formatRepository(repository)} ${digest}`
      const known = pushed.get(key)
      if (known) return known
      const done = push(registry, repository, toPush)
      pushed.set(key, done)
      const holderKey = `${repository.registry} ${digest}`
      const isHolder = !holders.has(holderKey)
      if (isHolder) holders.set(holderKey, {repository, done})
      done.catch(() => {
        pushed.delete(key) // a failure is not remembered
        if (isHolder) holders.delete(holderKey)
      })
      return done
    },
    forget(repository, digest) {
      pushed.delete(`${formatRepository(repository)} ${digest}`)
      holders.delete(`${repository.registry} ${digest}`)
    },
  }
}

/** The repository that has the blob once its own upload is done; undefined when that failed or is ours. */
async function arrivedAt(
  holder: {readonly repository: Repository; readonly done: Promise<BlobOutcome>} | undefined,
  repository: Repository,
): Promise<Repository | undefined> {
  if (holder === undefined || holder.repository.repository === repository.repository) return undefined
  return holder.done.then(
    () => holder.repository,
    () => undefined,
  )
}
