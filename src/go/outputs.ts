import {randomUUID} from 'node:crypto'
import {mkdir, readdir, readFile, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {identityOf, type Lock, sameFile, tryLock} from '../cache/index.ts'
import {removeTree, writeFileAtomic} from '../lib/files.ts'
import {hashFile} from '../lib/hash-file.ts'
import {type KeptFile, keptAfterBuild, parseKept} from './kept-file.ts'

/** A folder that `go build -o` writes programs to, ours alone until `close`. */
export interface OutputFolder {
  /** For -o. */
  readonly bin: string
  /** For GOTMPDIR: on the same file system, so that a program gets its place by a rename. */
  readonly work: string
  /** Size and hash of a program that the build left in `bin`. */
  measure(name: string, signal?: AbortSignal): Promise<{path: string; size: number; sha256: string}>
  /** Keeps what was measured for the next run, and lets others in. */
  close(): Promise<void>
}

/**
 * Opens `<root>/<key>` with the programs of an earlier run in it, so that cmd/go need not link them again. cmd/go
 * believes the first bytes of such a file: one that was cut short would count as up to date and be shipped. So
 * whatever is not as we recorded it goes before the build.
 *
 * While another process has the folder, a fresh one is made, and removed again in the end.
 */
export async function openOutputs(root: string, key: string): Promise<OutputFolder> {
  const folder = join(root, key)
  const lock = await tryLock(join(folder, 'lock'))
  return lock ? openKept(folder, lock) : openTemporaryOutputs(root, key)
}

async function openKept(folder: string, lock: Lock): Promise<OutputFolder> {
  try {
    const [bin, work] = [join(folder, 'bin'), join(folder, 'work')]
    await removeTree(work) // of a run that was killed
    await Promise.all([mkdir(bin, {recursive: true}), mkdir(work)])
    const recorded = parseKept(await readJson(join(folder, 'record.json')))
    const kept = await sweep(bin, recorded)
    const measured = new Map(kept)
    return {
      bin,
      work,
      measure: (name, signal) => measure(bin, name, {kept, measured}, signal),
      async close() {
        // A record that can't be written costs a link next time, no more.
        const files = Object.fromEntries(measured)
        await writeFileAtomic(join(folder, 'record.json'), JSON.stringify({files})).catch(() => {})
        await removeTree(work)
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** A folder that is gone after `close`. Its lock tells that it is in use, and a killed run's that it can go. */
export async function openTemporaryOutputs(root: string, key: string): Promise<OutputFolder> {
  const folder = join(root, `${key}.${randomUUID()}`)
  const lock = await tryLock(join(folder, 'lock'))
  const [bin, work] = [join(folder, 'bin'), join(folder, 'work')]
  await Promise.all([mkdir(bin, {recursive: true}), mkdir(work, {recursive: true})])
  return {
    bin,
    work,
    measure: (name, signal) => measure(bin, name, {kept: new Map(), measured: new Map()}, signal),
    async close() {
      await removeTree(folder)
      await lock?.release()
    },
  }
}

interface Measured {
  readonly kept: ReadonlyMap<string, KeptFile>
  readonly measured: Map<string, KeptFile>
}

async function measure(bin: string, name: string, {kept, measured}: Measured, signal?: AbortSignal) {
  const path = join(bin, name)
  const file = await keptAfterBuild(path, kept.get(name), signal)
  measured.set(name, file)
  return {path, size: file.identity.size, sha256: file.sha256}
}

/** Deletes what is not as recorded; gives what may stay. */
async function sweep(bin: string, recorded: ReadonlyMap<string, KeptFile>): Promise<Map<string, KeptFile>> {
  const kept = new Map<string, KeptFile>()
  await Promise.all(
    (await readdir(bin)).map(async name => {
      const file = await asRecorded(join(bin, name), recorded.get(name))
      if (file) kept.set(name, file)
      else await rm(join(bin, name), {recursive: true, force: true})
    }),
  )
  return kept
}

async function asRecorded(path: string, recorded: KeptFile | undefined): Promise<KeptFile | undefined> {
  const identity = await identityOf(path)
  if (!recorded || !identity) return undefined
  if (sameFile(recorded.identity, identity)) return recorded
  // A restored or copied file has another inode and time. Reading it is cheaper than linking it.
  if (recorded.identity.size !== identity.size || (await hashFile(path)) !== recorded.sha256) return undefined
  return {...recorded, identity}
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}
