import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {countFiles, joinArchives, placed} from './archive-members.ts'
import {isBuildFile} from './caches.ts'
import {moduleFiles} from './module-files.ts'

/** What was taken out of one cache of a builder, below `folder`: `N.used`, a path a line, and `N.*.tar`, what is new. */
export interface Taken {
  readonly folder: string
  readonly number: number
  /** Where that cache is in the archive, such as `image-1`; empty: at its root. */
  readonly place: string
}

/** How much of it a build used, and how much of that is new. */
export interface UsedEntries {
  readonly used: ReadonlySet<string>
  readonly added: number
}

export async function usedEntries(taken: readonly Taken[]): Promise<UsedEntries> {
  const used = new Set<string>()
  let added = 0
  for (const one of taken) {
    const list = await readFile(join(one.folder, `${one.number}.used`), 'utf8').catch(() => '')
    for (const path of list.split('\n')) if (path !== '') used.add(placed(one.place, path))
    for (const archive of await archivesOf(one)) added += await countFiles(archive)
  }
  return {used, added}
}

export interface NewArchive {
  /** What the build began with; undefined: nothing. */
  readonly old: string | undefined
  readonly taken: readonly Taken[]
  readonly to: string
  readonly time: Date
}

/** The next run's build cache: what this one used. So it stays as small as a build is. */
export async function nextBuildArchive(of: NewArchive, used: ReadonlySet<string>): Promise<number> {
  const accept = (path: string) => isBuildFile(path.replace(/^image-\d+\//, ''))
  return joinParts(of, accept, path => used.has(path))
}

/** The next run's modules: those that go.sum names. */
export async function nextModulesArchive(of: NewArchive, modules: readonly string[]): Promise<number> {
  const wanted = new Set(moduleFiles(modules).map(path => `cache/download/${path}`))
  return joinParts(
    of,
    path => wanted.has(path),
    () => true,
  )
}

async function joinParts(
  {old, taken, to, time}: NewArchive,
  accept: (path: string) => boolean,
  isKept: (path: string) => boolean,
): Promise<number> {
  const added = taken.map(async one => (await archivesOf(one)).map(archive => ({archive, accept, place: one.place})))
  const kept = {accept: (path: string) => accept(path) && isKept(path), place: ''}
  return joinArchives(
    [...(await Promise.all(added)).flat(), ...(old === undefined ? [] : [{archive: old, ...kept}])],
    to,
    time,
  )
}

/** None where nothing is new. */
async function archivesOf({folder, number}: Taken): Promise<readonly string[]> {
  const names = await readdir(folder)
  return names.filter(name => name.startsWith(`${number}.`) && name.endsWith('.tar')).map(name => join(folder, name))
}
