import {join} from 'node:path'
import {type Digest, hexOf} from './digest.ts'

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md */
export const LAYOUT_FILE = 'oci-layout'
/** Ours: which repository holds the blobs that a sparse layout leaves out. `{"origins": {"sha256:…": {registry, repository}}}` */
export const ORIGINS_FILE = 'origins.json'

/** Annotation of an image in index.json: its name, for skopeo, crane and podman. */
export const REF_NAME = 'org.opencontainers.image.ref.name'
/** The full name, for `ctr` and Docker with the containerd store. */
export const FULL_NAME = 'io.containerd.image.name'

export function blobPath(folder: string, digest: Digest): string {
  return join(folder, blobMember(digest))
}

/** The path of a blob within a layout. */
export function blobMember(digest: Digest): string {
  return `blobs/sha256/${hexOf(digest)}`
}
