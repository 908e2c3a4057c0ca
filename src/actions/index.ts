export {readInputs, secretsOf, variableOf} from './inputs.ts'
export {OUTPUTS, outputsOf} from './outputs.ts'
export {createRunner, type Runner} from './runner.ts'
