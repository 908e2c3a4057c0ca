import {expand} from '../expand.ts'
import type {Dockerfile, InstructionOf} from '../types.ts'
import type {AdviceFacts} from './types.ts'

/** What isn't known stands there as it is written: `$X`. */
export type Variables = Readonly<Record<string, string>>

/** A text with its variables filled in; undefined when one of them has no value. */
export function fill({directives}: Dockerfile, text: string, variables: Variables): string | undefined {
  const known = new Map(Object.entries(variables).map(([name, value]) => [name, {value, unset: []}]))
  const expanded = expand(text, known, directives)
  return 'problem' in expanded || expanded.unset.length > 0 ? undefined : expanded.value
}

/** What an ARG adds. Without a value it waits for one from outside. */
export function argumentsIn(
  dockerfile: Dockerfile,
  {args}: InstructionOf<'arg'>,
  variables: Variables,
  {facts, globals}: {readonly facts: AdviceFacts; readonly globals: Variables},
): Variables {
  let found: Record<string, string> = {}
  for (const {name, value} of args) {
    const filled = value === undefined ? globals[name] : fill(dockerfile, value, {...variables, ...found})
    found = {...found, [name]: facts.buildArgs[name] ?? filled ?? value ?? `$${name}`}
  }
  return found
}

/** What an ENV adds. */
export function filledPairs(
  dockerfile: Dockerfile,
  {pairs}: InstructionOf<'env' | 'label'>,
  variables: Variables,
): Record<string, string> {
  return Object.fromEntries(pairs.map(({name, value}) => [name, fill(dockerfile, value, variables) ?? value]))
}

/** What FROM lines see. */
export function globalArguments(dockerfile: Dockerfile, facts: AdviceFacts): Variables {
  let variables: Record<string, string> = {}
  for (const {name, value} of dockerfile.globals.flatMap(({args}) => args)) {
    const given = facts.buildArgs[name] ?? (value === undefined ? undefined : fill(dockerfile, value, variables))
    if (given !== undefined) variables = {...variables, [name]: given}
  }
  return variables
}
