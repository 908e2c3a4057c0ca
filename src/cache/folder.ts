import {createHash} from 'node:crypto'
import {access, constants, mkdir, readFile, stat} from 'node:fs/promises'
import {homedir} from 'node:os'
import {isAbsolute, join, resolve} from 'node:path'
import {messageOf, UserError} from '../lib/errors.ts'
import type {Environment} from '../lib/exec.ts'
import {writeFileAtomic} from '../lib/files.ts'
import {numberAt} from '../lib/json.ts'

/**
 * The project's own folder in the user's cache folder: link outputs, layer blobs and small records, kept between runs.
 * Everything in it can be deleted at any time. Nothing in it is believed: a kept file is used only while it matches
 * the record made when it was written.
 */
export interface CacheFolder {
  readonly root: string
  /** `records/<kind>/<sha256 of key>.json`; undefined when absent or unreadable. `parse` narrows what was read. */
  readRecord<T>(kind: string, key: string, parse: (value: unknown) => T | undefined): Promise<T | undefined>
  /** A record that can't be written (full disk, read-only folder) is only a slower next run. */
  writeRecord(kind: string, key: string, value: unknown): Promise<void>
}

export function openCacheFolder(root: string): CacheFolder {
  const pathOf = (kind: string, key: string) =>
    join(root, 'records', kind, `${createHash('sha256').update(key).digest('hex')}.json`)
  return {
    root,
    async readRecord(kind, key, parse) {
      try {
        return parse(JSON.parse(await readFile(pathOf(kind, key), 'utf8')))
      } catch {
        return undefined
      }
    },
    async writeRecord(kind, key, value) {
      await writeFileAtomic(pathOf(kind, key), JSON.stringify(value)).catch(() => {})
    },
  }
}

/** Makes the folder. Rejects with the fix where it can't be written: found before slow work, not in the middle of it. */
export async function prepareCacheFolder(root: string): Promise<CacheFolder> {
  try {
    await mkdir(root, {recursive: true})
    await access(root, constants.W_OK)
    return openCacheFolder(root)
  } catch (cause) {
    throw new UserError(`cannot write to the cache folder ${root} (${messageOf(cause)})`, {
      cause,
      hint: 'set GO_CONTAINERIZE_CACHE to a folder that can be written',
    })
  }
}

/** Where the folder is: GO_CONTAINERIZE_CACHE, else the system's place for caches. */
export function cacheRoot(env: Environment, platform: NodeJS.Platform = process.platform): string {
  if (env.GO_CONTAINERIZE_CACHE) return resolve(env.GO_CONTAINERIZE_CACHE)
  const home = env.HOME || env.USERPROFILE || homedir()
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'go-containerize')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'go-containerize')
  // The specification says to ignore a relative one: it would be another folder wherever we are called, even the work tree.
  // https://specifications.freedesktop.org/basedir-spec/latest/
  const xdg = env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : join(home, '.cache')
  return join(xdg, 'go-containerize')
}

/** What tells, without reading it, that a file is the one we wrote: any change of content moves at least one of these. */
export interface FileIdentity {
  readonly size: number
  readonly mtimeMs: number
  readonly inode: number
}

export async function identityOf(path: string): Promise<FileIdentity | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ? {size: found.size, mtimeMs: found.mtimeMs, inode: found.ino} : undefined
}

/** As it stands in a record. */
export function parseIdentity(value: unknown): FileIdentity | undefined {
  const [size, mtimeMs, inode] = [numberAt(value, 'size'), numberAt(value, 'mtimeMs'), numberAt(value, 'inode')]
  return size === undefined || mtimeMs === undefined || inode === undefined ? undefined : {size, mtimeMs, inode}
}

export function sameFile(a: FileIdentity | undefined, b: FileIdentity | undefined): boolean {
  return a !== undefined && b !== undefined && a.size === b.size && a.mtimeMs === b.mtimeMs && a.inode === b.inode
}
