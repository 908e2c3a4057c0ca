import type {Dockerfile, Instruction} from '../types.ts'

/** The first instruction that takes from a stage by its number, from `first` on. */
export function numberedFrom(
  {stages}: Dockerfile,
  first: number,
): {readonly from: string; readonly line: number} | undefined {
  for (const instruction of stages.flatMap(stage => stage.instructions)) {
    const from = sourcesOf(instruction).find(name => /^[0-9]+$/.test(name) && Number(name) >= first)
    if (from !== undefined) return {from, line: instruction.span.firstLine}
  }
  return undefined
}

function sourcesOf(instruction: Instruction): readonly string[] {
  if (instruction.kind === 'copy' || instruction.kind === 'add')
    return instruction.from === undefined ? [] : [instruction.from]
  return instruction.kind === 'run' ? instruction.mounts.flatMap(({options}) => options.from ?? []) : []
}
