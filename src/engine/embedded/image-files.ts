import type {ImageToBuild} from '../types.ts'
import {allKodataEntries, fileEntries} from './files-layer.ts'
import {checkShape} from './manifest.ts'
import {checkFolders, programPaths} from './programs.ts'
import type {SourceEntry} from './tree.ts'

/** What goes into an image beside its programs. */
export interface ImageFiles {
  readonly kodata: readonly SourceEntry[]
  /** The user's. */
  readonly files: readonly SourceEntry[]
}

/** Finds the files of an image, whoever makes it, and throws what of it can't be: before anything is compiled. */
export async function readImageFiles(image: ImageToBuild): Promise<ImageFiles> {
  programPaths(image)
  checkShape(image.shape, image.platforms.length)
  const [files, kodata] = await Promise.all([fileEntries(image.container.files), allKodataEntries(image.mains)])
  checkFolders(image, [...files, ...kodata])
  return {files, kodata}
}
