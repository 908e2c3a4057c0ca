export {type CacheLimits, type CacheServiceOptions, createCacheService} from './cache-service.ts'
export {readInputs, secretsOf, variableOf} from './inputs.ts'
export {OUTPUTS, outputsOf} from './outputs.ts'
export {createRunner, type Runner} from './runner.ts'
