import type {Variables} from './expand.ts'
import {expandInstruction} from './expand-instruction.ts'
import {type BuildRequest, type ExpandedFrom, expandFrom, globalArgs} from './globals.ts'
import {parentOf, triggersOf} from './inherit.ts'
import {
  type BaseImage,
  type StageState,
  type Surroundings,
  stateAfter,
  stateAfterArg,
  stateOfImage,
  stateOfStage,
} from './state.ts'
import {Refused} from './text.ts'
import type {Dockerfile, DockerfileProblem, Instruction, Stage} from './types.ts'

export interface WalkOptions extends BuildRequest {
  /** The config of an image that a FROM names; undefined: unknown. `scratch` needs no answer. */
  readonly baseImage?: (image: string) => BaseImage | undefined
  /** Has the build a named context of this name? Then it is no stage. */
  readonly isContext?: (name: string) => boolean
  /** What `globalArgs` gives for the request, so that it needn't be asked again for each stage. */
  readonly globals?: Variables
}

/** An instruction as the stage comes to it. */
export interface Step {
  /** As written. */
  readonly instruction: Instruction
  /** Its words expanded where BuildKit expands them; what a shell expands is as written. */
  readonly expanded: Instruction
  readonly before: StageState
  /** The variables without a value that it asked for, directly or through others. */
  readonly unset: readonly string[]
}

export interface StageWalk {
  /** Undefined only if the FROM is the problem. */
  readonly from: ExpandedFrom | undefined
  /** The stage that the FROM names. */
  readonly parent: Stage | undefined
  readonly steps: readonly Step[]
  /** What a stage gets that is built on this one. */
  readonly after: StageState
  /** What BuildKit would refuse; the steps end before it. */
  readonly problem: DockerfileProblem | undefined
}

/** Goes through a stage, its parent's ONBUILD first, and tells what is known before each instruction. Never throws. */
export function walkStage(dockerfile: Dockerfile, stage: Stage, options: WalkOptions): StageWalk {
  const nothing = {from: undefined, parent: undefined, steps: [], after: stateOfImage(undefined)}
  const resolved = options.globals ? {globals: options.globals} : globalArgs(dockerfile, options)
  if ('problem' in resolved) return {...nothing, problem: resolved.problem}
  const {directives} = dockerfile
  const around = {buildArgs: options.buildArgs, globals: resolved.globals, directives}
  const {levels, problem} = levelsOf(dockerfile, stage, {...options, ...resolved})
  const own = levels.at(-1) ?? nothing
  if (problem) return {...nothing, from: own.from, parent: own.parent, problem}
  let walked: StageWalk = {...nothing, problem: undefined}
  for (const [index, level] of levels.entries()) {
    const {from, parent} = level
    const state = index === 0 ? imageState(from.image, options) : stateOfStage(walked.after)
    walked = {from, parent, ...walk(level.stage, triggersOf(parent), state, around)}
    if (walked.problem && level !== own)
      return {...nothing, from: own.from, parent: own.parent, problem: walked.problem}
  }
  return walked
}

interface Level {
  readonly stage: Stage
  readonly from: ExpandedFrom
  readonly parent: Stage | undefined
}

/** The stage and those that it is built on, the lowest first. */
function levelsOf(
  dockerfile: Dockerfile,
  stage: Stage,
  {globals, isContext}: Pick<WalkOptions, 'isContext'> & {readonly globals: Variables},
): {levels: readonly Level[]; problem: DockerfileProblem | undefined} {
  const levels: Level[] = []
  for (let at: Stage | undefined = stage; at; at = levels.at(-1)?.parent) {
    const from = expandFrom(at.from, globals, dockerfile.directives)
    if ('problem' in from) return {levels: levels.reverse(), problem: from.problem}
    const parent = isContext?.(from.image) ? undefined : parentOf(dockerfile, at, from.image)
    levels.push({stage: at, from, parent})
  }
  return {levels: levels.reverse(), problem: undefined}
}

function imageState(image: string, {baseImage}: WalkOptions): StageState {
  return stateOfImage(image === 'scratch' ? {env: {}} : baseImage?.(image))
}

function walk(
  {from, instructions}: Stage,
  triggers: readonly Instruction[],
  start: StageState,
  around: Surroundings,
): Pick<StageWalk, 'steps' | 'after' | 'problem'> {
  const steps: Step[] = []
  let before = start
  for (const instruction of [...triggers, ...instructions]) {
    try {
      const {instruction: expanded, pairs, unset} = expandInstruction(instruction, before.variables, around.directives)
      const after =
        instruction.kind === 'arg' ? stateAfterArg(before, instruction, around) : stateAfter(before, expanded, pairs)
      steps.push({instruction, expanded, before, unset})
      before = after
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      // What is wrong with a trigger is wrong with the FROM that pulls it.
      const {firstLine} = triggers.includes(instruction) ? from.span : instruction.span
      return {steps, after: before, problem: {line: firstLine, message: error.message}}
    }
  }
  return {steps, after: before, problem: undefined}
}
