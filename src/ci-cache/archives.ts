import {rename, stat} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {countFiles} from './archive-members.ts'
import {type EntryName, type EntryPlace, restoreEntry, saveEntry} from './entry.ts'
import {linkFiles} from './place.ts'
import type {CacheKeys, RestoreReport, SaveReport} from './types.ts'

/** Entries of one tar archive each: what a builder's caches are filled with, where the runner's own hold nothing. */
export type ArchiveName = Extract<EntryName, 'go-inside-modules' | 'go-inside-build'>

/** Brings the archive to the path `to`, which must be on the staging folder's file system. A damaged one doesn't come. */
export async function restoreArchive(
  name: ArchiveName,
  {keys, to, ...place}: EntryPlace & {readonly keys: CacheKeys; readonly to: string},
): Promise<RestoreReport> {
  return restoreEntry(name, keys, place, async folder => {
    const archive = join(folder, basename(to))
    // Another name of a file of ours would be one that a build then writes over.
    if ((await stat(archive)).nlink > 1) throw new Error('the archive in it is a hard link')
    const files = await countFiles(archive)
    await rename(archive, to)
    return {added: files, linked: 0}
  })
}

/** Saves an archive under the name of its file, by which it is found again. */
export async function saveArchive(
  name: ArchiveName,
  {key, archive, ...place}: EntryPlace & {readonly key: string; readonly archive: string},
): Promise<SaveReport> {
  const report = await saveEntry(name, key, place, folder => linkFiles(dirname(archive), folder, [basename(archive)]))
  return report.files === 0 ? report : {...report, files: await countFiles(archive)}
}
