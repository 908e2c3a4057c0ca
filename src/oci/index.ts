export type {BlobSource, Layout} from './blobs.ts'
export {type Digest, digestOf, hexOf, isDigest} from './digest.ts'
export {formatPlatform, normalizePlatform, type Platform, parsePlatform} from './platform.ts'
export {
  canonicalRegistry,
  formatReference,
  formatRepository,
  isTag,
  type ParsedReference,
  parseReference,
  type Reference,
} from './reference.ts'
export * from './types.ts'
