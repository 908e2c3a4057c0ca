import type {Platform} from '../../oci/index.ts'
import type {ImageToBuild, ResolvedBase} from '../types.ts'
import type {ReadBaseFiles} from './base-files.ts'
import type {ImageFiles} from './image-files.ts'
import {type FindPlace, placeOfFile, placeOnScratch} from './places.ts'
import {programPaths} from './programs.ts'

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

/** For an engine that places nothing itself: throws where a file of the image would be a folder of what is below. */
export async function checkPlaces(
  image: ImageToBuild,
  platform: Platform,
  {files, kodata}: ImageFiles,
  readBase: ReadBaseFiles,
): Promise<void> {
  const findPlace = await findPlaceOn(image.base, platform, readBase)
  const own = [...kodata, ...files].filter(({kind}) => kind !== 'directory').map(({path}) => path)
  for (const path of [...own, ...programPaths(image)]) placeOfFile(findPlace, path)
}
