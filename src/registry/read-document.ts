import {buffer} from 'node:stream/consumers'
import {UserError} from '../lib/errors.ts'
import {formatRepository, isIndexType, isManifestType, type ReadDocument, type Repository} from '../oci/index.ts'
import type {Registry} from './types.ts'
import {verifyBytes} from './verify.ts'

/** Documents are some kB; what claims to be larger isn't one, and must not fill the memory. */
const MAX_DOCUMENT = 8 * 1024 * 1024

/** Reads the documents of a repository's images: indexes and manifests by one way, configs, which are blobs, by another. */
export function documentReader(
  registry: Pick<Registry, 'manifest' | 'openBlob'>,
  repository: Repository,
): ReadDocument {
  return async descriptor => {
    const {digest, mediaType, size} = descriptor
    if (isIndexType(mediaType) || isManifestType(mediaType)) {
      return (await registry.manifest({...repository, digest})).bytes
    }
    if (size > MAX_DOCUMENT) {
      throw new UserError(
        `${formatRepository(repository)}: ${digest} is no document of an image: it has ${size} bytes`,
        {
          hint: 'is it an image at all?',
        },
      )
    }
    const bytes = await buffer(await registry.openBlob(repository, descriptor))
    verifyBytes(bytes, digest, `a document of ${formatRepository(repository)}`)
    return bytes
  }
}
