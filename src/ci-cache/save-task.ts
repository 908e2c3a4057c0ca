import {isRecord, stringAt} from '../lib/json.ts'
import {saveBuildCache, saveModules} from './caches.ts'
import type {EntryPlace} from './entry.ts'
import {saveOutputs} from './outputs.ts'
import {readSums} from './sums.ts'
import type {SaveReport} from './types.ts'

/** One entry to save. Plain data: what a failed main step leaves travels to the post step as JSON. */
export type SaveTask =
  /** `sums`: the folder whose go.sum files name the modules. */
  | {readonly kind: 'modules'; readonly key: string; readonly folder: string; readonly sums: string}
  | {readonly kind: 'build'; readonly key: string; readonly folder: string}
  | {readonly kind: 'outputs'; readonly key: string; readonly folder: string; readonly usedSinceMs: number}

export async function performSave(task: SaveTask, place: EntryPlace): Promise<SaveReport> {
  const {key, folder} = task
  switch (task.kind) {
    case 'modules':
      return saveModules({...place, key, goModCache: folder, modules: (await readSums(task.sums)).modules})
    case 'build':
      return saveBuildCache({...place, key, goCache: folder})
    case 'outputs':
      return saveOutputs({...place, key, root: folder, usedSince: new Date(task.usedSinceMs)})
  }
}

/** What stands in a step's state; anything else is passed over. Programs and layers are never left to the post step. */
export function parseSaveTask(value: unknown): SaveTask | undefined {
  if (!isRecord(value)) return undefined
  const [kind, key, folder] = [stringAt(value, 'kind'), stringAt(value, 'key'), stringAt(value, 'folder')]
  const sums = stringAt(value, 'sums')
  if (!key || !folder) return undefined
  if (kind === 'build') return {kind, key, folder}
  return kind === 'modules' && sums ? {kind, key, folder, sums} : undefined
}
