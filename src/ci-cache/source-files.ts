import {readFile} from 'node:fs/promises'
import {join} from 'node:path'

/**
 * What builds without cgo may read of a module. For another platform or another tag than this time's it is other files of
 * the same packages, so whole folders are needed, without the tests in them; and more where a file says so.
 * `packages`: their folders in the module, `''` for its own. `files`: all of the module's.
 */
export async function neededFiles(
  root: string,
  {packages, files}: {readonly packages: readonly string[]; readonly files: readonly string[]},
): Promise<readonly string[]> {
  const folders = new Set(packages)
  const own = files.filter(path => folders.has(folderOf(path)) && !path.endsWith('_test.go'))
  const embedding: string[] = []
  for (const path of own.filter(path => /\.(go|s|h)$/.test(path))) {
    const text = await readFile(join(root, path), 'utf8')
    if (path.endsWith('.go') && text.includes('//go:embed')) embedding.push(folderOf(path))
    // Assembly may include a file of any folder of the module.
    if (!path.endsWith('.go') && /^\s*#\s*include\s+[<"][^>"\n]*\//m.test(text)) return files
  }
  const embedded = files.filter(path => embedding.some(folder => folder === '' || path.startsWith(`${folder}/`)))
  return [...new Set([...own, ...embedded])].sort()
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}
