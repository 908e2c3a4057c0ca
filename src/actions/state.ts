import {parseSaveTask, type SaveTask} from '../ci-cache/index.ts'
import {arrayAt, isRecord} from '../lib/json.ts'

/** What the main step tells the post step, which runs at the end of the job. */
export interface StepState {
  /** Absolute folders of ours, of no use once the job has ended. */
  readonly folders: readonly string[]
  /** Caches that a failed main step could not save any more. */
  readonly saves: readonly SaveTask[]
  /** Names of buildx builders that were made for the run, should it have been killed. */
  readonly builders: readonly string[]
}

export const STATE_NAME = 'go-containerize'
const EMPTY: StepState = {folders: [], saves: [], builders: []}

export function formatState(state: StepState): string {
  return JSON.stringify(state)
}

/** A main step that failed early has left nothing, and then there is nothing to do. */
export function parseState(text: string): StepState {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return EMPTY
  }
  if (!isRecord(value)) return EMPTY
  const texts = (name: string) =>
    (arrayAt(value, name) ?? []).filter((text): text is string => typeof text === 'string' && text !== '')
  const saves = (arrayAt(value, 'saves') ?? []).map(parseSaveTask).filter(task => task !== undefined)
  return {folders: texts('folders'), saves, builders: texts('builders')}
}
