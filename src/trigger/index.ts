export {gitEnvironment, gitTrust} from './git.ts'
export {readTrigger} from './read.ts'
export type {Trigger} from './types.ts'
