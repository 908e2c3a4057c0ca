export {type CacheFolder, cacheRoot, type FileIdentity, identityOf, openCacheFolder, sameFile} from './folder.ts'
export {type Lock, tryLock} from './lock.ts'
