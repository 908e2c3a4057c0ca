import {lstat, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import pLimit from 'p-limit'
import {FOLDERS_AT_ONCE} from './place.ts'
import {type FileHashes, filesBelow, hashFiles, parseHashes, treeHash} from './source-tree.ts'

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
 * Compares what an archive brought with what go.sum says, to the last file; what go.sum says nothing of is an error. A
 * module's go.mod is left to cmd/go, which compares it in any case. Then notes the sums where cmd/go looks for them.
 * `trees`: of `readSums`. Gives the number of files.
 */
export async function acceptSources(root: string, trees: ReadonlyMap<string, string>): Promise<number> {
  const files = await filesBelow(root)
  await refuseLinks(root, files)
  const lists = new Map<string, FileHashes>()
  const sources = new Map<string, string[]>()
  for (const path of files) {
    const {path: module, version, ending} = DOWNLOAD.exec(path)?.groups ?? {}
    const {folder = '', file = ''} = SOURCE.exec(path)?.groups ?? {}
    if (ending === LIST) lists.set(`${module}@${version}`, await listOf(root, `${module}@${version}`, trees))
    else if (ending === undefined && folder !== '') sources.set(folder, [...(sources.get(folder) ?? []), file])
    else if (ending === undefined) throw new Error(`${path} is no source of a module`)
  }
  for (const [folder, paths] of sources) await compare(root, {folder, paths, list: lists.get(folder)})
  for (const folder of lists.keys())
    await writeFile(join(root, downloadPath(folder, '.ziphash')), trees.get(folder) ?? '')
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

async function listOf(root: string, folder: string, trees: ReadonlyMap<string, string>): Promise<FileHashes> {
  const list = await readFile(join(root, downloadPath(folder, LIST)), 'utf8')
  if (treeHash(list) !== trees.get(folder)) throw new Error(`${folder} is not the module that go.sum names`)
  return parseHashes(folder, list)
}

async function compare(
  root: string,
  {folder, paths, list}: {folder: string; paths: readonly string[]; list: FileHashes | undefined},
): Promise<void> {
  for (const [path, hash] of await hashFiles(join(root, folder), paths)) {
    if (list?.get(path) !== hash) throw new Error(`${folder}/${path} is not the file that go.sum vouches for`)
  }
}
