import {mkdir, rename, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {type EntryPlace, restoreEntry, saveEntry} from './entry.ts'
import {linkFiles} from './place.ts'
import {acceptSources, downloadPath, LIST} from './source-check.ts'
import {neededFiles} from './source-files.ts'
import {filesBelow, formatHashes, hashFiles, treeHash} from './source-tree.ts'
import type {Sums} from './sums.ts'
import type {CacheKeys, RestoreReport, SaveReport} from './types.ts'

// Of a module most builds need a few packages, and its zip is unpacked as a whole: 6600 files of 200 MB for a program
// that reads 1300 of 20 MB. This entry is a GOMODCACHE with those alone. docs/decisions/sources-instead-of-zips.md

/** Makes `to`, which must not be there and lies on the staging folder's file system, a GOMODCACHE for builds of this kind. */
export async function restoreSources(
  options: EntryPlace & {readonly keys: CacheKeys; readonly to: string; readonly sums: Pick<Sums, 'trees'>},
): Promise<RestoreReport> {
  const {keys, to, sums} = options
  return restoreEntry('go-sources', keys, options, async folder => {
    const added = await acceptSources(folder, sums.trees)
    await rename(folder, to)
    return {added, linked: 0}
  })
}

export interface SourcesToSave {
  /** Absolute. */
  readonly goModCache: string
  /** Folders below it of all packages that a build read: `example.com/!acme@v1.2.3/sub`. */
  readonly packages: readonly string[]
  readonly sums: Pick<Sums, 'modules' | 'trees'>
}

/** A module and the packages of it that are needed, as folders in it. `list`: of the hashes of all its files. */
export interface VouchedModule {
  readonly folder: string
  readonly packages: readonly string[]
  readonly files: readonly string[]
  readonly list: string
}

/**
 * Compares the modules with go.sum: what somebody has edited here, or what came out of a zip with more than files in it,
 * every run that restores it would refuse. Its name is the answer then.
 */
export async function vouchForSources(
  options: SourcesToSave,
): Promise<{readonly modules: readonly VouchedModule[]} | {readonly unlike: string}> {
  const modules: VouchedModule[] = []
  for (const [folder, packages] of byModule(options.packages)) {
    const root = join(options.goModCache, folder)
    const files = await filesBelow(root)
    const list = formatHashes(folder, await hashFiles(root, files))
    if (treeHash(list) !== options.sums.trees.get(folder)) return {unlike: folder}
    modules.push({folder, packages, files, list})
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
    const goMods = sums.modules.map(module => `cache/download/${module}.mod`)
    let files = await linkFiles(goModCache, to, goMods)
    for (const module of modules) files += await layModule(goModCache, to, module)
    return files
  })
}

async function layModule(goModCache: string, to: string, module: VouchedModule): Promise<number> {
  const {folder, list} = module
  const [root, target] = [join(goModCache, folder), join(to, downloadPath(folder, LIST))]
  await mkdir(dirname(target), {recursive: true})
  await writeFile(target, list)
  return 1 + (await linkFiles(root, join(to, folder), await neededFiles(root, module)))
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
