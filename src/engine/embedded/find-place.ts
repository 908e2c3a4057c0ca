import type {Platform} from '../../oci/index.ts'
import type {ResolvedBase} from '../types.ts'
import type {ReadBaseFiles} from './base-files.ts'
import {type FindPlace, placeOnScratch} from './places.ts'

/** Where things go in an image on that base; on scratch if there is none. */
export async function findPlaceOn(
  base: ResolvedBase | undefined,
  platform: Platform,
  readBase: ReadBaseFiles,
): Promise<FindPlace> {
  if (!base) return placeOnScratch
  const files = await readBase(base, base.for(platform))
  return path => {
    const {path: real, missing} = files.locate(path)
    return {path: real, folders: missing, isFolder: files.isFolder(real)}
  }
}
