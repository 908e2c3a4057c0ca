import {posix} from 'node:path'
import type {CommandForm, Heredoc} from '../types.ts'
import {interpret, type ShellCommand} from './shell-commands.ts'
import {NotPlain, tokenize} from './shell-tokens.ts'

export type ShellReading =
  | {readonly kind: 'commands'; readonly commands: readonly ShellCommand[]}
  /** `why` completes "it has …". */
  | {readonly kind: 'unclear'; readonly why: string}

export interface RunText {
  readonly command: CommandForm
  readonly heredocs: readonly Heredoc[]
  /** Of SHELL; by default /bin/sh -c. */
  readonly shell: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** Variables that `--mount=type=secret,env=NAME` sets. */
  readonly secrets: readonly string[]
}

/**
 * The programs that a RUN starts, in order, if it is a plain list of them. What a list needs to be read is followed: cd,
 * export, set, assignments. Everything else, first of all what depends on a result, is "unclear".
 */
export function readRun(run: RunText): ShellReading {
  try {
    return {kind: 'commands', commands: commandsOf(run)}
  } catch (error) {
    if (error instanceof NotPlain) return {kind: 'unclear', why: error.message}
    throw error
  }
}

function commandsOf(run: RunText): readonly ShellCommand[] {
  const {command, heredocs, shell, secrets} = run
  const secret = secrets.find(name => /^C?GO/.test(name))
  if (secret !== undefined) throw new NotPlain(`the secret ${secret}, which go would read`)
  if (command.form === 'exec') return execCommands(command.words, run)
  requireShell(shell, run)
  return interpret(tokenize(heredocs.length === 0 ? command.text : scriptOf(command.text, run)), run)
}

function execCommands(words: readonly string[], run: RunText): readonly ShellCommand[] {
  const [program = '', option, script, ...rest] = words
  if (isShell(program) && option !== undefined && script !== undefined && rest.length === 0) {
    requireShell([program, option], run)
    return interpret(tokenize(script), run)
  }
  if (program === '') throw new NotPlain('no command')
  return [{words: words.map(text => ({text, pattern: false})), env: run.env, cwd: run.cwd}]
}

/** BuildKit gives a heredoc that stands alone to the stage's shell, or to the program in its first line. */
function scriptOf(text: string, run: RunText): string {
  const [heredoc, ...others] = run.heredocs
  if (!heredoc || others.length > 0 || !/^<<-?[ \t]*(["']?)[A-Za-z0-9_.-]+\1[ \t]*$/.test(text.trim())) {
    throw new NotPlain('a heredoc that is the input of a program')
  }
  const content = heredoc.stripTabs ? heredoc.content.replace(/^\t+/gm, '') : heredoc.content
  const [first = ''] = content.split('\n', 1)
  if (
    first.startsWith('#!') &&
    !/^#!\s*(\/usr\/bin\/env\s+)?(\/(usr\/)?bin\/)?(ba|da|a)?sh(\s+-[eux]+)?\s*$/.test(first)
  ) {
    throw new NotPlain('a script for another program than a shell')
  }
  if (/^#!.*\bbash\b/.test(first)) refuseStartup(run)
  return content
}

function isShell(program: string): boolean {
  return /^(\/(usr\/)?bin\/)?(sh|bash|ash|dash)$/.test(program)
}

/** Only with options that change nothing about which commands run: -i and -l read files of the stage first. */
function requireShell(shell: readonly string[], run: RunText): void {
  const [program = '', ...options] = shell
  const known = options.every(word => /^-[euxo]*c?$|^(errexit|nounset|xtrace|pipefail)$/.test(word))
  if (!isShell(program) || !known || !options.at(-1)?.endsWith('c')) {
    throw new NotPlain(`a shell of its own, ${shell.join(' ')}`)
  }
  if (posix.basename(program) === 'bash') refuseStartup(run)
}

/** It may change every command. As `sh` bash doesn't read it. https://www.gnu.org/software/bash/manual/html_node/Bash-Startup-Files.html */
function refuseStartup({env, secrets}: RunText): void {
  if (env.BASH_ENV || secrets.includes('BASH_ENV')) throw new NotPlain('BASH_ENV, a script that bash runs first')
}
