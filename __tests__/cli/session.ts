import {runCli} from '../../src/cli/run.ts'
import type {Environment} from '../../src/lib/exec.ts'

export interface CliResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command line within this process: the same code as the bundle's, with streams that remember. */
export async function cli(
  args: readonly string[],
  {
    env = {},
    cwd = process.cwd(),
    signal = new AbortController().signal,
  }: Partial<{
    env: Environment
    cwd: string
    signal: AbortSignal
  }> = {},
): Promise<CliResult> {
  const written = {stdout: '', stderr: ''}
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text
    },
  })
  const session = {stdout: stream('stdout'), stderr: stream('stderr'), env, cwd, signal, assets: cwd}
  const exitCode = await runCli(args, session, '1.2.3')
  return {exitCode, ...written}
}
