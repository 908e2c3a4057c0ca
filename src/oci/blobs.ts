import type {Readable} from 'node:stream'
import type {Digest} from './digest.ts'
import type {Repository} from './reference.ts'
import type {Descriptor, Index} from './types.ts'

/** Where blobs are read from. A layout on disk and a registry's repository are both one. */
export interface BlobSource {
  /** A fresh stream of the blob's bytes each call, so that a retry can start over. */
  open(blob: Descriptor): Promise<Readable>
}

/**
 * An OCI image layout on disk, possibly sparse: blobs of the base image may be left out, and then `origin` says which
 * repository holds them. https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md
 */
export interface Layout extends BlobSource {
  readonly path: string
  /** index.json: one entry per image name. */
  readonly index: Index
  has(blob: Descriptor): Promise<boolean>
  /** A small document (index, manifest, config), checked against size and digest. */
  read(blob: Descriptor): Promise<Buffer>
  /** Where a blob that is not in the folder can be fetched or mounted from. */
  origin(digest: Digest): Repository | undefined
}
