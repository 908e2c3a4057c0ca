import type {Readable} from 'node:stream'
import type {Descriptor, Digest, Reference, Repository} from '../oci/index.ts'

/** How a blob came to be in a repository: it was there, the registry took it from another repository, or it was sent. */
export type BlobOutcome = 'present' | 'mounted' | 'sent'

/** What the pipeline asks of registries. One value serves all hosts of a run. */
export interface Registry {
  /**
   * What a tag or digest names now; undefined when the registry says it isn't there. `toPush` where the answer is for a
   * push: Docker Hub lets nobody read a repository that is yet to be made, unless they may also write there.
   */
  head(reference: Reference, options?: {readonly toPush?: boolean}): Promise<Descriptor | undefined>
  /** A manifest's or index's bytes, checked against their digest. Absent is an error. */
  manifest(reference: Reference): Promise<{readonly descriptor: Descriptor; readonly bytes: Buffer}>
  openBlob(repository: Repository, blob: Descriptor): Promise<Readable>
  /** For a push, as above. */
  hasBlob(repository: Repository, blob: Descriptor): Promise<boolean>
  /**
   * Sends nothing when the blob is there. `mountFrom` names a repository of the same registry that has it. Nobody else
   * may hold the stream's chunks: they are freed as they are sent.
   */
  putBlob(
    repository: Repository,
    blob: Descriptor,
    open: () => Promise<Readable>,
    mountFrom?: Repository,
  ): Promise<BlobOutcome>
  /** Writes whatever the tag named before; `pushImage` looks first. */
  putManifest(
    repository: Repository,
    target: string | Digest,
    manifest: {readonly descriptor: Descriptor; readonly bytes: Buffer},
  ): Promise<void>
  /** Proves the right to push by opening an upload and cancelling it. */
  checkPush(repository: Repository): Promise<void>
}
