import {type ChildProcess, spawn} from 'node:child_process'
import {fileURLToPath} from 'node:url'

/** The repository, whose committed bundle is what users run. */
export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

export const CLI = `${REPOSITORY}/dist/cli.js`

export interface Finished {
  /** `null` when a signal ended the process. */
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Started {
  readonly child: ChildProcess
  readonly finished: Promise<Finished>
  /** Resolves once standard error holds the pattern; rejects if the program ends without it. */
  readonly seen: (pattern: RegExp) => Promise<RegExpExecArray>
}

export interface RunOptions {
  /** The node to run with; default: the one of this test. */
  readonly node?: string
  readonly cwd?: string
  /** Added to this process's environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** Starts any program, with nothing on standard input and both outputs collected. */
export function start(program: string, args: readonly string[], {cwd, env}: RunOptions = {}): Started {
  const child = spawn(program, args, {cwd, env: {...process.env, ...env}, stdio: ['ignore', 'pipe', 'pipe']})
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', chunk => {
    stdout += chunk
  })
  child.stderr.setEncoding('utf8').on('data', chunk => {
    stderr += chunk
  })
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', exitCode => resolve({exitCode, stdout, stderr}))
  })
  const seen = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(stderr)
        if (found) resolve(found)
      }
      look()
      child.stderr.on('data', look)
      finished.then(() => reject(new Error(`${program} ended without ${pattern}:\n${stderr}`)), reject)
    })
  return {child, finished, seen}
}

/** Runs a program that must succeed and gives its standard output. */
export async function output(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const {exitCode, stdout, stderr} = await start(program, args, options).finished
  if (exitCode !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${exitCode}\n${stdout}${stderr}`)
  return stdout
}

/** Starts `node dist/cli.js`. */
export function startCli(args: readonly string[], options: RunOptions = {}): Started {
  return start(options.node ?? process.execPath, [CLI, ...args], options)
}

export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return startCli(args, options).finished
}

/** The JSON document of a command that must succeed, given `--json`. */
export async function jsonOfCli<T>(args: readonly string[], options: RunOptions = {}): Promise<T> {
  const {exitCode, stdout, stderr} = await runCli([...args, '--json'], options)
  if (exitCode !== 0) throw new Error(`go-containerize ${args.join(' ')} ended with ${exitCode}\n${stderr}`)
  return JSON.parse(stdout)
}
