import {globalArgs} from '../globals.ts'
import {Refused} from '../text.ts'
import {type FilledStage, type FillInput, fillStage, requestOf, stageNamed} from './filled-stage.ts'

/** The stages that the image needs; the target is the last of them. None, if there is no such target. Throws Refused. */
export function walkAll(input: FillInput): readonly FilledStage[] {
  const target = targetOf(input)
  if (target === undefined) return []
  const filled = makeFiller(input)
  const needed = new Set<number>()
  const visit = (index: number) => {
    if (needed.has(index)) return
    needed.add(index)
    for (const next of neededBy(filled(index))) visit(next)
  }
  visit(target)
  return [...needed].sort((a, b) => a - b).map(filled)
}

function targetOf({dockerfile: {stages}, build: {target}}: FillInput): number | undefined {
  if (target === undefined) return stages.at(-1)?.index
  return stageNamed(stages, target)
}

function neededBy({parent, own, sourceStage}: FilledStage): readonly number[] {
  const taken = own.flatMap(({step}) => {
    if (step.kind === 'copy') return sourceStage(step.from) ?? []
    return step.kind === 'run' ? step.mounts.flatMap(({options}) => sourceStage(options.from) ?? []) : []
  })
  return [...(parent === undefined ? [] : [parent]), ...taken]
}

/** Each stage is filled in once. */
function makeFiller(input: FillInput): (index: number) => FilledStage {
  const resolved = globalArgs(input.dockerfile, requestOf(input))
  if ('problem' in resolved) throw new Refused(resolved.problem.message, resolved.problem.line)
  const done = new Map<number, FilledStage>()
  const filler = (index: number): FilledStage => {
    const before = done.get(index)
    if (before) return before
    const stage = input.dockerfile.stages[index]
    if (!stage) throw new RangeError(`there is no stage ${index}`)
    const filled = fillStage(stage, {...input, ...resolved, filled: filler})
    done.set(index, filled)
    return filled
  }
  return filler
}
