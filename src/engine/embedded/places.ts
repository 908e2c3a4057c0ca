import type {TarEntry} from '../../oci/index.ts'
import {ROOTS_FOLDERS} from './roots.ts'

/** Where something goes in the image. */
export interface Place {
  /** Absolute, resolved through the links of what is below. */
  readonly path: string
  /** Folders above it that nothing below has, outermost first. A layer must bring them: older Docker makes missing ones with mode 0600. */
  readonly folders: readonly string[]
}

export type FindPlace = (path: string) => Place

/** On scratch only the roots layer is below: naming its folders again would change the mode of /tmp. */
export const placeOnScratch: FindPlace = path => ({
  path,
  folders: foldersAbove(path).filter(folder => !ROOTS_FOLDERS.has(folder)),
})

/** Moves entries to where they must be in the layer. Folders that are below already are left as they are there. */
export function placeEntries<T extends TarEntry>(
  entries: readonly T[],
  findPlace: FindPlace,
): readonly (T | TarEntry)[] {
  const placed = new Map<string, T | TarEntry>()
  for (const entry of entries) {
    const {path, folders} = findPlace(entry.kind === 'directory' ? `${entry.path}/x` : entry.path)
    for (const folder of folders) if (!placed.has(folder)) placed.set(folder, folderEntry(folder))
    if (entry.kind !== 'directory') placed.set(path, {...entry, path})
  }
  return [...placed.values()]
}

export function folderEntry(path: string): TarEntry {
  return {path, mode: 0o755, kind: 'directory'}
}

/** `/a/b/c` → `/a`, `/a/b`. */
function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').filter(part => part !== '')
  return parts.slice(0, -1).map((_, at) => `/${parts.slice(0, at + 1).join('/')}`)
}
