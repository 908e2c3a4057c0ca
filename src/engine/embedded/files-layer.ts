import {basename} from 'node:path'
import type {MainPackage} from '../../go/types.ts'
import {UserError} from '../../lib/errors.ts'
import type {FileToAdd} from '../../request/types.ts'
import {KODATA_PATH} from './config.ts'
import type {LayerSource} from './kept-layer.ts'
import {kodataEntries} from './kodata.ts'
import {type FindPlace, placeEntries} from './places.ts'
import {keepLinksWithin, type SourceEntry, treeEntries} from './tree.ts'

/** The user's extra files; of two that go to one place the later one wins, as with COPY. */
export async function fileEntries(files: readonly FileToAdd[]): Promise<readonly SourceEntry[]> {
  const entries: SourceEntry[] = []
  for (const {source, destination} of files) {
    const target = destination.endsWith('/') ? `${destination}${basename(source)}` : destination
    const what = `files ${source}:${destination}`
    entries.push(...(await treeEntries(source, target, keepLinksWithin(source, what), what)))
  }
  return entries
}

/** The kodata of all programs of an image, in one folder as each of them expects it. */
export async function allKodataEntries(mains: readonly MainPackage[]): Promise<readonly SourceEntry[]> {
  const entries = new Map<string, SourceEntry>()
  for (const main of mains) {
    for (const entry of await kodataEntries(main, KODATA_PATH)) {
      const other = entries.get(entry.path)
      if (other && other.stamp !== entry.stamp) {
        throw new UserError(
          `two programs of one image bring their own ${entry.path}, ${main.importPath} is one of them`,
          {
            hint: 'put {name} into "image": each program then gets an image of its own',
          },
        )
      }
      entries.set(entry.path, entry)
    }
  }
  return [...entries.values()]
}

/** One layer for such entries, where they belong; undefined when there are none. */
export function filesLayer(entries: readonly SourceEntry[], findPlace: FindPlace, time: Date): LayerSource | undefined {
  if (entries.length === 0) return undefined
  const placed = placeEntries(entries, findPlace)
  return {key: JSON.stringify(['files', placed]), entries: placed, time} // functions do not show in JSON, stamps do
}
