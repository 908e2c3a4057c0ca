import {frontendOf, mayReadMore, syntaxOf} from '../frontend.ts'
import type {DockerfileProblem} from '../types.ts'
import type {ModeAnswer} from './mode-types.ts'
import {type Asked, notPossible} from './not-possible.ts'

export interface UnreadInput extends Asked {
  readonly source: Buffer
  readonly problem: DockerfileProblem
  readonly buildArgs: Readonly<Record<string, string>>
}

/**
 * How a Dockerfile is built that can't be read here: as it is, where the frontend that it names may know more than we do.
 * Undefined: BuildKit would refuse it too.
 */
export function decideUnread(input: UnreadInput): ModeAnswer | undefined {
  const {source, problem, buildArgs, requested, buildCommand} = input
  const frontend = frontendOf(syntaxOf(source), buildArgs)
  if (frontend === undefined || !mayReadMore(frontend)) return undefined
  const reason = `only ${frontend} can tell what it says; here reading ends with: ${problem.message}`
  const why = {rule: 'unread', reason, line: problem.line}
  if (buildCommand || requested === 'replace' || requested === 'prebuilt') return notPossible(input, why)
  return {
    decision: {...why, mode: 'inside', compilesGo: false, hint: undefined, warnings: []},
    problems: [],
  }
}
