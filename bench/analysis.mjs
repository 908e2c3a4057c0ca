// How long it takes to read a long Dockerfile and to decide its mode.
import {fileURLToPath} from 'node:url'
import {bundleTs} from './helpers.mjs'
import {bar, median, row, run} from './measure.mjs'

const LINES = 200
const STAGES = 12
const PROCESSES = 9
const TIMES = 500
const PROCESS = fileURLToPath(new URL('analysis-process.mjs', import.meta.url))
const milliseconds = ms => `${ms.toFixed(1)} ms`

/**
 * Only what this program does itself: git and go, which it asks about the sources, are not in it. A run reads once, with
 * code that has never run before, so the first time in a process is what counts; the rest only shows how much of it that is.
 */
export async function analysis({folder, node}) {
  const bundle = await bundleTs(
    folder,
    'analysis',
    `export {decideMode, parseDockerfile} from './src/dockerfile/index.ts'`,
  )
  const measure = async times => {
    const args = [PROCESS, bundle, LINES, STAGES, times].map(String)
    return JSON.parse((await run({program: node, args})).stdout)
  }
  console.log(`a Dockerfile of ${LINES} lines, ${STAGES} Go stages: reading it and deciding its mode`)
  const first = []
  for (let process = 0; process < PROCESSES; process++) first.push(...(await measure(1)))
  const [, ...more] = await measure(1 + TIMES)
  row(`the first one of ${PROCESSES} processes`, first, milliseconds)
  row(`${TIMES} more`, more, milliseconds)
  bar('analysis', median(first), 20, milliseconds)
}
