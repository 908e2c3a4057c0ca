import type {ModeWarning} from '../types.ts'
import {type Rule, refuse} from './rule.ts'

/** A test that fails the build of the stage would fail nothing any more. */
export const checks: Rule = {
  id: 'replace-8-checks',
  title: 'no test or check is lost',
  hint: 'run the check in a step of its own',
  check: ({model}) => {
    const warnings: ModeWarning[] = []
    for (const placed of model.commands) {
      if (placed.kind === 'unclear' || placed.role.role !== 'check') continue
      const {what, ours} = placed.role
      if (!ours) return refuse(`${what} would not run any more`, placed.line)
      const message = `${what} does not run: instead the platform and the libraries of each program are checked`
      warnings.push({message, line: placed.line})
    }
    return {ok: true, warnings}
  },
}
