import {posix} from 'node:path'
import {expand, type Variable, type Variables} from './expand.ts'
import {type BuildRequest, known, ownValue} from './globals.ts'
import {Refused} from './text.ts'
import type {Dockerfile, Instruction, InstructionOf} from './types.ts'

/** What is known in a stage before one of its instructions. */
export interface StageState {
  /** What expansion sees, and RUN: ENV, and the ARGs that have a value. The last one set wins, be it ARG or ENV. */
  readonly variables: Variables
  /** The ARGs declared so far; undefined: without a value. */
  readonly args: ReadonlyMap<string, Variable | undefined>
  /** What the image gets: ENV only. */
  readonly env: Variables
  /** Undefined: the base image's, which isn't known. */
  readonly workdir: string | undefined
  readonly user: string | undefined
  readonly shell: readonly string[] | undefined
  /** If not, a variable without a value may have one in the base image. */
  readonly baseKnown: boolean
}

/** What a base image's config says. */
export interface BaseImage {
  readonly env: Readonly<Record<string, string>>
  /** What is left out is as in an empty image. */
  readonly workdir?: string
  readonly user?: string
  readonly shell?: readonly string[]
}

/** BuildKit gives it to every image that has none. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

export function stateOfImage(image: BaseImage | undefined): StageState {
  const env = new Map(Object.entries({PATH: DEFAULT_PATH, ...image?.env}).map(([name, value]) => [name, known(value)]))
  if (!image) {
    const nothing = {variables: new Map(), args: new Map(), env: new Map()}
    return {...nothing, workdir: undefined, user: undefined, shell: undefined, baseKnown: false}
  }
  const {workdir = '/', user = '', shell = ['/bin/sh', '-c']} = image
  return {variables: env, args: new Map(), env, workdir, user, shell, baseKnown: true}
}

/** The start of a stage that is built on another one: an ENV of the image comes again, over an ARG of its name. */
export function stateOfStage(parent: StageState): StageState {
  return {...parent, variables: new Map([...parent.variables, ...parent.env])}
}

export interface Surroundings extends Pick<BuildRequest, 'buildArgs'> {
  readonly globals: Variables
  readonly directives: Dockerfile['directives']
}

/** The state after an instruction whose words are expanded already. */
export function stateAfter(state: StageState, instruction: Instruction, pairs: Variables): StageState {
  switch (instruction.kind) {
    case 'env':
      return {
        ...state,
        variables: new Map([...state.variables, ...pairs]),
        env: new Map([...state.env, ...pairs]),
      }
    case 'workdir':
      return {...state, workdir: workdirAfter(state.workdir, instruction.value)}
    case 'user':
      return {...state, user: instruction.value}
    case 'shell':
      return {...state, shell: instruction.words}
    default:
      return state
  }
}

function workdirAfter(workdir: string | undefined, value: string): string | undefined {
  if (posix.isAbsolute(value)) return clean(value)
  return workdir === undefined ? undefined : clean(posix.join('/', workdir, value))
}

function clean(path: string): string {
  const normal = posix.normalize(path).replace(/^\/+/, '/')
  return normal.length > 1 ? normal.replace(/\/$/, '') : normal
}

/** ARG is expanded one by one: a default may use the one before it. Throws Refused. */
export function stateAfterArg(
  state: StageState,
  {args}: InstructionOf<'arg'>,
  {buildArgs, globals, directives}: Surroundings,
): StageState {
  const variables = new Map(state.variables)
  const declared = new Map(state.args)
  for (const {name, value} of args) {
    const given = ownValue(buildArgs, name)
    const variable = given === undefined ? withoutBuildArg(name, value) : known(given)
    declared.set(name, variable)
    if (variable) variables.set(name, variable)
  }
  return {...state, variables, args: declared}

  function withoutBuildArg(name: string, value: string | undefined): Variable | undefined {
    if (value === undefined) return globals.get(name)
    const expanded = expand(value, variables, directives)
    if ('problem' in expanded) throw new Refused(expanded.problem)
    return {value: expanded.value, unset: expanded.unset}
  }
}
