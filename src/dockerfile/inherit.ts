import type {Dockerfile, Instruction, Stage} from './types.ts'

/** The stage that a FROM names: the last one before it of that name, letter by letter. All else is an image. */
export function parentOf({stages}: Dockerfile, stage: Stage, image: string): Stage | undefined {
  return stages.slice(0, stage.index).findLast(({name}) => name === image)
}

/** What runs in a stage: first what its parent's ONBUILDs ask for. They don't go on to the parent's grandchildren. */
export function withTriggers(stage: Stage, parent: Stage | undefined): readonly Instruction[] {
  const triggers = (parent?.instructions ?? []).flatMap(step => (step.kind === 'onbuild' ? [step.instruction] : []))
  return [...triggers, ...stage.instructions]
}
