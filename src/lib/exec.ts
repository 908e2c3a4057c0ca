import {type ChildProcess, spawn} from 'node:child_process'
import type {Readable} from 'node:stream'
import {StringDecoder} from 'node:string_decoder'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly cwd?: string
  /** The child's whole environment: nothing is added to it. */
  readonly env: Environment
  readonly stdin?: string | Readable
  readonly signal?: AbortSignal
  /** Called with each complete line of standard error while the child runs. */
  readonly onStderrLine?: (line: string) => void
  /**
   * Cancelling ends the child's own children too, for a program that would leave them running (go and its compilers).
   * The price: on Linux and macOS it can't ask anything at the terminal.
   */
  readonly withChildren?: boolean
}

export interface ExecResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs one program, without a shell. Resolves whatever the exit code; rejects only if it could not run or was cancelled. */
export type Exec = (command: Command) => Promise<ExecResult>

/** More output than this is cut at its start: an error stands at the end. */
const MAX_OUTPUT = 64 * 1024 * 1024
/** Between the polite and the hard signal: the CLI promises to be gone within 5 s. */
const KILL_AFTER_MS = 3000

export const nodeExec: Exec = command =>
  new Promise((resolve, reject) => {
    if (command.signal?.aborted) return reject(command.signal.reason)
    const child = spawn(command.program, command.args, {
      cwd: command.cwd,
      env: {...command.env},
      stdio: [command.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
      detached: isGroup(command),
    })
    const stdout = collect(child.stdout)
    const stderr = collect(child.stderr, command.onStderrLine)
    const settle = endOnAbort(child, command)
    child.on('error', error => {
      settle()
      reject(error)
    })
    child.on('close', (code, signal) => {
      settle()
      if (command.signal?.aborted) reject(command.signal.reason)
      else resolve({exitCode: code ?? 128, stdout: stdout(), stderr: stderr() || (signal ? `ended by ${signal}` : '')})
    })
    if (child.stdin) {
      // The child may stop reading early (EPIPE); its exit code tells why.
      child.stdin.on('error', () => {})
      if (typeof command.stdin === 'string') child.stdin.end(command.stdin)
      else command.stdin?.pipe(child.stdin)
    }
  })

/** Ends the child when the command is cancelled, politely and then not; the result is to be called when it has ended. */
function endOnAbort(child: ChildProcess, command: Command): () => void {
  let hardKill: NodeJS.Timeout | undefined
  const cancel = () => {
    kill(child, 'SIGTERM', isGroup(command))
    hardKill = setTimeout(() => kill(child, 'SIGKILL', isGroup(command)), KILL_AFTER_MS)
  }
  command.signal?.addEventListener('abort', cancel, {once: true})
  return () => {
    clearTimeout(hardKill)
    command.signal?.removeEventListener('abort', cancel)
  }
}

/** A process group of its own, with the child's id as its name. Windows has none. */
function isGroup({withChildren = false}: Command): boolean {
  return withChildren && process.platform !== 'win32'
}

function kill(child: ChildProcess, signal: NodeJS.Signals, group: boolean): void {
  if (!group || child.pid === undefined) {
    child.kill(signal)
    return
  }
  try {
    process.kill(-child.pid, signal)
  } catch {
    // ESRCH: it has ended meanwhile
  }
}

function collect(stream: Readable | null, onLine?: (line: string) => void): () => string {
  const decoder = new StringDecoder('utf8')
  let text = ''
  let line = ''
  stream?.on('data', (chunk: Buffer) => {
    const part = decoder.write(chunk)
    text += part
    if (text.length > MAX_OUTPUT) text = text.slice(-MAX_OUTPUT / 2)
    if (!onLine) return
    const lines = (line + part).split('\n')
    line = lines.pop() ?? ''
    for (const complete of lines) onLine(complete)
  })
  stream?.on('end', () => {
    if (line) onLine?.(line)
  })
  return () => text + decoder.end()
}
