import {Refused} from './text.ts'
import type {Dockerfile, Instruction, Stage} from './types.ts'

/** The stage that a FROM names: the last one before it of that name, letter by letter. All else is an image. */
export function parentOf({stages}: Dockerfile, stage: Stage, image: string): Stage | undefined {
  return stages.slice(0, stage.index).findLast(({name}) => name === image)
}

/** What runs first in a stage that is built on this one. It doesn't go on to that stage's own children. */
export function triggersOf(parent: Stage | undefined): readonly Instruction[] {
  return (parent?.instructions ?? []).flatMap(step => (step.kind === 'onbuild' ? [step.instruction] : []))
}

/** What is wrong with a trigger is wrong with the FROM that pulls it. */
export function atFrom<T>({from}: Stage, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof Refused ? new Refused(error.message, from.span.firstLine) : error
  }
}
