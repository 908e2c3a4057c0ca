import {posix} from 'node:path'
import {formatPlatform, type Platform, parsePlatform} from '../../oci/index.ts'
import {lex} from '../lexer.ts'
import type {Dockerfile, Instruction, Stage} from '../types.ts'
import {goOfImage} from './golang-image.ts'
import {EMPTY_SCOPE, type Scope, type ScopeInput, scopeAfter, variablesOf} from './scope.ts'
import type {BuildFacts, Step} from './types.ts'

/** One stage that the image needs, with what its instructions come to for one platform. */
export interface StageWalk {
  readonly stage: Stage
  /** The stage that it is built on. */
  readonly parent: number | undefined
  /** At the bottom of it, filled in. */
  readonly image: {readonly name: string; readonly line: number}
  /** That its commands run on. */
  readonly platform: Platform
  /** Of the stages that it is built on too. */
  readonly steps: readonly Step[]
  /** Of the stage itself. */
  readonly own: readonly OwnStep[]
  /** The earlier stage that a name or number means here. */
  readonly sourceStage: (from: string | undefined) => number | undefined
  /** At its end. */
  readonly scope: Scope
}

export interface OwnStep {
  readonly step: Step
  readonly instruction: Instruction
}

export interface WalkInput {
  readonly dockerfile: Dockerfile
  readonly build: BuildFacts
  readonly platform: Platform
}

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

/** The last one of that name; a number counts from 0. */
function stageNamed(stages: readonly Stage[], name: string): number | undefined {
  const wanted = name.toLowerCase()
  return (stages.findLast(stage => stage.name === wanted) ?? stages.find(({index}) => String(index) === wanted))?.index
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

type Globals = Readonly<Record<string, string>>

function globalsOf({dockerfile, build, platform}: WalkInput): Globals {
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
function platformArgs(prefix: 'BUILD' | 'TARGET', platform: Platform): Globals {
  return {
    [`${prefix}PLATFORM`]: formatPlatform(platform),
    [`${prefix}OS`]: platform.os,
    [`${prefix}ARCH`]: platform.architecture,
    [`${prefix}VARIANT`]: platform.variant ?? '',
  }
}

function expander({directives}: Dockerfile): ScopeInput['expand'] {
  return (text, scope) => {
    const variables = variablesOf(scope)
    const lookUp = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined)
    return lex(text, {escape: directives.escape, lookUp}).value
  }
}

interface StageInput extends WalkInput {
  readonly globals: Globals
  readonly walker: (index: number) => StageWalk
}

function walkStage(stage: Stage, input: StageInput): StageWalk {
  const {dockerfile, build, globals, platform, walker} = input
  const expand = expander(dockerfile)
  const fill = (text: string) => expand(text, {...EMPTY_SCOPE, args: globals})
  const earlier = dockerfile.stages.slice(0, stage.index)
  const sourceStage = (from: string | undefined) =>
    from === undefined || isContext(from, build.contexts) ? undefined : stageNamed(earlier, from)
  const image = fill(stage.from.image)
  // A number is no name of a stage to FROM.
  const parent = /^[0-9]+$/.test(image) ? undefined : sourceStage(image)
  const base = parent === undefined ? undefined : walker(parent)
  const {own, scope} = ownSteps(stage, base?.scope ?? scopeOfImage(image), {
    scope: {buildArgs: build.buildArgs, globals, expand},
    imageOf: from => imageBehind(from, sourceStage(from), input),
  })
  const named = stage.from.platform === undefined ? undefined : parsePlatform(fill(stage.from.platform))
  return {
    stage,
    parent,
    image: base?.image ?? {name: image, line: stage.from.span.firstLine},
    platform: base?.platform ?? named ?? platform,
    steps: [...(base?.steps ?? []), ...own.map(({step}) => step)],
    own,
    sourceStage,
    scope,
  }
}

interface Filling {
  readonly scope: ScopeInput
  /** The image that a `--from` is; undefined for a stage that does more than to name one. */
  readonly imageOf: (from: string) => string | undefined
}

function ownSteps(stage: Stage, start: Scope, filling: Filling): {own: readonly OwnStep[]; scope: Scope} {
  const own: OwnStep[] = []
  let scope = start
  for (const instruction of stage.instructions) {
    scope = scopeAfter(instruction, scope, filling.scope)
    own.push({instruction, step: stepOf(instruction, scope, filling)})
  }
  return {own, scope}
}

function imageBehind(from: string, source: number | undefined, {dockerfile, walker}: StageInput): string | undefined {
  if (source === undefined) return from
  return dockerfile.stages[source]?.instructions.length === 0 ? walker(source).image.name : undefined
}

/** A named context takes the place of a stage and of an image. */
function isContext(name: string, contexts: readonly string[]): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/:latest$/, '')
  return contexts.some(context => plain(context) === plain(name))
}

/** What golang images set. https://github.com/docker-library/golang/blob/master/Dockerfile-linux.template */
function scopeOfImage(image: string): Scope {
  const go = goOfImage(image)
  if (go.kind === 'unknown') return EMPTY_SCOPE
  const path = '/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
  const version = go.kind === 'exact' ? {GOLANG_VERSION: go.version} : {}
  return {...EMPTY_SCOPE, workdir: '/go', env: {GOPATH: '/go', GOTOOLCHAIN: 'local', PATH: path, ...version}}
}

function stepOf(instruction: Instruction, scope: Scope, {scope: {expand}, imageOf}: Filling): Step {
  const {workdir, user, shell} = scope
  const place = {line: instruction.span.firstLine, workdir, user, shell, env: variablesOf(scope)}
  const fill = (text: string) => expand(text, scope)
  if (instruction.kind === 'run') {
    const mounts = instruction.mounts.map(({type, options}) => {
      const filled = Object.entries(options).map(([name, value]) => [name, fill(value)] as const)
      return {type, options: Object.fromEntries(filled)}
    })
    const {command, heredocs, text} = instruction
    return {...place, kind: 'run', command, heredocs, mounts, text}
  }
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return {...place, kind: 'other', instruction}
  const {from, sources, destination, flags, heredocs} = instruction
  return {
    ...place,
    kind: 'copy',
    add: instruction.kind === 'add',
    sources: sources.map(fill),
    destination: absolute(workdir, fill(destination)),
    from,
    fromImage: from === undefined ? undefined : imageOf(from),
    flags: flags.filter(({name}) => name !== 'from'),
    inline: heredocs.length > 0,
  }
}

/** A folder keeps a slash at its end: `.`, `x/` and `x/.` are some. */
function absolute(workdir: string, path: string): string {
  const whole = posix.resolve(workdir, path)
  return /(^|\/)\.?$/.test(path) && whole !== '/' ? `${whole}/` : whole
}
