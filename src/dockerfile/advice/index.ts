import type {Dockerfile} from '../types.ts'
import {RULES} from './rules.ts'
import type {Advice, AdviceFacts} from './types.ts'
import {viewOf} from './view.ts'

export {applyChanges} from './changes.ts'
export {RULES} from './rules.ts'
export type {Advice, AdviceFacts, Change, ModuleFacts, Rule} from './types.ts'

/**
 * What a Go programmer would tell the author of this Dockerfile, from its first line to its last. Only what the image
 * needs is looked at, and only what is surely right is said. None for a target that isn't there.
 */
export function adviseDockerfile(dockerfile: Dockerfile, facts: AdviceFacts): readonly Advice[] {
  const view = viewOf(dockerfile, facts)
  if (!view) return []
  const found = RULES.flatMap(rule => rule.check(view).map(advice => ({rule: rule.id, ...advice})))
  return found.sort((a, b) => a.firstLine - b.firstLine)
}
