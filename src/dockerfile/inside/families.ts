import type {Instruction} from '../types.ts'
import type {InsideStage} from './stages.ts'
import {hasGo, mayStartGo} from './uses-go.ts'

/** The stages that compile Go and those that they are built on, as far as the image is not. Stages in one list share files. */
export function familiesOf(stages: readonly InsideStage[]): readonly (readonly InsideStage[])[] {
  const compiling = stages.filter(one => !one.isOfImage && runsGo(one, stages))
  const families = new Map<string, InsideStage[]>()
  for (const one of stages) {
    const isNeeded = compiling.some(({stage, below}) => stage === one.stage || below.includes(one.stage))
    if (!isNeeded || one.isOfImage) continue
    const own = one.below.filter(stage => stages.some(other => other.stage === stage && !other.isOfImage))
    const key = String((own.at(-1) ?? one.stage).index)
    families.set(key, [...(families.get(key) ?? []), one])
  }
  return [...families.values()]
}

function runsGo(one: InsideStage, stages: readonly InsideStage[]): boolean {
  return hasGo(one.root.image, instructionsOf(one, stages)) && (one.steps[0] ?? []).some(mayStartGo)
}

/** Of the stage and of those that it is built on. */
export function instructionsOf({stage, below}: InsideStage, stages: readonly InsideStage[]): readonly Instruction[] {
  const all = stages.filter(other => other.stage === stage || below.includes(other.stage))
  return all.flatMap(({steps}) => (steps[0] ?? []).map(step => step.expanded))
}
