import {mkdir} from 'node:fs/promises'
import {ageBuildCache, buildCacheFiles} from './build-folder.ts'
import {type EntryPlace, restoreEntry, saveEntry} from './entry.ts'
import {downloadFolder, isModuleFile, isVouchedFor, moduleFiles} from './module-files.ts'
import {linkFiles, moveInto} from './place.ts'
import type {Sums} from './sums.ts'
import type {CacheKeys, RestoreReport, SaveReport} from './types.ts'

/** Adds what is missing to GOMODCACHE; Go verifies each of it against go.sum when it unpacks it. */
export async function restoreModules(
  options: EntryPlace & {
    readonly keys: CacheKeys
    readonly goModCache: string
    readonly sums: Pick<Sums, 'trees' | 'goMods'>
  },
): Promise<RestoreReport> {
  const to = downloadFolder(options.goModCache)
  const accept = (path: string) => isModuleFile(path) && isVouchedFor(path, options.sums)
  return restoreEntry('go-modules', options.keys, options, from => moveInto({from, to, accept}))
}

/** `modules` are those of `readSums`. */
export async function saveModules(
  options: EntryPlace & {readonly key: string; readonly goModCache: string; readonly modules: readonly string[]},
): Promise<SaveReport> {
  return saveEntry('go-modules', options.key, options, folder =>
    linkFiles(downloadFolder(options.goModCache), folder, moduleFiles(options.modules)),
  )
}

/** `usedSince`: for `sweepBuildCache` after the build; undefined when nothing was restored, so that nothing is old. */
export type BuildRestore = RestoreReport & {readonly usedSince?: Date}

/** Fills GOCACHE. Only for one that was not warm: afterwards everything in it looks unused. */
export async function restoreBuildCache(
  options: EntryPlace & {readonly keys: CacheKeys; readonly goCache: string; readonly now: () => Date},
): Promise<BuildRestore> {
  const {goCache, keys, now} = options
  let usedSince: Date | undefined
  const report = await restoreEntry('go-build', keys, options, async from => {
    await mkdir(goCache, {recursive: true})
    const moved = await moveInto({from, to: goCache, accept: isBuildFile})
    usedSince = await ageBuildCache(goCache, now())
    return moved
  })
  return usedSince === undefined ? report : {...report, usedSince}
}

export async function saveBuildCache(
  options: EntryPlace & {readonly key: string; readonly goCache: string},
): Promise<SaveReport> {
  return saveEntry('go-build', options.key, options, async folder =>
    linkFiles(options.goCache, folder, await buildCacheFiles(options.goCache)),
  )
}

/** Such as are saved: of another archive nothing else is taken, no `trim.txt` of another machine either. */
export function isBuildFile(path: string): boolean {
  return /^[0-9a-f]{2}\/[0-9a-f]{64}-[ad]$/.test(path)
}
