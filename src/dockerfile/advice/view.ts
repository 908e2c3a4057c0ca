import type {Dockerfile, Instruction, InstructionOf, Stage} from '../types.ts'
import type {AdviceFacts} from './types.ts'
import {argumentsIn, fill, filledPairs, globalArguments, type Variables} from './variables.ts'

/** A Dockerfile as the rules look at it: only the stages that the image needs, variables filled in where known. */
export interface View {
  readonly dockerfile: Dockerfile
  readonly facts: AdviceFacts
  readonly stages: readonly StageView[]
  readonly final: StageView
}

export interface StageView {
  readonly stage: Stage
  /** The FROM that names the image at the bottom, its own or that of a stage below. */
  readonly from: InstructionOf<'from'>
  /** That image; undefined where a variable in it has no value here. */
  readonly image: string | undefined
  /** Of the stages below too. */
  readonly steps: readonly Step[]
  /** Indices of the stages below. */
  readonly below: readonly number[]
  /** At its end: ARG and ENV, which a stage built on it gets. https://docs.docker.com/build/building/variables/#scoping */
  readonly variables: Variables
}

export interface Step {
  readonly instruction: Instruction
  /** Of the stage itself, and not of one below. */
  readonly own: boolean
  /** ENV and ARG so far. */
  readonly variables: Variables
}

/** Undefined where there is no such target. */
export function viewOf(dockerfile: Dockerfile, facts: AdviceFacts): View | undefined {
  const {stages} = dockerfile
  const target = facts.target ? namedStage(stages, facts.target) : stages.length - 1
  if (target === undefined || !stages[target]) return undefined
  const needed = new Map<number, StageView>()
  const visit = (index: number): StageView | undefined => {
    const stage = stages[index]
    if (!stage || needed.has(index)) return needed.get(index)
    const view = viewStage(dockerfile, stage, facts)
    needed.set(index, view)
    for (const next of [...view.below, ...sourcesOf(view, stages, facts)]) visit(next)
    return view
  }
  const final = visit(target)
  if (!final) return undefined
  return {dockerfile, facts, final, stages: [...needed.values()].sort((a, b) => a.stage.index - b.stage.index)}
}

/** The stage that a `--from` means; undefined for an image or another context. */
export function sourceStage(view: View, stage: Stage, from: string | undefined): StageView | undefined {
  const index = from === undefined ? undefined : stageBefore(view.dockerfile.stages, stage.index, from, view.facts)
  return view.stages.find(other => other.stage.index === index)
}

function viewStage(dockerfile: Dockerfile, stage: Stage, facts: AdviceFacts): StageView {
  const globals = globalArguments(dockerfile, facts)
  const image = fill(dockerfile, stage.from.image, globals)
  const parent =
    image === undefined || facts.contexts.includes(image)
      ? undefined
      : namedStage(dockerfile.stages.slice(0, stage.index), image)
  const parentStage = parent === undefined ? undefined : dockerfile.stages[parent]
  const below = parentStage && viewStage(dockerfile, parentStage, facts)
  const inherited = below?.steps.map(step => ({...step, own: false})) ?? []
  const own = ownSteps(dockerfile, stage, {facts, globals, variables: below?.variables ?? {}})
  return {
    stage,
    from: below?.from ?? stage.from,
    image: below ? below.image : image,
    steps: [...inherited, ...own.steps],
    variables: own.variables,
    below: below && parent !== undefined ? [parent, ...below.below] : [],
  }
}

interface Start {
  readonly facts: AdviceFacts
  readonly globals: Variables
  readonly variables: Variables
}

function ownSteps(dockerfile: Dockerfile, stage: Stage, start: Start) {
  let {variables} = start
  const steps = stage.instructions.map((instruction): Step => {
    const before = variables
    variables = {...before, ...addedBy(dockerfile, instruction, before, start)} // the last one set wins, be it ARG or ENV
    return {instruction, own: true, variables: before}
  })
  return {steps, variables}
}

function addedBy(dockerfile: Dockerfile, instruction: Instruction, before: Variables, start: Start): Variables {
  if (instruction.kind === 'arg') return argumentsIn(dockerfile, instruction, before, start)
  return instruction.kind === 'env' ? filledPairs(dockerfile, instruction, before) : {}
}

function sourcesOf({stage}: StageView, stages: readonly Stage[], facts: AdviceFacts): readonly number[] {
  const names = stage.instructions.flatMap(instruction => {
    if (instruction.kind === 'copy' || instruction.kind === 'add') return instruction.from ?? []
    return instruction.kind === 'run' ? instruction.mounts.flatMap(({options}) => options.from ?? []) : []
  })
  return names.flatMap(name => stageBefore(stages, stage.index, name, facts) ?? [])
}

function stageBefore(stages: readonly Stage[], index: number, name: string, facts: AdviceFacts): number | undefined {
  if (facts.contexts.includes(name)) return undefined
  return stageNamed(stages.slice(0, index), name)
}

/** Of two stages with one name the later one is meant. */
function stageNamed(stages: readonly Stage[], name: string): number | undefined {
  return namedStage(stages, name) ?? stages.find(({index}) => String(index) === name)?.index
}

/** FROM and the target know stages by their names only: `FROM 0` is an image. */
function namedStage(stages: readonly Stage[], wanted: string): number | undefined {
  return stages.findLast(({name}) => name === wanted.toLowerCase())?.index
}
