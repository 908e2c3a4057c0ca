import {join} from 'node:path'
import {type Digest, hexOf} from './digest.ts'

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md */
export const LAYOUT_FILE = 'oci-layout'
/** Ours: which repository holds the blobs that a sparse layout leaves out. `{"origins": {"sha256:…": {registry, repository}}}` */
export const ORIGINS_FILE = 'origins.json'

export function blobPath(folder: string, digest: Digest): string {
  return join(folder, 'blobs', 'sha256', hexOf(digest))
}
