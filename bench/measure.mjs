// Runs programs, interleaved, and compares medians: the peers of one table see the same machine.
import {spawn} from 'node:child_process'
import {performance} from 'node:perf_hooks'

/** Runs one program to its end. Rejects when it fails: a benchmark of a failure says nothing. */
export function run({program, args, cwd, env}) {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(program, args, {cwd, env, stdio: ['ignore', 'pipe', 'pipe']})
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', chunk => {
      stdout += chunk
    })
    child.stderr.on('data', chunk => {
      stderr += chunk
    })
    child.on('error', reject)
    child.on('close', code => {
      const wallMs = performance.now() - start
      if (code === 0) resolve({wallMs, stdout, stderr})
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}:\n${stderr.slice(-4000)}`))
    })
  })
}

/**
 * Calls every contender once a round, in turn. The first round only warms up.
 * @param {Record<string, (round: number) => Promise<number>>} contenders milliseconds, or any other number
 * @returns {Promise<Record<string, number[]>>}
 */
export async function interleave(rounds, contenders) {
  const values = Object.fromEntries(Object.keys(contenders).map(name => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const [name, contender] of Object.entries(contenders)) {
      const value = await contender(round)
      if (round > 0) values[name].push(value)
    }
  }
  return values
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

let missed = 0

/** Prints one bar of the issue: what was measured, against what is promised. */
export function bar(name, value, limit, format = ratio => `${ratio.toFixed(2)}x`) {
  const holds = value <= limit
  if (!holds) missed++
  console.log(`  ${holds ? 'holds ' : 'MISSED'}  ${name}: ${format(value)} (bar ${format(limit)})`)
}

export const missedBars = () => missed

export function row(name, values, format = ms => `${(ms / 1000).toFixed(2)} s`) {
  const sorted = [...values].sort((a, b) => a - b)
  console.log(`  ${name.padEnd(34)} ${format(median(values))}  (${format(sorted[0])} to ${format(sorted.at(-1))})`)
}
