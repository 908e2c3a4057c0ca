import {posix} from 'node:path'
import type {InsidePlan} from './types.ts'

/** Said of mounts, and of hardly anything else in a build. */
const OF_MOUNTS = /\b(device or )?resource busy\b|\bcross-device link\b/i
/** Said of many things: only about a cache's place does it tell of a mount. */
const OF_MANY = /\bread-only file system\b|\bpermission denied\b|\boperation not permitted\b/i

/** Said of a file: `open /go/pkg/mod/x: no such file or directory`, `rm: cannot remove '/x/y': Directory not empty`. */
const OF_FILES = /(\/[^\s'"`:]*)['"`]?: (no such file or directory|directory not empty)\b/gi

/**
 * Does a failed step's output look as if a mount was in its way: of a script that removes a cache's folder, or of what
 * missed a file in a cache that a script beside it emptied?
 * @param targets where the caches are mounted
 */
export function mountsInTheWay(output: string, targets: readonly string[]): boolean {
  const folders = targets.flatMap(target => [target, posix.dirname(target)]).filter(folder => folder !== '/')
  return output
    .split('\n')
    .filter(line => !line.includes('--mount=')) // the RUN itself, which names them all
    .some(line => {
      const isOfFolder = OF_MANY.test(line) && folders.some(folder => line.includes(folder))
      return OF_MOUNTS.test(line) || isOfFolder || missesIn(line, targets)
    })
}

/** The file itself must be in the cache: what a header lacks that a module's C code includes, it always lacks. */
function missesIn(line: string, targets: readonly string[]): boolean {
  return [...line.matchAll(OF_FILES)].some(([, path = '']) => targets.some(target => path.startsWith(`${target}/`)))
}

/**
 * Did an instruction not find what it takes from a stage, and could the reason be that a link leads it into a mount,
 * which is empty for others? A name that is spelled wrong looks the same.
 * @param line of the instruction, as the failure names it
 */
export function missesFiles(output: string, {takers}: Pick<InsidePlan, 'takers'>, line: number | undefined): boolean {
  if (line === undefined || !MISSING.test(output)) return false
  return takers.some(({span}) => span.firstLine <= line && line <= span.lastLine)
}

/** Of a pattern BuildKit names the file. */
const MISSING = /failed to calculate checksum of .*: not found|\blstat \/.*: no such file or directory/
