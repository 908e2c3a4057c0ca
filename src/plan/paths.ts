import {basename} from 'node:path'
import {binaryPath} from '../engine/index.ts'
import type {MainPackage} from '../go/index.ts'
import type {Problem} from '../lib/errors.ts'
import type {Request} from '../request/index.ts'
import type {PlannedImage} from './types.ts'

export interface PathsInput {
  readonly container: Request['container']
  readonly images: readonly Pick<PlannedImage, 'name' | 'mains'>[]
  readonly mains: readonly Pick<MainPackage, 'importPath' | 'name'>[]
}

/** Of two things at one path the later layer would hide the other in silence. */
export function pathProblems({container, images, mains}: PathsInput): readonly Problem[] {
  const problems = images.flatMap(image => {
    const paths = mains.filter(main => image.mains.includes(main.importPath)).map(main => binaryPath({container}, main))
    return [...sharedPaths(image.name, paths), ...hiddenFiles(container.files, paths)]
  })
  return problems.filter((one, at) => problems.findIndex(({message}) => message === one.message) === at)
}

function sharedPaths(image: string, paths: readonly string[]): readonly Problem[] {
  const twice = paths.find((path, at) => paths.indexOf(path) !== at)
  if (twice === undefined) return []
  const message = `two programs of ${image} would be at ${twice}`
  return [{subject: 'binary-path', message, hint: 'put {name} into it, or end it with a /'}]
}

function hiddenFiles(files: Request['container']['files'], paths: readonly string[]): readonly Problem[] {
  return files
    .filter(file => paths.includes(destinationOf(file)))
    .map(({source, destination}) => ({
      subject: 'files',
      message: `${source}:${destination} would be where the program is`,
      hint: 'choose another destination, or set binary-path',
    }))
}

function destinationOf({source, destination}: Request['container']['files'][number]): string {
  return destination.endsWith('/') ? `${destination}${basename(source)}` : destination
}
