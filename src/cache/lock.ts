import {randomUUID} from 'node:crypto'
import {link, mkdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises'
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
  const held = await readOwner(path)
  if (held?.id === owner.id) await rm(path, {force: true})
}

/** Moves a dead owner's lock away. Two that find the same one dead can't both win: the second moves nothing or a live one, and puts that back. */
async function clearStale(path: string): Promise<boolean> {
  const seen = await readOwner(path)
  if (await isHeld(path, seen)) return false
  const aside = `${path}.${randomUUID()}.stale`
  try {
    await rename(path, aside)
    const moved = await readOwner(aside)
    if (moved?.id === seen?.id) return true
    await link(aside, path).catch(() => {})
    return false
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true
    throw error
  } finally {
    await rm(aside, {force: true})
  }
}

async function isHeld(path: string, owner: Owner | undefined): Promise<boolean> {
  if (!owner) return false
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

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    const [host, pid, id] = [stringAt(value, 'host'), numberAt(value, 'pid'), stringAt(value, 'id')]
    if (!isRecord(value) || host === undefined || pid === undefined || id === undefined) return undefined
    return {host, pid, id, started: stringAt(value, 'started')}
  } catch {
    return undefined
  }
}
