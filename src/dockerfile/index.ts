export {type ParsedDockerfile, parseDockerfile} from './parse.ts'
export * from './types.ts'
