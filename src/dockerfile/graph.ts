import {expand} from './expand.ts'
import {type BuildRequest, expandFrom, globalArgs} from './globals.ts'
import {parentOf, withTriggers} from './inherit.ts'
import {Refused} from './text.ts'
import type {Dockerfile, DockerfileProblem, Instruction, Stage} from './types.ts'

/** A stage needs what another stage or an image made. */
export interface StageEdge {
  readonly consumer: Stage
  readonly how: 'from' | 'copy' | 'mount'
  /** Undefined: no stage; `name` is a named context or an image. */
  readonly source: Stage | undefined
  /** As written, but expanded where it may be. */
  readonly name: string
  /** The FROM, COPY or RUN; of an ONBUILD the instruction below it. */
  readonly instruction: Instruction
}

export interface StageGraph {
  readonly target: Stage
  /** The target and the stages it needs, in the file's order. */
  readonly reached: readonly Stage[]
  /** What these stages need. */
  readonly edges: readonly StageEdge[]
}

/**
 * What a target needs. A string is a name, as BuildKit takes no number there; a number is a stage's index. Default: the
 * last stage. Problems are BuildKit's: an unknown target, a cycle, a stage that is used before it is defined.
 */
export function stageGraph(
  dockerfile: Dockerfile,
  target: string | number | undefined,
  request: BuildRequest,
): StageGraph | {readonly problem: DockerfileProblem} {
  const resolved = globalArgs(dockerfile, request)
  if ('problem' in resolved) return resolved
  try {
    const parents = dockerfile.stages.map(stage => {
      const from = expandFrom(stage.from, resolved.globals, dockerfile.directives)
      if ('problem' in from) throw new Refused(from.problem.message, from.problem.line)
      return fromEdge(dockerfile, stage, from.image)
    })
    const wanted = findTarget(dockerfile, target)
    const edges = parents.flatMap(from => [from, ...fileEdges(dockerfile, from)])
    refuseCycles(dockerfile, edges)
    const reached = reachedFrom(wanted, edges)
    const used = edges.filter(({consumer}) => reached.has(consumer))
    refuseLaterStages(used)
    return {target: wanted, reached: dockerfile.stages.filter(stage => reached.has(stage)), edges: used}
  } catch (error) {
    if (error instanceof Refused) return {problem: {line: error.line ?? 1, message: error.message}}
    throw error
  }
}

function findTarget(dockerfile: Dockerfile, target: string | number | undefined): Stage {
  const {stages} = dockerfile
  const index = target === undefined || target === '' ? stages.length - 1 : target
  const stage = typeof index === 'number' ? stages[index] : stageNamed(dockerfile, index)
  if (stage) return stage
  throw new Refused(`target stage ${JSON.stringify(String(target))} could not be found`)
}

/** Names are unlike FROM's here: upper and lower case are one, and the last stage of a name counts, wherever it stands. */
function stageNamed({stages}: Dockerfile, name: string): Stage | undefined {
  return stages.findLast(stage => stage.name === name.toLowerCase())
}

function fromEdge(dockerfile: Dockerfile, stage: Stage, image: string): StageEdge {
  const source = parentOf(dockerfile, stage, image)
  return {consumer: stage, how: 'from', source, name: image, instruction: stage.from}
}

function fileEdges(dockerfile: Dockerfile, {consumer, source: parent}: StageEdge): readonly StageEdge[] {
  return withTriggers(consumer, parent).flatMap((instruction): readonly StageEdge[] => {
    if (instruction.kind === 'copy' && instruction.from !== undefined) {
      const name = instruction.from
      return [{consumer, how: 'copy', source: copySource(dockerfile, name, instruction), name, instruction}]
    }
    if (instruction.kind !== 'run') return []
    return instruction.mounts.flatMap(({options: {from: name}}) =>
      name ? [{consumer, how: 'mount' as const, source: stageNamed(dockerfile, name), name, instruction}] : [],
    )
  })
}

function copySource(dockerfile: Dockerfile, name: string, {span}: Instruction): Stage | undefined {
  const plain = expand(name, new Map(), dockerfile.directives)
  if ('problem' in plain) throw new Refused(plain.problem, span.firstLine)
  if (plain.value !== name) {
    const instead = 'define a new stage with FROM using ARG from global scope as a workaround'
    throw new Refused(`variable expansion is not supported for --from, ${instead}`, span.firstLine)
  }
  if (!/^[+-]?\d+$/.test(name)) return stageNamed(dockerfile, name)
  const stage = dockerfile.stages[Number(name)]
  if (!stage) throw new Refused(`invalid stage index ${Number(name)}`, span.firstLine)
  return stage
}

function refuseCycles({stages}: Dockerfile, edges: readonly StageEdge[]): void {
  const copies = edges.filter(({how}) => how !== 'from')
  const done = new Set<Stage>()
  const closes = (stage: Stage, path: readonly Stage[]): boolean => {
    if (path.includes(stage)) return true
    if (done.has(stage)) return false
    done.add(stage)
    return copies.some(({consumer, source}) => consumer === stage && source && closes(source, [...path, stage]))
  }
  for (const stage of stages) {
    if (!closes(stage, [])) continue
    throw new Refused(`circular dependency detected on stage: ${labelOf(stage)}`, stage.span.firstLine)
  }
}

function reachedFrom(target: Stage, edges: readonly StageEdge[]): ReadonlySet<Stage> {
  const reached = new Set([target])
  // A set gives what is added to it while it is gone through.
  for (const stage of reached) {
    for (const {consumer, source} of edges) if (consumer === stage && source) reached.add(source)
  }
  return reached
}

function refuseLaterStages(edges: readonly StageEdge[]): void {
  for (const {consumer, how, source, name, instruction} of edges) {
    if (!source || source.index < consumer.index) continue
    const needs =
      how === 'copy'
        ? `cannot copy from stage ${JSON.stringify(name)}, it needs to be defined before current stage ${JSON.stringify(labelOf(consumer))}`
        : `cannot mount from stage ${JSON.stringify(name)}, stage needs to be defined before current command`
    throw new Refused(needs, instruction.span.firstLine)
  }
}

/** As BuildKit calls a stage in its log. */
function labelOf({name, index}: Stage): string {
  return name ?? `stage-${index}`
}
