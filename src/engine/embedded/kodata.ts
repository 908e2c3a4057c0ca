import {realpath, stat} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {MainPackage} from '../../go/types.ts'
import {UserError} from '../../lib/errors.ts'
import {exists} from '../../lib/files.ts'
import {isWithin, type LinkRule, type SourceEntry, treeEntries} from './tree.ts'

/**
 * Static files beside a main package, as ko knows them: `<main>/kodata/` goes to `destination`.
 * https://ko.build/features/static-assets/
 */
export async function kodataEntries(main: MainPackage, destination: string): Promise<readonly SourceEntry[]> {
  const folder = join(main.dir, 'kodata')
  if (!(await isFolder(folder))) return []
  const root = await realpath(await confinement(main.moduleDir))
  return treeEntries(folder, destination, followWithin(root), `kodata of ${main.importPath}`)
}

/** Links are followed, as ko does (kodata/HEAD → .git/HEAD is its usual example), but never out of the repository. */
function followWithin(root: string): LinkRule {
  return async path => {
    const target = await realpath(path).catch(cause => {
      throw new UserError(`kodata: the link ${path} leads nowhere`, {cause, hint: 'correct or delete it'})
    })
    if (!isWithin(root, target))
      throw new UserError(`kodata: the link ${path} leads out of the repository (to ${target})`, {
        hint: 'put a copy in its place',
      })
    const holder = await realpath(dirname(path))
    if (isWithin(target, holder))
      throw new UserError(`kodata: the link ${path} leads to a folder that it is in`, {hint: 'delete it'})
    return {follow: true}
  }
}

/** The git repository around the module, else the module. */
async function confinement(moduleDir: string): Promise<string> {
  for (let folder = moduleDir; ; folder = dirname(folder)) {
    if (await exists(join(folder, '.git'))) return folder
    if (folder === dirname(folder)) return moduleDir
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false
}
