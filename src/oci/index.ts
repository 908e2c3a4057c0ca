export type {BlobSource, Layout} from './blobs.ts'
export {decompressed} from './decompress.ts'
export {type Digest, digestOf, hexOf, isDigest} from './digest.ts'
export {parseImageConfig, parseIndex, parseManifest} from './documents.ts'
export {gzip} from './gzip.ts'
export {type InspectedPlatform, type Inspection, inspectImage, type ReadDocument, type Subject} from './inspect.ts'
export {openBlobFile, openLayout} from './layout.ts'
export {blobMember, blobPath, FULL_NAME, REF_NAME} from './layout-files.ts'
export {formatLayoutReference, LAYOUT_SCHEME, type LayoutReference, parseLayoutReference} from './layout-reference.ts'
export {checkReplaceable, type LayoutWriter, writeLayout} from './layout-writer.ts'
export {materialize, type OpenOrigin, readThrough} from './materialize.ts'
export {formatPlatform, normalizePlatform, type Platform, parsePlatform} from './platform.ts'
export {
  canonicalRegistry,
  formatReference,
  formatRepository,
  isTag,
  parseReference,
  type Reference,
  type Repository,
  withDefaultTag,
} from './reference.ts'
export {parseReferences, type References} from './references.ts'
export {remoteOrigin} from './remote-origin.ts'
export {type TarEntry, writeTar} from './tar.ts'
export * from './types.ts'
export {verifying} from './verified.ts'
export {verifyLayout} from './verify-layout.ts'
export {checkZlib} from './zlib-check.ts'
