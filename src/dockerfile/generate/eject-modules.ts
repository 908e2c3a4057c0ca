import {posix} from 'node:path'
import {MODULE_CACHE, NETRC} from './eject-mounts.ts'
import type {EjectRequest} from './eject-types.ts'
import {copyLine, destinationPath, shellWord, sourcePath} from './quote.ts'

/** The modules first: a change of the sources then fetches nothing. */
export function moduleLines({moduleFiles, scopes, goPrivate}: EjectRequest): readonly string[] {
  const fetching = scopes.filter(({vendored}) => !vendored)
  const hasSums = moduleFiles.some(file => /(^|\/)go(\.work)?\.sum$/.test(file))
  if (!hasSums || fetching.length === 0) return [] // then there is nothing to fetch
  const mounts = [MODULE_CACHE, ...(goPrivate.length > 0 ? [NETRC] : [])]
  const commands = fetching.map(({dir, outsideWorkFile}) =>
    [...(outsideWorkFile ? ['GOWORK=off'] : []), 'go', 'mod', 'download', ...(dir === '.' ? [] : ['-C', dir])]
      .map(shellWord)
      .join(' '),
  )
  return [...copyLines(moduleFiles), `RUN ${mounts.join(' ')} \\`, `    ${commands.join(' && \\\n    ')}`]
}

function copyLines(files: readonly string[]): readonly string[] {
  const folders = [...new Set(files.map(file => posix.dirname(file)))]
  return folders.map(folder => {
    const inIt = files.filter(file => posix.dirname(file) === folder)
    return copyLine([], inIt.map(sourcePath), destinationPath(folder === '.' ? './' : `${folder}/`))
  })
}
