import {randomUUID} from 'node:crypto'
import {link, mkdir, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {hostname} from 'node:os'
import {dirname} from 'node:path'
import {codeOf} from '../lib/errors.ts'
import {isRecord, numberAt, stringAt} from '../lib/json.ts'

export interface Lock {
  release(): Promise<void>
}

/** Who holds a lock: a process id alone would name another process after a restart, and in each container anew. */
interface Owner {
  readonly host: string
  readonly pid: number
  /** When the process began, in the kernel's ticks; undefined where /proc does not tell. */
  readonly started: string | undefined
  readonly id: string
}

/** Of another machine or container nobody can say whether it lives; jobs end after 6 hours. */
const FOREIGN_LOCK_MS = 6 * 60 * 60 * 1000

/**
 * Takes the lock file or returns undefined at once: whoever finds a lock held works elsewhere instead of waiting. The
 * lock of a process that has died is taken over. Rejects if the folder can't be written.
 */
export async function tryLock(path: string): Promise<Lock | undefined> {
  const owner: Owner = {host: hostname(), pid: process.pid, started: await startOf(process.pid), id: randomUUID()}
  if ((await create(path, owner)) || ((await clearStale(path)) && (await create(path, owner)))) {
    return {release: () => release(path, owner)}
  }
  return undefined
}

/** Linked into place whole: a reader never sees a lock without its owner. */
async function create(path: string, owner: Owner): Promise<boolean> {
  // Outside the locked folder, which whoever has the lock may move away meanwhile.
  const temporary = `${dirname(path)}.${owner.id}.lock`
  try {
    await mkdir(dirname(path), {recursive: true})
    await writeFile(temporary, JSON.stringify(owner))
    await link(temporary, path).catch(error => {
      // Some network and shared folders have no hard links; there a reader may see an empty file for a moment.
      if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOENT') throw error
      return writeFile(path, JSON.stringify(owner), {flag: 'wx'})
    })
    return true
  } catch (error) {
    // ENOENT: the folder was removed just now, which is as good as held.
    if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOENT') return false
    throw error
  } finally {
    await rm(temporary, {force: true})
  }
}

async function release(path: string, owner: Owner): Promise<void> {
  if (idOf(await readOwner(path)) === owner.id) await rm(path, {force: true})
}

/**
 * Removes a dead owner's lock. Of those who find it dead one may: the one that makes the mark with the dead one's name. As
 * nobody else removes that lock then, what is removed is surely not another's who came in between.
 */
async function clearStale(path: string): Promise<boolean> {
  const seen = await readOwner(path)
  if (seen === 'absent') return true // released just now
  if (await isHeld(path, seen)) return false
  const mark = `${path}.${idOf(seen)}.stale`
  try {
    await writeFile(mark, '', {flag: 'wx'})
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true // the folder was removed just now
    if (codeOf(error) !== 'EEXIST') throw error
    await removeOldMark(mark)
    return false
  }
  try {
    if (idOf(await readOwner(path)) !== idOf(seen)) return false
    await rm(path, {force: true})
    return true
  } finally {
    await rm(mark, {force: true})
  }
}

/** Of a run that ended in the moment between mark and lock: the next one may try again. */
async function removeOldMark(mark: string): Promise<void> {
  const found = await stat(mark).catch(() => undefined)
  if (found && Date.now() - found.mtimeMs > FOREIGN_LOCK_MS) await rm(mark, {force: true})
}

async function isHeld(path: string, owner: Owner | 'unreadable'): Promise<boolean> {
  if (owner === 'unreadable') return false
  if (owner.host !== hostname()) {
    const found = await stat(path).catch(() => undefined)
    return found !== undefined && Date.now() - found.mtimeMs < FOREIGN_LOCK_MS
  }
  return isAlive(owner.pid) && (await startOf(owner.pid)) === owner.started
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM' // it lives, as another user
  }
}

/** Field 22 of /proc/PID/stat; the name before it may hold blanks and brackets. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function startOf(pid: number): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return text === '' ? undefined : text.slice(text.lastIndexOf(')') + 2).split(' ')[19]
}

/** What a lock file says: `unreadable` where it isn't of ours. */
type Found = Owner | 'unreadable' | 'absent'

function idOf(found: Found): string {
  return typeof found === 'string' ? found : found.id
}

async function readOwner(path: string): Promise<Found> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    const [host, pid, id] = [stringAt(value, 'host'), numberAt(value, 'pid'), stringAt(value, 'id')]
    if (!isRecord(value) || host === undefined || pid === undefined) return 'unreadable'
    if (id === undefined || !/^[\w-]+$/.test(id)) return 'unreadable' // it becomes part of a file's name
    return {host, pid, id, started: stringAt(value, 'started')}
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'absent' : 'unreadable'
  }
}
