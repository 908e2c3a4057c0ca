import {tmpdir} from 'node:os'
import {goTool} from '../go/index.ts'
import {RequestError} from '../lib/errors.ts'
import {architectureOf} from './architecture.ts'
import type {Outside} from './sources.ts'
import type {Machine, Toolchain} from './types.ts'

/**
 * A Go for another processor may run here, by the processor's own means or by an emulator, which only a trial can tell.
 * Without one the kernel's refusal reads like a broken script: libc then gives the program to a shell.
 */
export async function checkRuns(
  {version, program, source, env: toolchainEnv}: Toolchain,
  {os, architecture: {goArch}}: Machine,
  {exec, env, goEnv, signal}: Pick<Outside, 'exec' | 'env' | 'goEnv' | 'signal'>,
): Promise<void> {
  const own = architectureOf(process.arch)?.goArch ?? process.arch
  if (source === 'PATH' || goArch === own) return
  const go = goTool({exec, env, goEnv, program, ...(signal ? {signal} : {})})
  const result = await go(['version'], {cwd: tmpdir(), env: toolchainEnv}).catch(() => undefined)
  signal?.throwIfAborted()
  if (result?.exitCode === 0 && result.stdout.startsWith('go version ')) return
  throw new RequestError([
    {
      subject: 'architecture',
      message: `Go ${version} for ${os}/${goArch} does not run on this machine, which is ${os}/${own}`,
      hint: 'leave it out: it is about the machine that compiles, and every Go compiles for all platforms',
    },
  ])
}
