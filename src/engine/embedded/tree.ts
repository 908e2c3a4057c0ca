import {createReadStream, type Dirent, type Stats} from 'node:fs'
import {readdir, readlink, stat} from 'node:fs/promises'
import {dirname, isAbsolute, join, relative, resolve, sep} from 'node:path'
import {codeOf, UserError} from '../../lib/errors.ts'
import type {TarEntry} from '../../oci/index.ts'
import {READ_SIZE} from './read-size.ts'

/** An entry with what tells that its source is as it was: path, size, times and inode. */
export type SourceEntry = TarEntry & {readonly stamp: string}

/** What happens to a link found at `path`: keep it, or go on with what it names. Throws when it may not be there. */
export type LinkRule = (path: string) => Promise<{readonly keep: string} | {readonly follow: true}>

/** Entries of a file or folder at `destination`, without the folders above it. `what` names it in errors. */
export async function treeEntries(
  source: string,
  destination: string,
  linkRule: LinkRule,
  what: string,
): Promise<readonly SourceEntry[]> {
  const found = await statSource(source, what)
  if (found.isFile()) return [fileEntry(source, destination, found)]
  if (!found.isDirectory())
    throw new UserError(`${what}: ${source} is neither a file nor a folder`, {hint: 'leave it out'})
  const children = await readdir(source, {withFileTypes: true})
  const below = await inTurn(children, child => childEntries(child, source, destination, linkRule, what))
  return [{path: destination, mode: 0o755, kind: 'directory', stamp: ''}, ...below.flat()]
}

async function childEntries(child: Dirent, folder: string, to: string, linkRule: LinkRule, what: string) {
  const source = join(folder, child.name)
  const destination = `${to}/${child.name}`
  if (!child.isSymbolicLink()) return treeEntries(source, destination, linkRule, what)
  const decision = await linkRule(source)
  if ('follow' in decision) return treeEntries(source, destination, linkRule, what)
  return [{path: destination, mode: 0o777, kind: 'symlink', target: decision.keep, stamp: ''} as const]
}

async function statSource(source: string, what: string) {
  try {
    return await stat(source)
  } catch (cause) {
    const missing = codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR'
    throw new UserError(`${what}: ${source} ${missing ? 'does not exist' : "can't be read"}`, {
      cause,
      hint: missing ? 'a source is relative to the folder of the Go module' : 'check who owns it and its permissions',
    })
  }
}

/** Modes are normalised: the umask of who checked out must not show in the image. */
function fileEntry(source: string, path: string, {mode, size, ino, mtimeMs, ctimeMs}: Stats): SourceEntry {
  const open = () => createReadStream(source, {highWaterMark: READ_SIZE})
  const stamp = [source, size, ino, mtimeMs, ctimeMs].join(' ')
  return {path, mode: mode & 0o111 ? 0o755 : 0o644, kind: 'file', size, open, stamp}
}

/** For the user's `files`: a link stays one, and may not lead out of the folder that is added. */
export function keepLinksWithin(root: string, what: string): LinkRule {
  return async path => {
    const target = await readlink(path)
    if (!isAbsolute(target) && isWithin(root, resolve(dirname(path), target)))
      return {keep: target.split(sep).join('/')}
    throw new UserError(`${what}: the link ${path} leads out of ${root} (to ${target})`, {
      hint: 'make it a relative link to something inside, or a copy',
    })
  }
}

export function isWithin(root: string, path: string): boolean {
  const way = relative(root, path)
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  for (const item of items) results.push(await work(item))
  return results
}
