import {lstat, mkdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import pLimit from 'p-limit'
import {FOLDERS_AT_ONCE} from './place.ts'
import {folderOf, neededFiles} from './source-files.ts'
import {filesBelow, goModHash, parseHashes, readSources, treeHash} from './source-tree.ts'
import type {Sums} from './sums.ts'

/** `example.com/!acme@v1.2.3` → its file with this ending below GOMODCACHE. */
export function downloadPath(folder: string, ending: string): string {
  const at = folder.lastIndexOf('@')
  return `cache/download/${folder.slice(0, at)}/@v/${folder.slice(at + 1)}${ending}`
}

/** The ending of a module's list of hashes: cmd/go passes such a file over. */
export const LIST = '.files'

/** `cache/download/example.com/!acme/@v/v1.2.3.files` → the module's folder and the ending. */
const DOWNLOAD = /^cache\/download\/(?<path>.+)\/@v\/(?<version>[^/]+)(?<ending>\.files|\.mod)$/
/** `example.com/!acme@v1.2.3/sub/file.go` */
const SOURCE = /^(?<folder>[^@]+@[^/]+)\/(?<file>.+)$/

/**
 * Compares what an archive brought with what go.sum says, to the last file: nothing is changed, nothing is there that
 * go.sum says nothing of, and of no package anything is left out. Then notes the sums where cmd/go looks for them.
 * Gives the number of files.
 */
export async function acceptSources(root: string, sums: Pick<Sums, 'trees' | 'goMods'>): Promise<number> {
  const files = await filesBelow(root)
  await refuseLinks(root, files)
  const sources = new Map<string, string[]>()
  for (const path of files) {
    const {path: module, version, ending} = DOWNLOAD.exec(path)?.groups ?? {}
    const {folder = '', file = ''} = SOURCE.exec(path)?.groups ?? {}
    const own = ending === undefined ? folder : `${module}@${version}`
    if (own === '') throw new Error(`${path} is no source of a module`)
    if (ending === '.mod') await checkGoMod(join(root, path), own, sums)
    else sources.set(own, [...(sources.get(own) ?? []), ...(ending === undefined ? [file] : [])])
  }
  for (const [folder, paths] of sources) await acceptModule(root, {folder, paths}, sums)
  return files.length
}

/** Another name of a file may be one of any file of this machine, and whoever writes to it would change the sources. */
async function refuseLinks(root: string, files: readonly string[]): Promise<void> {
  const limit = pLimit(FOLDERS_AT_ONCE)
  const check = async (path: string) => {
    if ((await lstat(join(root, path))).nlink > 1) throw new Error(`${path} is a hard link`)
  }
  await Promise.all(files.map(path => limit(() => check(path))))
}

/** cmd/go compares it too, but not in a workspace without a go.work.sum. */
async function checkGoMod(path: string, folder: string, {goMods}: Pick<Sums, 'goMods'>): Promise<void> {
  if (goModHash(await readFile(path)) !== goMods.get(folder)) {
    throw new Error(`the go.mod of ${folder} is not the one that go.sum vouches for`)
  }
}

/** One without any file is there to be looked at for packages that it doesn't have. */
async function acceptModule(
  root: string,
  {folder, paths}: {readonly folder: string; readonly paths: readonly string[]},
  {trees}: Pick<Sums, 'trees'>,
): Promise<void> {
  const list = await readFile(join(root, downloadPath(folder, LIST)), 'utf8').catch(() => '')
  const tree = trees.get(folder)
  if (tree === undefined || treeHash(list) !== tree) throw new Error(`${folder} is not the module that go.sum names`)
  const hashes = parseHashes(folder, list)
  const read = await readSources(join(root, folder), paths)
  for (const [path, {hash}] of read) {
    if (hashes.get(path) !== hash) throw new Error(`${folder}/${path} is not the file that go.sum vouches for`)
  }
  const missing = neededFiles(paths.map(folderOf), {all: [...hashes.keys()], read}).find(path => !read.has(path))
  if (missing !== undefined) throw new Error(`${folder}/${missing} is missing`)
  await mkdir(join(root, folder), {recursive: true})
  await writeFile(join(root, downloadPath(folder, '.ziphash')), tree)
}
