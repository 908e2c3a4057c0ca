import type {StageView, Step} from './view.ts'

/** Is there an ARG of that name in the stage before a step? Only then has the variable a value. */
export function declared({steps}: StageView, before: Step, name: string): boolean {
  return steps
    .slice(0, steps.indexOf(before))
    .some(({instruction, own}) => own && instruction.kind === 'arg' && instruction.args.some(arg => arg.name === name))
}
