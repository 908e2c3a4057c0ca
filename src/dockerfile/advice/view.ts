import {isContext, stageNamed} from '../modes/filled-stage.ts'
import {walkStage} from '../scope.ts'
import type {StageState} from '../state.ts'
import type {Dockerfile, Instruction, InstructionOf, Stage} from '../types.ts'
import type {AdviceFacts} from './types.ts'

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
  /** Indices of those that it takes files from. */
  readonly sources: readonly number[]
}

export interface Step {
  /** As written. */
  readonly instruction: Instruction
  /** Variables filled in as far as they are known. */
  readonly expanded: Instruction
  /** Written in the stage itself, and not in one below. */
  readonly own: boolean
  /** By an ONBUILD below: there is no line of its own to change. */
  readonly triggered: boolean
  /** ENV and ARG so far. What isn't known stands there as it is written: `$X`. */
  readonly variables: Readonly<Record<string, string>>
}

/** Undefined where there is no such target, and where BuildKit would refuse a stage that it needs. */
export function viewOf(dockerfile: Dockerfile, facts: AdviceFacts): View | undefined {
  const {stages} = dockerfile
  const target = facts.target ? stageNamed(stages, facts.target) : stages.length - 1
  if (target === undefined) return undefined
  const needed = new Map<number, StageView>()
  const open = [target]
  for (const index of open) {
    const stage = stages[index]
    if (!stage || needed.has(index)) continue
    const view = viewStage(dockerfile, stage, facts)
    if (!view) return undefined
    needed.set(index, view)
    open.push(...view.below, ...view.sources)
  }
  const final = needed.get(target)
  if (!final) return undefined
  return {dockerfile, facts, final, stages: [...needed.values()].sort((a, b) => a.stage.index - b.stage.index)}
}

/** The stage that a `--from` means; undefined for an image or another context. */
export function sourceStage(view: View, stage: Stage, from: string | undefined): StageView | undefined {
  const index = from === undefined ? undefined : stageBefore(view.dockerfile.stages, stage.index, from, view.facts)
  return view.stages.find(other => other.stage.index === index)
}

/** Each one has values of its own, and what is said must be right for all. */
const ANY_PLATFORM = {os: '$TARGETOS', architecture: '$TARGETARCH', variant: '$TARGETVARIANT'}

function viewStage(dockerfile: Dockerfile, stage: Stage, facts: AdviceFacts): StageView | undefined {
  const {from, parent, steps, problem} = walkStage(dockerfile, stage, {
    buildArgs: facts.buildArgs,
    target: ANY_PLATFORM,
    build: facts.buildPlatform,
    targetStage: facts.target,
    isContext: name => isContext(name, facts),
  })
  const below = parent && viewStage(dockerfile, parent, facts)
  if (problem || !from || (parent && !below)) return undefined
  const own = steps.map(({instruction, expanded, before}): Step => {
    const isOwn = stage.instructions.includes(instruction)
    return {instruction, expanded, own: isOwn, triggered: !isOwn, variables: variablesOf(before)}
  })
  const isKnown = from.unset.length === 0 && !from.image.includes('$')
  return {
    stage,
    from: below?.from ?? stage.from,
    image: below ? below.image : isKnown ? from.image : undefined,
    steps: [...(below?.steps.map(step => ({...step, own: false})) ?? []), ...own],
    below: below ? [below.stage.index, ...below.below] : [],
    sources: sourcesOf(stage.index, own, dockerfile, facts),
  }
}

function variablesOf({variables, args}: StageState): Readonly<Record<string, string>> {
  const waiting = [...args].flatMap(([name, value]) => (value ? [] : [[name, `$${name}`]]))
  const filled = [...variables].map(
    ([
      name,
      {
        value,
        unset: [missing],
      },
    ]) => [name, missing ? `$${missing}` : value],
  )
  return Object.fromEntries([...waiting, ...filled])
}

function sourcesOf(index: number, steps: readonly Step[], {stages}: Dockerfile, facts: AdviceFacts): readonly number[] {
  const names = steps.flatMap(({instruction}) => {
    if (instruction.kind === 'copy' || instruction.kind === 'add') return instruction.from ?? []
    return instruction.kind === 'run' ? instruction.mounts.flatMap(({options}) => options.from ?? []) : []
  })
  return names.flatMap(name => stageBefore(stages, index, name, facts) ?? [])
}

function stageBefore(stages: readonly Stage[], index: number, name: string, facts: AdviceFacts): number | undefined {
  return isContext(name, facts) ? undefined : stageNamed(stages.slice(0, index), name)
}
