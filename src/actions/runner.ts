import {appendFile} from 'node:fs/promises'
import {addPath, exportVariable, getState, saveState, setOutput, setSecret} from '@actions/core'
import type {JobCaches} from '../ci-cache/index.ts'
import type {Environment} from '../lib/exec.ts'
import {JOB_STATE_NAME, parseJobCaches} from './job-state.ts'
import {formatState, parseState, STATE_NAME, type StepState} from './state.ts'

/** The runner as this step sees it: the thin effects round @actions/core. */
export interface Runner {
  mask(secret: string): void
  setOutputs(outputs: Readonly<Record<string, string>>): void
  saveState(state: StepState): void
  readState(): StepState
  saveJobCaches(caches: JobCaches): void
  /** Undefined when the main step failed. */
  readJobCaches(): JobCaches | undefined
  /** For the steps that follow. */
  setJob(job: {readonly paths: readonly string[]; readonly env: Readonly<Record<string, string>>}): void
  /** Adds Markdown to the page of the job. */
  addSummary(markdown: string): Promise<void>
}

/** A longer summary is dropped with an error; GitHub counts bytes. */
const MAX_SUMMARY = 1024 * 1024

export function createRunner(env: Environment): Runner {
  return {
    mask: setSecret,
    setOutputs(outputs) {
      for (const [name, value] of Object.entries(outputs)) setOutput(name, value)
    },
    saveState: state => saveState(STATE_NAME, formatState(state)),
    readState: () => parseState(getState(STATE_NAME)),
    saveJobCaches: caches => saveState(JOB_STATE_NAME, JSON.stringify(caches)),
    readJobCaches: () => parseJobCaches(getState(JOB_STATE_NAME)),
    setJob({paths, env: variables}) {
      for (const [name, value] of Object.entries(variables)) exportVariable(name, value)
      for (const path of paths.toReversed()) addPath(path) // each goes before those that were added earlier
    },
    async addSummary(markdown) {
      // GitHub Enterprise Server before 3.5 and some other runners have no summary.
      if (!env.GITHUB_STEP_SUMMARY || Buffer.byteLength(markdown) > MAX_SUMMARY) return
      await appendFile(env.GITHUB_STEP_SUMMARY, markdown)
    },
  }
}
