import {mkdir, readFile, rename, stat, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {type EntryPlace, restoreEntry, saveEntry} from './entry.ts'
import {linkFiles} from './place.ts'
import {acceptSources, downloadPath, LIST} from './source-check.ts'
import {neededFiles} from './source-files.ts'
import {filesBelow, formatHashes, goModHash, readSources, treeHash} from './source-tree.ts'
import type {Sums} from './sums.ts'
import type {CacheKeys, RestoreReport, SaveReport} from './types.ts'

// Of a module most builds need a few packages, and its zip is unpacked as a whole: 6600 files of 200 MB for a program
// that reads 1300 of 20 MB. This entry is a GOMODCACHE with those alone. docs/decisions/sources-instead-of-zips.md

/** Makes `to`, which must not be there and lies on the staging folder's file system, a GOMODCACHE for builds of this kind. */
export async function restoreSources(
  options: EntryPlace & {readonly keys: CacheKeys; readonly to: string; readonly sums: Sums},
): Promise<RestoreReport> {
  const {keys, to, sums} = options
  return restoreEntry('go-sources', keys, options, async folder => {
    const added = await acceptSources(folder, sums)
    await rename(folder, to)
    return {added, linked: 0}
  })
}

export interface SourcesToSave {
  /** Absolute. */
  readonly goModCache: string
  /** Folders below it of all packages that a build read: `example.com/!acme@v1.2.3/sub`. */
  readonly packages: readonly string[]
  readonly sums: Sums
}

/** A module, the list of the hashes of all its files, and those that are needed. */
export interface VouchedModule {
  readonly folder: string
  readonly list: string
  readonly needed: readonly string[]
}

export type VouchedSources =
  | {readonly modules: readonly VouchedModule[]}
  /** Why a run that restores them would refuse them. */
  | {readonly problem: string}

/**
 * Compares the modules with go.sum: somebody may have edited one here, and a zip may have had more than files in it.
 * Together with them come modules without any needed file, in whose paths a package could lie, such as example.com/a for
 * example.com/a/b: go looks into them, too, before it takes a package from another.
 */
export async function vouchForSources({goModCache, packages, sums}: SourcesToSave): Promise<VouchedSources> {
  const used = byModule(packages)
  const unknown = [...used.keys()].find(folder => !sums.trees.has(folder))
  if (unknown !== undefined) return {problem: `go.sum says nothing of ${unknown}`}
  const modules: VouchedModule[] = []
  for (const [folder, inside] of [...used, ...(await modulesAbove(goModCache, packages, sums))]) {
    const root = join(goModCache, folder)
    const all = await filesBelow(root)
    const read = await readSources(root, all)
    const list = formatHashes(folder, read)
    if (treeHash(list) !== sums.trees.get(folder)) return {problem: `${folder} is not what go.sum says of it`}
    modules.push({folder, list, needed: neededFiles(inside, {all, read})})
  }
  return {modules}
}

export async function saveSources({
  key,
  modules,
  goModCache,
  sums,
  ...place
}: EntryPlace &
  Omit<SourcesToSave, 'packages'> & {
    readonly key: string
    readonly modules: readonly VouchedModule[]
  }): Promise<SaveReport> {
  return saveEntry('go-sources', key, place, async to => {
    let files = await linkFiles(goModCache, to, await vouchedGoMods(goModCache, sums))
    for (const module of modules) files += await layModule(goModCache, to, module)
    return files
  })
}

async function vouchedGoMods(goModCache: string, {goMods}: Sums): Promise<readonly string[]> {
  const checked = [...goMods].map(async ([folder, hash]) => {
    const path = downloadPath(folder, '.mod')
    const content = await readFile(join(goModCache, path)).catch(() => undefined) // not each is needed
    return content && goModHash(content) === hash ? [path] : []
  })
  return (await Promise.all(checked)).flat()
}

async function layModule(goModCache: string, to: string, {folder, list, needed}: VouchedModule): Promise<number> {
  const target = join(to, downloadPath(folder, LIST))
  await mkdir(dirname(target), {recursive: true})
  await writeFile(target, list)
  const files = await linkFiles(join(goModCache, folder), join(to, folder), needed)
  if (files !== needed.length) throw new Error(`${folder} lost files while they were saved`)
  return 1 + files
}

/** Packages' folders in their modules, by the modules' folders. A version has no slash, and a module's path no `@`. */
function byModule(packages: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const modules = new Map<string, string[]>()
  for (const path of packages) {
    const [, folder, inside = ''] = /^([^@]+@[^/]+)(?:\/(.*))?$/.exec(path) ?? []
    if (folder !== undefined) modules.set(folder, [...(modules.get(folder) ?? []), inside])
  }
  return modules
}

/** Other modules of go.sum that are here and whose path is the beginning of a package's. */
async function modulesAbove(
  goModCache: string,
  packages: readonly string[],
  {trees}: Sums,
): Promise<readonly (readonly [folder: string, packages: readonly string[]])[]> {
  const used = byModule(packages)
  const paths = packages.map(path => `${path.replace(/@[^/]+/, '')}/`)
  const above = [...trees.keys()].filter(folder => {
    const path = `${folder.slice(0, folder.lastIndexOf('@'))}/`
    return !used.has(folder) && paths.some(package_ => package_.startsWith(path))
  })
  const here = above.map(async folder => ((await isFolder(join(goModCache, folder))) ? [[folder, []] as const] : []))
  return (await Promise.all(here)).flat()
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false
}
