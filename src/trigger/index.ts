export {readTrigger} from './read.ts'
export type {Trigger, TriggerKind} from './types.ts'
