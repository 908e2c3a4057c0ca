import {posix} from 'node:path'
import type {StageEdge} from '../graph.ts'
import type {InsideStage} from './stages.ts'

/**
 * Would a cache mount at `path` in these stages change what others take from them, or hide what was copied there?
 * @param all also the stages that are built on these
 */
export function isInTheWay(
  path: string,
  stages: readonly InsideStage[],
  all: readonly InsideStage[],
  edges: readonly StageEdge[],
): boolean {
  const own = new Set(stages.map(({stage}) => stage))
  const built = new Set(all.filter(one => own.has(one.stage) || one.below.some(stage => own.has(stage))).map(toStage))
  const taken = edges.flatMap(edge => (edge.source && built.has(edge.source) ? takenBy(edge, all) : []))
  const laid = stages.flatMap(({steps}) => steps.flat()).flatMap(placeOf)
  return taken.some(from => isWithin(from, path) || isWithin(path, from)) || laid.some(place => isWithin(place, path))
}

function toStage({stage}: InsideStage) {
  return stage
}

/** What a COPY or a mount takes, as far as it is certain: of a pattern the folder before it. */
function takenBy(
  {consumer, instruction, source, how, name}: StageEdge,
  all: readonly InsideStage[],
): readonly string[] {
  if (how === 'from' || !source) return []
  const steps = all.find(({stage}) => stage === consumer)?.steps.flat() ?? []
  const expanded = steps.filter(step => step.instruction === instruction).map(step => step.expanded)
  if (expanded.length === 0) return ['/'] // by ONBUILD
  return expanded.flatMap(step => {
    if (step.kind === 'copy') return step.sources.map(path => beforePattern(posix.resolve('/', path)))
    if (step.kind !== 'run') return []
    return step.mounts
      .filter(({options}) => options.from === name)
      .map(({options}) => posix.resolve('/', options.source ?? '/'))
  })
}

function beforePattern(path: string): string {
  const at = path.search(/[*?[\\]/)
  return at < 0 ? path : path.slice(0, path.lastIndexOf('/', at)) || '/'
}

function placeOf({expanded, before}: InsideStage['steps'][number][number]): readonly string[] {
  const from = before.workdir ?? '/'
  if (expanded.kind === 'copy' || expanded.kind === 'add') return [posix.resolve(from, expanded.destination)]
  return expanded.kind === 'workdir' ? [posix.resolve(from, expanded.value)] : []
}

function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`)
}
