import {posix} from 'node:path'
import type {MainPackage} from '../../go/types.ts'
import {UserError} from '../../lib/errors.ts'
import type {TarEntry} from '../../oci/index.ts'
import type {ImageToBuild} from '../types.ts'

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

/** Throws for a file of the user's where a program's folder must be: the layer above would hide it in silence. */
export function checkFolders(image: Parameters<typeof programPaths>[0], entries: readonly TarEntry[]): void {
  const paths = programPaths(image)
  for (const {kind, path} of entries) {
    const program = kind === 'directory' ? undefined : paths.find(one => one.startsWith(`${path}/`))
    if (program === undefined) continue
    throw new UserError(`${path} can't be a file in ${image.name}: the program ${program} is below it`, {
      hint: 'choose another destination in "files", or set "binary-path"',
    })
  }
}
