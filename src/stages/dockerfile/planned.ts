import {relative, sep} from 'node:path'
import type {ModeDecision} from '../../dockerfile/index.ts'
import type {PlannedDockerfile} from '../../plan/index.ts'
import type {FoundDockerfile} from './find.ts'

/** What the plan says of a Dockerfile; without a decision, that it is there. */
export function plannedDockerfile(
  found: FoundDockerfile | undefined,
  dir: string,
  decision?: ModeDecision,
): PlannedDockerfile | undefined {
  if (!found) return undefined
  const folder = relative(found.root, dir).split(sep).join('/')
  return {
    path: found.name,
    folder: folder === '' ? undefined : folder,
    decided: decision && {mode: decision.mode, rule: decision.rule, reason: reasonOf(found, decision)},
    warnings: [],
  }
}

function reasonOf({name}: FoundDockerfile, {reason, line, ...decision}: ModeDecision): string {
  const place = line === undefined ? '' : ` (${name}:${line})`
  const hint = decision.mode === 'inside' && decision.hint !== undefined ? `; ${decision.hint}` : ''
  return `${reason}${place}${hint}`
}
