import {posix} from 'node:path'
import type {MainPackage} from '../../go/types.ts'
import {UserError} from '../../lib/errors.ts'
import type {TarEntry} from '../../oci/index.ts'
import type {ImageToBuild} from '../types.ts'
import {foldersAbove} from './places.ts'
import {ROOTS_FILES} from './roots.ts'

/** Where a program is in the image, by the request's pattern. */
export function binaryPath({container}: Pick<ImageToBuild, 'container'>, main: Pick<MainPackage, 'name'>): string {
  return posix.normalize(container.binaryPath.replaceAll('{name}', main.name))
}

/** The paths of an image's programs. Throws when two are the same, or when nothing says which program starts. */
export function programPaths(image: Pick<ImageToBuild, 'container' | 'mains' | 'name'>): readonly string[] {
  const paths = image.mains.map(main => binaryPath(image, main))
  const twice = paths.find((path, at) => paths.indexOf(path) !== at)
  if (twice !== undefined) {
    throw new UserError(`two programs of ${image.name} would be at ${twice}`, {
      hint: 'put {name} into "binary-path"',
    })
  }
  if (paths.length > 1 && !image.container.entrypoint) {
    throw new UserError(`${image.name} has several programs (${paths.join(', ')}) and no entrypoint`, {
      hint: 'say with "entrypoint" which one starts, or put {name} into "image" for one image each',
    })
  }
  return paths
}

/**
 * Throws where one path would be both a file and a folder: of the two, some tools take the layer above, and others fail
 * to unpack the image. The folders of a base are looked at where its files are known.
 */
export function checkFolders(
  image: Parameters<typeof programPaths>[0] & Pick<ImageToBuild, 'base'>,
  entries: readonly TarEntry[],
): void {
  const roots = image.base ? [] : ROOTS_FILES
  const files = new Set([...programPaths(image), ...entries.filter(isFile).map(({path}) => path), ...roots])
  const own = entries.filter(entry => !isFile(entry)).map(({path}) => path)
  const folders = new Set([...own, ...[...files, ...own].flatMap(foldersAbove)])
  const both = [...files].find(path => folders.has(path))
  if (both === undefined) return
  throw new UserError(`${both} can't be a file in ${image.name}: it would be a folder too`, {
    hint: 'choose other destinations in "files", or set "binary-path"',
  })
}

function isFile({kind}: TarEntry): boolean {
  return kind !== 'directory'
}
