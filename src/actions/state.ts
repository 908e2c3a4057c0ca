import {isRecord} from '../lib/json.ts'

/** What the main step tells the post step, which runs at the end of the job. */
export interface StepState {
  /** Absolute folders of ours, of no use once the job has ended. */
  readonly folders: readonly string[]
}

export const STATE_NAME = 'go-containerize'
const EMPTY: StepState = {folders: []}

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
  const folders = isRecord(value) && Array.isArray(value.folders) ? value.folders : []
  return {folders: folders.filter((folder): folder is string => typeof folder === 'string' && folder !== '')}
}
