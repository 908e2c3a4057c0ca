import {randomUUID} from 'node:crypto'
import {rename, stat} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {removeTree, writeFileAtomic} from '../lib/files.ts'
import {type Entry, entriesOf, entriesOfKind, KINDS, type Kind} from './entries.ts'
import {tryLock} from './lock.ts'

export interface Bound {
  readonly maxBytes: number
  readonly maxAgeMs: number
}

const MiB = 1024 * 1024
const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

/** As much as pays: two platforms of a few dozen programs, their layers, and the last layouts that nobody asked to keep. */
export const BOUNDS: Readonly<Record<Kind, Bound>> = {
  binaries: {maxBytes: 2048 * MiB, maxAgeMs: 30 * DAY},
  blobs: {maxBytes: 2048 * MiB, maxAgeMs: 30 * DAY},
  code: {maxBytes: 32 * MiB, maxAgeMs: 30 * DAY},
  layouts: {maxBytes: 2048 * MiB, maxAgeMs: 30 * DAY},
  records: {maxBytes: 32 * MiB, maxAgeMs: 30 * DAY},
}

/** A run that goes on may still need what it used this recently, also where no lock says so. */
const IN_USE_MS = HOUR
/** Looking at every file costs as much as a warm run may take, so it is done this often at most. */
const PRUNE_EVERY_MS = HOUR / 6
const STAMP = 'pruned'

export interface Removed {
  readonly entries: number
  readonly bytes: number
}

/** Keeps the cache folder within its bounds: what was used last stays. For the end of a run; does nothing if it was done lately. */
export async function prune(root: string, now: Date, bounds = BOUNDS): Promise<Removed> {
  const stamp = await stat(join(root, STAMP)).catch(() => undefined)
  if (stamp && now.getTime() - stamp.mtimeMs < PRUNE_EVERY_MS) return {entries: 0, bytes: 0}
  const lists = await Promise.all(
    KINDS.map(async kind => tooMuch(await entriesOfKind(root, kind), bounds[kind], now.getTime())),
  )
  if (lists.every(list => list.length === 0) && !stamp && (await entriesOf(root)).length === 0)
    return {entries: 0, bytes: 0}
  const removed = await removeEntries(lists.flat())
  await writeFileAtomic(join(root, STAMP), '').catch(() => {})
  return removed
}

/**
 * Removes what is ours in the folder; GO_CONTAINERIZE_CACHE may name one that holds other things too. What a running
 * build has locked stays.
 */
export async function clearCache(root: string): Promise<Removed> {
  const lists = await Promise.all(KINDS.map(kind => entriesOfKind(root, kind)))
  const removed = await removeEntries(lists.flat())
  await removeTree(join(root, STAMP))
  for (const kind of KINDS) {
    const left = await entriesOfKind(root, kind)
    if (left.length === 0) await removeTree(join(root, kind))
  }
  return removed
}

/** The entries to remove: left over, too old, or beyond the size when the last used come first. */
export function tooMuch(entries: readonly Entry[], bound: Bound, nowMs: number): readonly Entry[] {
  let kept = 0
  return [...entries]
    .sort((a, b) => b.lastUsedMs - a.lastUsedMs)
    .filter(entry => {
      if (isTemporaryOutput(entry)) return true
      const age = nowMs - entry.lastUsedMs
      const isLeftOver = entry.path.endsWith('.tmp')
      const isTooMuch = isLeftOver || age > bound.maxAgeMs || kept + entry.bytes > bound.maxBytes
      const goes = isTooMuch && age > IN_USE_MS
      if (!goes) kept += entry.bytes
      return goes
    })
}

/** `KEY.UUID`: made to be removed by the run that works there and has its lock; so without a lock the run was killed. */
function isTemporaryOutput({path}: Entry): boolean {
  return basename(dirname(path)) === 'binaries' && basename(path).includes('.')
}

async function removeEntries(entries: readonly Entry[]): Promise<Removed> {
  const done = await Promise.all(entries.map(async entry => ((await removeEntry(entry.path)) ? entry : undefined)))
  const removed = done.filter(entry => entry !== undefined)
  return {entries: removed.length, bytes: removed.reduce((sum, {bytes}) => sum + bytes, 0)}
}

/** A cache that can't be emptied is no reason to fail. */
async function removeEntry(path: string): Promise<boolean> {
  try {
    if (basename(dirname(path)) !== 'binaries') {
      await removeTree(path)
      return true
    }
    const lock = await tryLock(join(path, 'lock'))
    if (!lock) return false
    // Away under another name first, so that nobody opens a half-removed folder.
    const gone = `${path}.${randomUUID()}`
    await rename(path, gone)
    await removeTree(gone)
    return true
  } catch {
    return false
  }
}
