import {toInstruction} from './instruction.ts'
import {splitLines} from './lines.ts'
import type {PlacedNode} from './node.ts'
import {Refused} from './text.ts'
import type {Dockerfile, DockerfileProblem, Instruction, InstructionOf, Stage} from './types.ts'

export type ParsedDockerfile = {readonly dockerfile: Dockerfile} | {readonly problem: DockerfileProblem}

/** Reads a Dockerfile as BuildKit does, or says why it wouldn't. Never throws, whatever the bytes. */
export function parseDockerfile(source: Buffer, path: string): ParsedDockerfile {
  if (source.length === 0) return {problem: {line: 1, message: 'the Dockerfile cannot be empty'}}
  const split = splitLines(source)
  if ('problem' in split) return split
  const {directives, nodes} = split
  const read = readInstructions(nodes)
  if ('problem' in read) return read
  const {globals, stages} = group(read.instructions)
  return {dockerfile: {path, source, directives, globals, stages}}
}

function readInstructions(
  nodes: readonly PlacedNode[],
): {instructions: readonly Instruction[]} | {problem: DockerfileProblem} {
  const instructions: Instruction[] = []
  let hasStage = false
  for (const node of nodes) {
    try {
      const instruction = toInstruction(node)
      hasStage ||= instruction.kind === 'from'
      if (!hasStage && instruction.kind !== 'arg') throw new Refused('no build stage in current context')
      instructions.push(instruction)
    } catch (error) {
      if (error instanceof Refused) return {problem: {line: node.span.firstLine, message: error.message}}
      throw error
    }
  }
  if (hasStage) return {instructions}
  return {problem: {line: nodes.at(-1)?.span.lastLine ?? 1, message: 'dockerfile contains no stages to build'}}
}

function group(instructions: readonly Instruction[]): Pick<Dockerfile, 'globals' | 'stages'> {
  const globals: InstructionOf<'arg'>[] = []
  const stages: {from: InstructionOf<'from'>; instructions: Instruction[]}[] = []
  for (const instruction of instructions) {
    const stage = stages.at(-1)
    if (instruction.kind === 'from') stages.push({from: instruction, instructions: []})
    else if (stage) stage.instructions.push(instruction)
    else if (instruction.kind === 'arg') globals.push(instruction)
  }
  return {globals, stages: stages.map(toStage)}
}

function toStage({from, instructions}: Pick<Stage, 'from' | 'instructions'>, index: number): Stage {
  const {end, lastLine} = (instructions.at(-1) ?? from).span
  return {index, name: from.name, from, instructions, span: {...from.span, end, lastLine}}
}
