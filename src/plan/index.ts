export {planImages} from './images.ts'
export {COMMIT_LABELS, originLabels} from './labels.ts'
export {hostsOf, makePlan, passwordProblems} from './plan.ts'
export type {Plan, PlannedCaches, PlannedImage} from './types.ts'
