export {planImages} from './images.ts'
export {COMMIT_LABELS, originLabels} from './labels.ts'
export {type Facts, hostsOf, makePlan, passwordProblems} from './plan.ts'
export type {Plan, PlannedImage, PlannedMain} from './types.ts'
