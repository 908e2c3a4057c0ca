import {randomUUID} from 'node:crypto'
import type {Dirent} from 'node:fs'
import {copyFile, link, lstat, mkdir, readdir, rename, rm, stat, utimes} from 'node:fs/promises'
import {join} from 'node:path'
import pLimit from 'p-limit'
import {codeOf} from '../lib/errors.ts'
import {exists} from '../lib/files.ts'

/** Folders worked on at once: Node has four threads for files, more would only queue up in memory. */
export const FOLDERS_AT_ONCE = 16

export interface MoveOptions {
  readonly from: string
  readonly to: string
  /** Which files, by their path below `from` with slashes; default: all. Only plain files ever move. */
  readonly accept?: (path: string) => boolean
}

/** Numbers of files. */
export interface Moved {
  readonly added: number
  /** Such as would have been accepted, but for their second name. */
  readonly linked: number
}

/**
 * Moves a tree into one that may exist. What is there stays: nothing is written over, so a folder that another step
 * filled is no error.
 */
export async function moveInto({from, to, accept = () => true}: MoveOptions): Promise<Moved> {
  const limit = pLimit(FOLDERS_AT_ONCE)
  const move = async (below: string): Promise<Moved> => {
    const [entries] = await limit(() =>
      Promise.all([readdir(join(from, below), {withFileTypes: true}), mkdir(join(to, below), {recursive: true})]),
    )
    // A link in somebody's archive would lead writes out of the folder; it is neither of the two and stays behind.
    const found = entries.filter(entry => entry.isFile()).map(entry => pathOf(below, entry))
    const wanted = found.filter(accept)
    const files = await limit(() => ownFiles(from, wanted))
    const folders = entries.filter(entry => entry.isDirectory()).map(entry => pathOf(below, entry))
    const added = await limit(() => Promise.all(files.map(path => add(join(from, path), join(to, path)))))
    const here = {added: added.filter(Boolean).length, linked: wanted.length - files.length}
    return (await Promise.all(folders.map(move))).reduce(sumOf, here)
  }
  return move('')
}

function sumOf(a: Moved, b: Moved): Moved {
  return {added: a.added + b.added, linked: a.linked + b.linked}
}

/**
 * Without files that have a second name: a hard link in somebody's archive may be one of any file of ours, and whoever
 * writes into it in place would change that one.
 */
async function ownFiles(from: string, paths: readonly string[]): Promise<readonly string[]> {
  const names = await Promise.all(paths.map(async path => (await lstat(join(from, path))).nlink))
  return paths.filter((_, at) => names[at] === 1)
}

function pathOf(below: string, entry: Dirent): string {
  return below === '' ? entry.name : `${below}/${entry.name}`
}

/** Was it added? A file keeps its time, which tells Go when it was used last. */
async function add(source: string, target: string): Promise<boolean> {
  try {
    await link(source, target)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    // Another file system, or one without hard links.
    if (await exists(target)) return false
    const temporary = `${target}.${randomUUID()}.tmp`
    try {
      await copyFile(source, temporary)
      const {atime, mtime} = await stat(source)
      await utimes(temporary, atime, mtime)
      await rename(temporary, target)
      return true
    } finally {
      await rm(temporary, {force: true})
    }
  }
}

/** Puts files at the same places below another folder, without copying where that can be. Those that are not there are left out. */
export async function linkFiles(from: string, to: string, paths: readonly string[]): Promise<number> {
  const limit = pLimit(FOLDERS_AT_ONCE)
  const folders = new Map<string, string[]>()
  for (const path of paths) {
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0))
    folders.set(folder, [...(folders.get(folder) ?? []), path])
  }
  const counts = [...folders].map(([folder, files]) =>
    limit(async () => {
      await mkdir(join(to, folder), {recursive: true})
      const added = files.map(path => add(join(from, path), join(to, path)).catch(ignoreMissing))
      return (await Promise.all(added)).filter(Boolean).length
    }),
  )
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

function ignoreMissing(error: unknown): boolean {
  if (codeOf(error) === 'ENOENT') return false
  throw error
}
