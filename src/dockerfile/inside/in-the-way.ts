import {posix} from 'node:path'

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
