#!/usr/bin/env node
import {dirname} from 'node:path'
import {fileURLToPath} from 'node:url'
import {runCli} from './cli/run.ts'
import {onSignals} from './lib/signals.ts'
import {VERSION} from './version.ts'

async function main(): Promise<void> {
  // A reader such as `head` may leave early; the work goes on, and its exit code tells how it went.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
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
}

await main()
