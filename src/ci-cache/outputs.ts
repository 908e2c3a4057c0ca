import type {Dirent, Stats} from 'node:fs'
import {readdir, readFile, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {stringAt} from '../lib/json.ts'
import {type EntryPlace, restoreEntry, saveEntry} from './entry.ts'
import {linkFiles, moveInto} from './place.ts'
import type {CacheKeys, RestoreReport, SaveReport} from './types.ts'

// The project's own cache folder (src/cache): linked programs, their layers, and what is noted about both.

const PROGRAM = /^binaries\/[0-9a-f]{32}\/(bin\/[^/]+|record\.json)$/
const LAYER = /^blobs\/sha256\/[0-9a-f]{64}$/
const LAYER_RECORD = /^records\/layers\/[0-9a-f]{64}\.json$/

/** What may come from an archive. Each file is used only after its SHA-256 was compared with its record. */
function isOutput(path: string): boolean {
  return [PROGRAM, LAYER, LAYER_RECORD].some(pattern => pattern.test(path))
}

export async function isWarmOutputs(root: string): Promise<boolean> {
  return (await readdir(join(root, 'binaries')).catch(() => [])).length > 0
}

/** `usedSince`: for `saveOutputs`. */
export type OutputsRestore = RestoreReport & {readonly usedSince: Date}

export async function restoreOutputs(
  options: EntryPlace & {readonly keys: CacheKeys; readonly root: string; readonly now: () => Date},
): Promise<OutputsRestore> {
  const {root, keys, now} = options
  const report = await restoreEntry('go-outputs', keys, options, from => moveInto({from, to: root, accept: isOutput}))
  // Only now: taking the archive away changed the files once more. Our clock is cut to milliseconds, theirs isn't.
  return {...report, usedSince: new Date(now().getTime() + 1)}
}

/**
 * Saves what the run used, no more: that keeps the archive at the size of one run. cmd/go touches a program that it
 * finds up to date, and a layer is used by linking it into a layout.
 */
export async function saveOutputs(
  options: EntryPlace & {readonly key: string; readonly root: string; readonly usedSince: Date},
): Promise<SaveReport> {
  const {root, key, usedSince} = options
  return saveEntry('go-outputs', key, options, async folder =>
    linkFiles(root, folder, await usedOutputs(root, usedSince)),
  )
}

async function usedOutputs(root: string, usedSince: Date): Promise<readonly string[]> {
  const isUsed = ({ctimeMs}: Stats) => ctimeMs >= usedSince.getTime()
  const candidates = (
    await Promise.all(['binaries', 'blobs', 'records/layers'].map(kind => filesBelow(root, kind)))
  ).flat()
  const used = await Promise.all(
    candidates.filter(isOutput).map(async path => {
      // A record is only read by a run that uses it.
      if (LAYER_RECORD.test(path)) return [path]
      return isUsed(await stat(join(root, path))) ? [path] : []
    }),
  )
  const files = used.flat()
  const layers = new Set(files.filter(path => LAYER.test(path)).map(path => path.slice(-64)))
  const kept = await Promise.all(
    files.map(async path => (!LAYER_RECORD.test(path) || layers.has(await layerOf(join(root, path))) ? [path] : [])),
  )
  return kept.flat().sort()
}

async function layerOf(record: string): Promise<string> {
  try {
    return (stringAt(JSON.parse(await readFile(record, 'utf8')), 'digest') ?? '').slice(-64)
  } catch {
    return ''
  }
}

async function filesBelow(root: string, below: string): Promise<readonly string[]> {
  const entries: readonly Dirent[] = await readdir(join(root, below), {withFileTypes: true}).catch(() => [])
  const lists = entries.map(entry => {
    const path = `${below}/${entry.name}`
    if (entry.isDirectory()) return filesBelow(root, path)
    return entry.isFile() ? [path] : []
  })
  return (await Promise.all(lists)).flat()
}
