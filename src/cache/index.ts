export {listCache} from './entries.ts'
export {
  type CacheFolder,
  cacheRoot,
  type FileIdentity,
  identityOf,
  openCacheFolder,
  parseIdentity,
  prepareCacheFolder,
  sameFile,
} from './folder.ts'
export {type Lock, tryLock} from './lock.ts'
export {clearCache, prune} from './prune.ts'
