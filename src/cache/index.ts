export {type CacheFolder, cacheRoot, type FileIdentity, identityOf, openCacheFolder, sameFile} from './folder.ts'
