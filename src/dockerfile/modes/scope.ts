import {posix} from 'node:path'
import {lex} from '../lexer.ts'
import type {Dockerfile, Instruction} from '../types.ts'

export type Variables = Readonly<Record<string, string>>

/** What holds at one place of a stage. */
export interface Scope {
  readonly args: Variables
  readonly env: Variables
  readonly workdir: string
  readonly user: string
  readonly shell: readonly string[]
}

export interface ScopeInput {
  readonly buildArgs: Variables
  /** The ARGs before the first FROM, and BuildKit's own such as TARGETARCH. */
  readonly globals: Variables
  readonly expand: (text: string, scope: Scope) => string
}

export const EMPTY_SCOPE: Scope = {args: {}, env: {}, workdir: '/', user: '', shell: ['/bin/sh', '-c']}

/** ENV wins over ARG. https://docs.docker.com/reference/dockerfile/#using-arg-variables */
export function variablesOf({args, env}: Scope): Variables {
  return {...args, ...env}
}

/** What holds behind an instruction. */
export function scopeAfter(instruction: Instruction, scope: Scope, input: ScopeInput): Scope {
  const expand = (text: string) => input.expand(text, scope)
  switch (instruction.kind) {
    case 'arg':
      return instruction.args.reduce((at, arg) => withArg(arg, at, input), scope)
    case 'env': {
      // All of one line see what was before it.
      const added = instruction.pairs.map(({name, value}) => [expand(name), expand(value)] as const)
      return {...scope, env: {...scope.env, ...Object.fromEntries(added)}}
    }
    case 'workdir':
      return {...scope, workdir: posix.resolve(scope.workdir, expand(instruction.value))}
    case 'user':
      return {...scope, user: expand(instruction.value)}
    case 'shell':
      return {...scope, shell: instruction.words}
    default:
      return scope
  }
}

/** Given to the build, or by its own default, or by the global ARG of that name. */
function withArg(
  {name, value}: {readonly name: string; readonly value: string | undefined},
  scope: Scope,
  {buildArgs, globals, expand}: ScopeInput,
): Scope {
  const own = value === undefined ? globals[name] : expand(value, scope)
  const chosen = Object.hasOwn(buildArgs, name) ? buildArgs[name] : own
  return chosen === undefined ? scope : {...scope, args: {...scope.args, [name]: chosen}}
}

/** As BuildKit does it; throws Refused. */
export function expander({directives}: Dockerfile): ScopeInput['expand'] {
  return (text, scope) => {
    const variables = variablesOf(scope)
    const lookUp = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined)
    return lex(text, {escape: directives.escape, lookUp}).value
  }
}
