#!/usr/bin/env node
import {dirname} from 'node:path'
import {fileURLToPath} from 'node:url'
import {runCli} from './cli/run.ts'
import {codeOf} from './lib/errors.ts'
import {keepHeapSmall} from './lib/heap.ts'
import {onSignals} from './lib/signals.ts'
import {VERSION} from './version.ts'

async function main(): Promise<void> {
  keepHeapSmall()
  let lostOutput = false
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', error => {
      // A reader such as `head` may leave early; the work goes on. A full disk, though, loses what was asked for.
      lostOutput ||= codeOf(error) !== 'EPIPE'
    })
  }
  const interruption = onSignals(process, text => void process.stderr.write(text))
  const code = await runCli(
    process.argv.slice(2),
    {
      stdout: process.stdout,
      stderr: process.stderr,
      env: process.env,
      cwd: process.cwd(),
      assets: dirname(fileURLToPath(import.meta.url)),
      signal: interruption.signal,
    },
    VERSION,
  )
  process.exitCode = interruption.exitCode() ?? code
  process.on('exit', () => {
    if (lostOutput && process.exitCode === 0) process.exitCode = 1
  })
}

await main()
