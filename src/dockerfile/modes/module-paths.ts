import {posix} from 'node:path'
import {inFolder} from './context-files.ts'
import type {PlacedBuild} from './stage-model.ts'
import type {WorkTreeFacts} from './types.ts'

/** An absolute path, which means something else on the runner, in the go.mod or go.work of a go build in this folder. */
export function absoluteModule(
  {go, env}: Pick<PlacedBuild, 'go' | 'env'>,
  host: string,
  tree: Pick<WorkTreeFacts, 'kindOf' | 'textOf'>,
): {readonly file: string; readonly path: string} | undefined {
  const named = go.flags.flatMap(flag => /^-modfile=(.+)$/s.exec(flag)?.[1] ?? []).at(-1)
  const module = named === undefined ? nearest('go.mod', host, tree) : posix.join('/', host, named).slice(1)
  const work = env.GOWORK === 'off' ? undefined : nearest('go.work', host, tree)
  return [module, work].flatMap(file => {
    if (file === undefined) return []
    return absolutePaths(tree.textOf(file) ?? '').map(path => ({file, path}))
  })[0]
}

function nearest(name: string, folder: string, tree: Pick<WorkTreeFacts, 'kindOf'>): string | undefined {
  const path = inFolder(folder, name)
  if (tree.kindOf(path) === 'file') return path
  return folder === '' ? undefined : nearest(name, posix.join('/', posix.dirname(folder)).slice(1), tree)
}

/** Of `replace` and `use`. https://go.dev/ref/mod#go-mod-file-replace https://go.dev/ref/mod#go-work-file-use */
function absolutePaths(text: string): readonly string[] {
  return text.split('\n').flatMap(line => {
    return /(?:=>\s*|^\s*(?:use\s*)?)["`]?(\/[^\s"`]*)/.exec(line.replace(/\/\/.*/, ''))?.[1] ?? []
  })
}
