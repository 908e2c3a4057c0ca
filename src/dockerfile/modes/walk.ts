import {formatPlatform, type Platform} from '../../oci/index.ts'
import {EMPTY_SCOPE, expander, type Scope, type ScopeInput, scopeAfter, type Variables} from './scope.ts'
import {type StageWalk, stageNamed, type WalkInput, walkStage} from './walk-stage.ts'

/** The stages that the image needs; the target is the last of them. None, if there is no such target. */
export function walkAll(input: WalkInput): readonly StageWalk[] {
  const target = targetOf(input)
  if (target === undefined) return []
  const walker = makeWalker(input)
  const needed = new Set<number>()
  const visit = (index: number) => {
    if (needed.has(index)) return
    needed.add(index)
    for (const next of neededBy(walker(index))) visit(next)
  }
  visit(target)
  return [...needed].sort((a, b) => a - b).map(walker)
}

function targetOf({dockerfile: {stages}, build: {target}}: WalkInput): number | undefined {
  if (target === undefined) return stages.at(-1)?.index
  return stageNamed(stages, target)
}

function neededBy({parent, own, sourceStage}: StageWalk): readonly number[] {
  const taken = own.flatMap(({step}) => {
    if (step.kind === 'copy') return sourceStage(step.from) ?? []
    return step.kind === 'run' ? step.mounts.flatMap(({options}) => sourceStage(options.from) ?? []) : []
  })
  return [...(parent === undefined ? [] : [parent]), ...taken]
}

/** Each stage is walked once. */
function makeWalker(input: WalkInput): (index: number) => StageWalk {
  const globals = globalsOf(input)
  const done = new Map<number, StageWalk>()
  const walker = (index: number): StageWalk => {
    const before = done.get(index)
    if (before) return before
    const stage = input.dockerfile.stages[index]
    if (!stage) throw new RangeError(`there is no stage ${index}`)
    const walk = walkStage(stage, {...input, globals, walker})
    done.set(index, walk)
    return walk
  }
  return walker
}

function globalsOf({dockerfile, build, platform}: WalkInput): Variables {
  let scope: Scope = {
    ...EMPTY_SCOPE,
    args: {...platformArgs('BUILD', build.buildPlatform), ...platformArgs('TARGET', platform)},
  }
  const given = Object.entries(build.buildArgs).filter(([name]) => Object.hasOwn(scope.args, name))
  scope = {...scope, args: {...scope.args, ...Object.fromEntries(given)}}
  const input: ScopeInput = {buildArgs: build.buildArgs, globals: scope.args, expand: expander(dockerfile)}
  for (const instruction of dockerfile.globals) scope = scopeAfter(instruction, scope, input)
  return scope.args
}

/** https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope */
function platformArgs(prefix: 'BUILD' | 'TARGET', platform: Platform): Variables {
  return {
    [`${prefix}PLATFORM`]: formatPlatform(platform),
    [`${prefix}OS`]: platform.os,
    [`${prefix}ARCH`]: platform.architecture,
    [`${prefix}VARIANT`]: platform.variant ?? '',
  }
}
