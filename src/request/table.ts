/**
 * The one table of inputs. action.yml, the command line's flags and docs/reference.md are made from it, so a name,
 * a default or a description is written once. How each value is read stands in parse.ts.
 */
import type {Door, InputSpec} from './input-spec.ts'
import {BUILDER} from './inputs/builder.ts'
import {COMPILE} from './inputs/compile.ts'
import {DOCKERFILE} from './inputs/dockerfile.ts'
import {GO} from './inputs/go.ts'
import {IMAGE} from './inputs/image.ts'
import {REGISTRY} from './inputs/registry.ts'
import {REPORT} from './inputs/report.ts'
import {WHAT} from './inputs/what.ts'
import {WHERE} from './inputs/where.ts'

export type {Door, InputGroup, InputSpec} from './input-spec.ts'
export {GROUPS} from './input-spec.ts'

export const INPUTS = [
  ...WHAT,
  ...WHERE,
  ...GO,
  ...COMPILE,
  ...IMAGE,
  ...DOCKERFILE,
  ...BUILDER,
  ...REGISTRY,
  ...REPORT,
] as const satisfies readonly InputSpec[]

export type InputName = (typeof INPUTS)[number]['name']

/** The rows of the sub-action `setup`. A token would have to go to a file to reach other steps, so it takes none. */
export function setupInputs(): readonly (InputSpec & {readonly name: InputName})[] {
  const isOfSetup = ({name, group}: InputSpec) =>
    name === 'working-directory' || (group === 'go' && !/^go-private/.test(name))
  return inputsOf('action').filter(isOfSetup)
}

/** The rows that a door has, in the table's order. */
export function inputsOf(door: Door): readonly (InputSpec & {readonly name: InputName})[] {
  return INPUTS.filter((input: InputSpec) => input.only === undefined || input.only === door)
}
