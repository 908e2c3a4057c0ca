import {freeName} from '../overlay/context-name.ts'
import {overlayDiff} from '../overlay/diff.ts'
import {applyEdits, type Edit} from '../overlay/edit.ts'
import type {Dockerfile} from '../types.ts'
import {cacheMount} from './cache-mount.ts'
import type {InsidePlan, WarmRun} from './types.ts'

export interface InsideOverlay {
  /** Lines and stages are where they were. */
  readonly dockerfile: Buffer
  /** `diff -u` from the user's. */
  readonly diff: string
  /** The context with the file `run`, which must be another one in every run. */
  readonly context: string
}

/** The user's Dockerfile, with mounts in its RUNs. */
export function insideOverlay(dockerfile: Dockerfile, {runs}: InsidePlan, contexts: readonly string[]): InsideOverlay {
  const context = freeName('go-containerize-run', dockerfile, contexts)
  const {source, path} = dockerfile
  const text = applyEdits(
    source,
    runs.map(run => mountEdit(source, run, context)),
  )
  return {dockerfile: text, diff: overlayDiff(path, source.toString(), text.toString()), context}
}

/**
 * Behind the keyword. The file makes BuildKit run what its layer cache has: that knows nothing of what a RUN once put
 * into a cache, and the next one may need. Writable, for the sake of a `chmod -R`: what is written to a bind mount is
 * gone after the RUN. https://docs.docker.com/reference/dockerfile/#run---mounttypebind
 */
function mountEdit(source: Buffer, {instruction, added, marker}: WarmRun, context: string): Edit {
  const {start, end} = instruction.span
  const [keyword = ''] = /^\s*\w+/.exec(source.subarray(start, end).toString('latin1')) ?? []
  const at = start + keyword.length
  const bind = `--mount=type=bind,from=${context},source=run,target=${marker},rw`
  return {start: at, end: at, text: ` ${[...added.map(cacheMount), bind].join(' ')}`}
}
