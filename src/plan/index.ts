export {planImages} from './images.ts'
export {COMMIT_LABELS, originLabels} from './labels.ts'
export {hostsOf, makePlan, passwordProblems} from './plan.ts'
export type {Plan, PlannedImage} from './types.ts'
