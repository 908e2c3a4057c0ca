import {quoted} from './text.ts'
import type {Dockerfile, Stage} from './types.ts'

/** A stage as BuildKit tells it for `--call=targets`. */
export interface ToldStage {
  /** Undefined for a stage without a name. */
  readonly name: string | undefined
  readonly isDefault: boolean
  /** As written. */
  readonly base: string
  readonly platform: string | undefined
}

export interface StageDifference {
  /** "BuildKit reads 3 stages in it, and we 2" */
  readonly reason: string
  readonly line: number | undefined
}

/** Where BuildKit reads other stages than we do: then an overlay of ours might be of another file. Undefined: nowhere. */
export function stageDifference({stages}: Dockerfile, told: readonly ToldStage[]): StageDifference | undefined {
  if (told.length !== stages.length) {
    const theirs = told.length === 1 ? '1 stage' : `${told.length} stages`
    return {reason: `BuildKit reads ${theirs} in it, and we ${stages.length}`, line: undefined}
  }
  for (const [index, stage] of stages.entries()) {
    const [theirs, ours] = [describe(told[index]), describe(ownStage(stage, stages.length))]
    if (theirs !== ours) return {reason: `BuildKit reads ${theirs}, and we ${ours}`, line: stage.span.firstLine}
  }
  return undefined
}

/** The last one is what is built where no target is named. */
function ownStage({index, name, from}: Stage, count: number): ToldStage {
  return {name, base: from.image, platform: from.platform, isDefault: index === count - 1}
}

function describe(stage: ToldStage | undefined): string {
  if (!stage) return 'no stage'
  const {name = '', base, platform = '', isDefault} = stage
  const words = [platform && `--platform=${platform}`, base, name && `AS ${name}`].filter(Boolean)
  return `${quoted(`FROM ${words.join(' ')}`)}${isDefault ? ', the default target' : ''}`
}
