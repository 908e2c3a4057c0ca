import type {Dirent} from 'node:fs'
import {lstat, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {codeOf} from '../lib/errors.ts'

/** The smallest thing that is removed as a whole: a folder of link outputs, a layout, or a single file. */
export interface Entry {
  readonly path: string
  readonly files: number
  readonly bytes: number
  readonly lastUsedMs: number
}

/** What one folder at the top of the cache holds together. */
export interface CacheKind {
  readonly name: Kind
  readonly files: number
  readonly bytes: number
}

/** The folders that are ours. Others may share the cache folder with us: they are neither counted nor touched. */
export const KINDS = ['binaries', 'blobs', 'code', 'layouts', 'records'] as const
export type Kind = (typeof KINDS)[number]

/** Kinds whose entries are folders; of the others every file stands for itself. */
const FOLDER_KINDS: ReadonlySet<Kind> = new Set<Kind>(['binaries', 'layouts'])

/** What is kept, by kind. Empty when there is no cache folder. */
export async function listCache(root: string): Promise<readonly CacheKind[]> {
  const kinds = await Promise.all(
    KINDS.map(async name => {
      const {files, bytes} = await measure(join(root, name))
      return {name, files, bytes}
    }),
  )
  return kinds.filter(({files}) => files > 0)
}

/** The removable entries of one kind. */
export async function entriesOfKind(root: string, kind: Kind): Promise<readonly Entry[]> {
  const folder = join(root, kind)
  const paths = FOLDER_KINDS.has(kind)
    ? (await entriesOf(folder)).map(({name}) => join(folder, name))
    : await filesBelow(folder)
  return Promise.all(paths.map(async path => ({path, ...(await measure(path))})))
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await entriesOf(folder)
  const below = await Promise.all(
    entries.map(entry => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesBelow(path) : [path]
    }),
  )
  return below.flat()
}

/**
 * The newest change below it tells when something was used last. The change time counts, not only the modification
 * time, because a layer is used by linking it into a layout.
 */
async function measure(path: string): Promise<Omit<Entry, 'path'>> {
  const found = await lstat(path).catch(() => undefined) // another run may have removed it meanwhile
  if (!found) return {files: 0, bytes: 0, lastUsedMs: 0}
  const changedMs = Math.max(found.mtimeMs, found.ctimeMs)
  if (!found.isDirectory()) return {files: 1, bytes: found.size, lastUsedMs: changedMs}
  const children = await Promise.all((await entriesOf(path)).map(({name}) => measure(join(path, name))))
  return {
    files: children.reduce((sum, child) => sum + child.files, 0),
    bytes: children.reduce((sum, child) => sum + child.bytes, 0),
    lastUsedMs: Math.max(changedMs, ...children.map(child => child.lastUsedMs)),
  }
}

export async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, {withFileTypes: true})
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}
