import {posix} from 'node:path'
import type {Dockerfile} from '../types.ts'

/** Said of mounts, and of hardly anything else in a build. */
const OF_MOUNTS = /\b(device or )?resource busy\b|\bcross-device link\b/i
/** Said of many things: only about a cache's place does it tell of a mount. */
const OF_MANY = /\bread-only file system\b|\bpermission denied\b|\boperation not permitted\b/i

/**
 * Does a failed RUN's output look as if a mount was in its way, such as of a script that removes a cache's folder?
 * @param targets where the caches are mounted
 */
export function mountsInTheWay(output: string, targets: readonly string[]): boolean {
  const folders = targets.flatMap(target => [target, posix.dirname(target)]).filter(folder => folder !== '/')
  return output
    .split('\n')
    .filter(line => !line.includes('--mount=')) // the RUN itself, which names them all
    .some(line => OF_MOUNTS.test(line) || (OF_MANY.test(line) && folders.some(folder => line.includes(folder))))
}

/**
 * Did an instruction not find what it takes from a stage? A link that a script made may lead into a mount, which is
 * empty for others.
 * @param line of the instruction, as the failure names it
 */
export function missesFiles(output: string, {stages}: Dockerfile, line: number | undefined): boolean {
  if (line === undefined || !/failed to calculate checksum of .*: not found/.test(output)) return false
  const found = stages
    .flatMap(({instructions}) => instructions)
    .find(({span}) => span.firstLine <= line && line <= span.lastLine)
  if (found?.kind === 'run') return found.mounts.some(({options}) => options.from !== undefined)
  return found?.kind === 'copy' && found.from !== undefined
}
