import {posix} from 'node:path'
import {expandText, expandWord, type Lookup, type Word} from './shell-expand.ts'
import {NotPlain, type Part, type Token} from './shell-tokens.ts'

/** One program that a RUN starts. */
export interface ShellCommand {
  /** At least one. */
  readonly words: readonly Word[]
  /** What it sees as its environment, as far as the Dockerfile says. */
  readonly env: Readonly<Record<string, string>>
  /** Absolute folder in the stage. */
  readonly cwd: string
}

/** Set by the shell or the system and not by the Dockerfile: an unset name is empty, but these are something else. */
const UNKNOWN = new Set([
  ...['HOME', 'HOSTNAME', 'IFS', 'LINENO', 'OLDPWD', 'OPTIND', 'PATH', 'PPID', 'PS1', 'PS2', 'PS4', 'RANDOM'],
  ...['SECONDS', 'SHELL', 'SHELLOPTS', 'SHLVL', 'TERM', 'UID', 'EUID', 'USER', 'HOSTTYPE', 'MACHTYPE', 'OSTYPE'],
  // Of the image, and what BuildKit passes on without an ARG.
  ...['GOLANG_VERSION', 'SOURCE_DATE_EPOCH', 'ALL_PROXY', 'FTP_PROXY', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'],
  ...['all_proxy', 'ftp_proxy', 'https_proxy', 'http_proxy', 'no_proxy'],
])
const KEYWORDS = new Set([
  ...['if', 'then', 'else', 'elif', 'fi', 'for', 'while', 'until', 'do', 'done', 'case', 'esac', 'in', 'select'],
  ...['function', 'time', '!', '{', '}', '[[', 'coproc'],
])
const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)=/

/** Variables and folder as they change from one command to the next. */
interface State {
  variables: Record<string, string>
  readonly exported: Set<string>
  readonly secrets: readonly string[]
  cwd: string
}

/** Where a list of commands starts. `secrets`: names whose values nobody knows. */
export interface Start {
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly secrets: readonly string[]
}

/** Follows what a list of commands needs to be read: cd, export, set, assignments. Throws NotPlain. */
export function interpret(tokens: readonly Token[], {env, cwd, secrets}: Start): readonly ShellCommand[] {
  const variables = {...env}
  for (const name of secrets) delete variables[name]
  const state: State = {variables, exported: new Set(Object.keys(env)), cwd, secrets}
  return commandsIn(tokens).flatMap(words => step(words, state))
}

function commandsIn(tokens: readonly Token[]): readonly (readonly (readonly Part[])[])[] {
  const commands: (readonly Part[])[][] = [[]]
  for (const token of tokens) {
    if (token.kind === 'end') commands.push([])
    else commands.at(-1)?.push(token.parts)
  }
  return commands.filter(words => words.length > 0)
}

function step(raw: readonly (readonly Part[])[], state: State): readonly ShellCommand[] {
  const count = raw.findIndex(parts => assignedName(parts) === undefined)
  const assigned = raw.slice(0, count < 0 ? raw.length : count)
  const values = assign(assigned, state)
  const words = raw.slice(assigned.length).flatMap(parts => expandWord(parts, lookupIn(state)))
  const [program] = words
  if (!program) {
    state.variables = {...state.variables, ...values}
    return []
  }
  if (KEYWORDS.has(program.text)) throw new NotPlain(`\`${program.text}\``)
  if (builtIn(words, state)) return []
  return [{words, env: {...exportedOf(state), ...values}, cwd: state.cwd}]
}

/** Each sees those before it. */
function assign(assignments: readonly (readonly Part[])[], state: State): Readonly<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const parts of assignments) {
    const lookup = lookupIn({...state, variables: {...state.variables, ...values}})
    values[assignedName(parts) ?? ''] = assignedValue(parts, lookup)
  }
  return values
}

/** The name must be plain text: `"X"=1` and `$X=1` are programs to a shell. */
function assignedName(parts: readonly Part[]): string | undefined {
  let head = ''
  for (const part of parts) {
    if (part.kind !== 'text' || part.quoted) break
    head += part.text
  }
  return ASSIGNMENT.exec(head)?.[1]
}

/** The first `=` is a part of its own. */
function assignedValue(parts: readonly Part[], lookup: Lookup): string {
  const at = parts.findIndex(part => part.kind === 'text' && part.text === '=')
  return expandText(parts.slice(at + 1), lookup)
}

function lookupIn(state: State): Lookup {
  return name => {
    if (Object.hasOwn(state.variables, name)) return state.variables[name]
    if (name === 'PWD') return state.cwd
    if (UNKNOWN.has(name) || state.secrets.includes(name))
      throw new NotPlain(`\`$${name}\`, whose value isn't known before it runs`)
    return undefined
  }
}

function exportedOf({variables, exported}: State): Record<string, string> {
  const env = {...variables}
  for (const name of Object.keys(env)) if (!exported.has(name)) delete env[name]
  return env
}

/** Was it a command that only changes the shell itself? */
function builtIn(words: readonly Word[], state: State): boolean {
  const [program, ...rest] = words.map(word => word.text)
  switch (program) {
    case ':':
    case 'true':
      return true
    case 'set':
      return setOptions(rest)
    case 'cd':
      return changeFolder(words.slice(1), state)
    case 'export':
      return exportNames(rest, state)
    default:
      return false
  }
}

/** Options that change what happens after a failure or what is shown, and not what a command is. */
function setOptions(words: readonly string[]): boolean {
  const known = words.every(word => /^[-+][euxo]+$/.test(word) || /^(errexit|nounset|xtrace|pipefail)$/.test(word))
  if (!known || words.length === 0) throw new NotPlain(`\`set ${words.join(' ')}\``)
  return true
}

function changeFolder(words: readonly Word[], state: State): boolean {
  const [folder, ...others] = words
  if (!folder || others.length > 0 || folder.pattern || folder.text.startsWith('-') || folder.text === '') {
    throw new NotPlain(`\`cd ${words.map(word => word.text).join(' ')}\``)
  }
  state.cwd = posix.resolve(state.cwd, folder.text)
  return true
}

function exportNames(words: readonly string[], state: State): boolean {
  for (const word of words) {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)(?:=(.*))?$/s.exec(word) ?? []
    if (name === undefined) throw new NotPlain(`\`export ${word}\``)
    state.exported.add(name)
    if (value !== undefined) state.variables[name] = value
  }
  return true
}
