import type {Dockerfile} from '../types.ts'
import type {ContextTake} from './prebuilt.ts'
import type {StageModel} from './stage-model.ts'
import type {BuildFacts, WorkTreeFacts} from './types.ts'
export interface StagesRead {
  readonly models: readonly StageModel[]
  readonly takes: readonly ContextTake[]
  readonly started: readonly string[]
}
export function readStages(_: {dockerfile: Dockerfile; build: BuildFacts; tree: WorkTreeFacts}): StagesRead {
  return {models: [], takes: [], started: []}
}
