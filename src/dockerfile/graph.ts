import {expand} from './expand.ts'
import {type BuildRequest, expandFrom, globalArgs} from './globals.ts'
import {atFrom, parentOf, triggersOf} from './inherit.ts'
import {quoted, Refused} from './text.ts'
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
    const written = parents.flatMap(from => [from, ...fileEdges(dockerfile, from.consumer, from.consumer.instructions)])
    refuseCycles(dockerfile, written)
    const {reached, edges} = follow(dockerfile, wanted, written)
    refuseLaterStages(edges)
    return {target: wanted, reached, edges}
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
  throw new Refused(`target stage ${quoted(String(target))} could not be found`)
}

/** Names are unlike FROM's here: upper and lower case are one, and the last stage of a name counts, wherever it stands. */
function stageNamed({stages}: Dockerfile, name: string): Stage | undefined {
  return stages.findLast(stage => stage.name === name.toLowerCase())
}

function fromEdge(dockerfile: Dockerfile, stage: Stage, image: string): StageEdge {
  const source = parentOf(dockerfile, stage, image)
  return {consumer: stage, how: 'from', source, name: image, instruction: stage.from}
}

function fileEdges(
  dockerfile: Dockerfile,
  consumer: Stage,
  instructions: readonly Instruction[],
): readonly StageEdge[] {
  return instructions.flatMap((instruction): readonly StageEdge[] => {
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
  const copies = new Map<Stage, StageEdge[]>(stages.map(stage => [stage, []]))
  for (const edge of edges) if (edge.how !== 'from' && edge.source) copies.get(edge.consumer)?.push(edge)
  const seen = new Set<Stage>()
  for (const stage of stages) {
    const first = seen.has(stage) ? undefined : wayIntoCycle(stage, copies, seen)
    if (!first) continue
    const message = `circular dependency detected on stage: ${labelOf(stage)}`
    throw new Refused(message, first.instruction.span.firstLine)
  }
}

/** The first step of a way from `start` that comes back to itself. Not recursive: a file may have many stages. */
function wayIntoCycle(
  start: Stage,
  copies: ReadonlyMap<Stage, readonly StageEdge[]>,
  seen: Set<Stage>,
): StageEdge | undefined {
  const path = [{stage: start, left: [...(copies.get(start) ?? [])]}]
  const onPath = new Set([start])
  let first: StageEdge | undefined
  for (let top = path.at(-1); top; top = path.at(-1)) {
    seen.add(top.stage)
    // Of several from one source BuildKit names the last.
    const edge = top.left.pop()
    if (path.length === 1) first = edge
    if (!edge?.source) {
      path.pop()
      onPath.delete(top.stage)
    } else if (onPath.has(edge.source)) return first
    else if (!seen.has(edge.source)) {
      path.push({stage: edge.source, left: [...(copies.get(edge.source) ?? [])]})
      onPath.add(edge.source)
    }
  }
  return undefined
}

/** The stages that the target needs, and what for. What ONBUILD adds counts only in stages that are needed. */
function follow(
  dockerfile: Dockerfile,
  target: Stage,
  written: readonly StageEdge[],
): Pick<StageGraph, 'reached' | 'edges'> {
  const reached = new Set([target])
  const edges: StageEdge[] = []
  // A set gives what is added to it while it is gone through.
  for (const stage of reached) {
    const own = written.filter(({consumer}) => consumer === stage)
    const parent = own.find(({how}) => how === 'from')?.source
    const added = atFrom(stage, () => fileEdges(dockerfile, stage, triggersOf(parent)))
    for (const edge of [...added, ...own]) {
      edges.push(edge)
      if (edge.source) reached.add(edge.source)
    }
  }
  const byPlace = (a: Stage, b: Stage) => a.index - b.index
  return {
    reached: [...reached].sort(byPlace),
    edges: edges.sort((a, b) => byPlace(a.consumer, b.consumer)),
  }
}

function refuseLaterStages(edges: readonly StageEdge[]): void {
  for (const edge of edges) {
    const {consumer, source, instruction} = edge
    // Of itself only a trigger can copy here, all else was a cycle; and BuildKit lets it.
    if (!source || source.index <= consumer.index) continue
    const {firstLine} = consumer.instructions.includes(instruction) ? instruction.span : consumer.from.span
    throw new Refused(tooEarly(edge), firstLine)
  }
}

function tooEarly({consumer, how, name, instruction}: StageEdge): string {
  const what = quoted(name)
  if (how === 'copy')
    return `cannot copy from stage ${what}, it needs to be defined before current stage ${quoted(labelOf(consumer))}`
  const where = quoted(mountTarget(instruction, name))
  return `cannot mount from stage ${what} to ${where}, stage needs to be defined before current command`
}

function mountTarget(instruction: Instruction, from: string): string {
  const mounts = instruction.kind === 'run' ? instruction.mounts : []
  return mounts.find(({options}) => options.from === from)?.options.target ?? ''
}

/** As BuildKit calls a stage in its log. */
function labelOf({name, index}: Stage): string {
  return name ?? `stage-${index}`
}
