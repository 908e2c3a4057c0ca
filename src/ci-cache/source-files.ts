import type {SourceFiles} from './source-tree.ts'

/**
 * What builds without cgo may read of a module, beyond what one of them did read: for another platform or another tag it
 * is other files of the same packages. So whole folders, without the tests in them; all below a folder that embeds; and
 * the whole module where assembly may include anything. Asked again of the folders that the answer names, it gives the
 * same answer: so it tells, too, whether something is missing.
 * `packages`: their folders in the module, `''` for its own. `all`: paths of the module's files. `read`: those that were.
 */
export function neededFiles(
  packages: Iterable<string>,
  {all, read}: {readonly all: readonly string[]; readonly read: SourceFiles},
): readonly string[] {
  let folders = new Set(packages)
  for (;;) {
    const own = all.filter(path => folders.has(folderOf(path)) && !path.endsWith('_test.go'))
    const assembled = new Set(own.filter(path => path.endsWith('.s')).map(folderOf))
    if (own.some(path => read.get(path)?.reachesOut && assembled.has(folderOf(path)))) return all
    const embedding = [...new Set(own.filter(path => read.get(path)?.embeds).map(folderOf))]
    const embedded = all.filter(path => embedding.some(folder => folder === '' || path.startsWith(`${folder}/`)))
    const needed = [...new Set([...own, ...embedded])]
    const more = new Set([...folders, ...needed.map(folderOf)])
    if (more.size === folders.size) return needed.sort()
    folders = more
  }
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}
