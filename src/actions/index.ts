export {readInputs, secretsOf, variableOf} from './inputs.ts'
export {OUTPUTS, type OutputSpec, outputsOf} from './outputs.ts'
export {createRunner, type Runner} from './runner.ts'
export type {StepState} from './state.ts'
