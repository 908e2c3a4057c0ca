import {UserError} from '../../lib/errors.ts'
import type {TarEntry} from '../../oci/index.ts'
import {ROOTS_FOLDERS} from './roots.ts'

/** Where something goes in the image. */
export interface Place {
  /** Absolute, resolved through the links of what is below. */
  readonly path: string
  /**
   * Folders above it that nothing below has, outermost first. A layer must bring them: older Docker makes missing ones
   * with mode 0600. https://github.com/moby/moby/blob/04472304f61784403033f6241a520bd41e5d723b/pkg/archive/diff.go
   */
  readonly folders: readonly string[]
  /** Something below has a folder there, which a file would hide with all that is in it. */
  readonly isFolder: boolean
}

export type FindPlace = (path: string) => Place

/** On scratch only the roots layer is below: naming its folders again would change the mode of /tmp. */
export const placeOnScratch: FindPlace = path => ({
  path,
  folders: foldersAbove(path).filter(folder => !ROOTS_FOLDERS.has(folder)),
  isFolder: ROOTS_FOLDERS.has(path),
})

export function placeOfFile(findPlace: FindPlace, path: string): Place {
  const place = findPlace(path)
  if (!place.isFolder) return place
  throw new UserError(`${path} can't be a file in the image: what is below has a folder there`, {
    hint: `end the destination with a slash (${path}/) to put the file into that folder, or choose another path`,
  })
}

/** Moves entries to where they must be in the layer. Folders that are below already are left as they are there. */
export function placeEntries<T extends TarEntry>(
  entries: readonly T[],
  findPlace: FindPlace,
): readonly (T | TarEntry)[] {
  const placed = new Map<string, T | TarEntry>()
  for (const entry of entries) {
    const isFolder = entry.kind === 'directory'
    const {path, folders} = isFolder ? findPlace(`${entry.path}/x`) : placeOfFile(findPlace, entry.path)
    for (const folder of folders) if (!placed.has(folder)) placed.set(folder, folderEntry(folder))
    if (!isFolder) placed.set(path, {...entry, path})
  }
  return [...placed.values()]
}

export function folderEntry(path: string): TarEntry {
  return {path, mode: 0o755, kind: 'directory'}
}

/** `/a/b/c` → `/a`, `/a/b`. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').filter(part => part !== '')
  return parts.slice(0, -1).map((_, at) => `/${parts.slice(0, at + 1).join('/')}`)
}
