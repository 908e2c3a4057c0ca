import type {Problem} from '../lib/errors.ts'
import {frontendOf} from './frontend.ts'
import type {Dockerfile} from './types.ts'

/** Docker's own frontend, in any release. */
const OWN = /^(docker\.io\/)?docker\/dockerfile(-upstream)?([:@]|$)/

/**
 * A target that BuildKit would not find, told before anything slow. What a frontend of somebody else's makes of the
 * file only that one knows.
 */
export function targetProblems(
  {path, stages, directives}: Dockerfile,
  target: string | undefined,
  buildArgs: Readonly<Record<string, string>>,
): readonly Problem[] {
  const frontend = frontendOf(directives.syntax, buildArgs)
  if (target === undefined || (frontend !== undefined && !OWN.test(frontend))) return []
  const names = [...new Set(stages.flatMap(({name}) => name ?? []))]
  if (names.includes(target.toLowerCase())) return []
  const noName = 'none of its stages has a name: write FROM … AS NAME, or leave target out'
  const hint = names.length === 0 ? noName : `its stages are ${names.join(', ')}`
  return [{subject: 'target', message: `${path} has no stage "${target}"`, hint}]
}
