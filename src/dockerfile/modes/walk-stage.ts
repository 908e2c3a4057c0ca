import {posix} from 'node:path'
import {type Platform, parsePlatform} from '../../oci/index.ts'
import type {Dockerfile, Instruction, Stage} from '../types.ts'
import {goOfImage} from './golang-image.ts'
import {EMPTY_SCOPE, expander, type Scope, type ScopeInput, scopeAfter, type Variables, variablesOf} from './scope.ts'
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

/** The last one of that name; a number counts from 0. */
export function stageNamed(stages: readonly Stage[], name: string): number | undefined {
  const wanted = name.toLowerCase()
  return (stages.findLast(stage => stage.name === wanted) ?? stages.find(({index}) => String(index) === wanted))?.index
}

interface StageInput extends WalkInput {
  readonly globals: Variables
  readonly walker: (index: number) => StageWalk
}

/** Fills in the variables of one stage. */
export function walkStage(stage: Stage, input: StageInput): StageWalk {
  const {dockerfile, build, globals, platform, walker} = input
  const expand = expander(dockerfile)
  const fill = (text: string) => expand(text, {...EMPTY_SCOPE, args: globals})
  const earlier = dockerfile.stages.slice(0, stage.index)
  const sourceStage = (from: string | undefined) =>
    from === undefined || isContext(from, build.contexts) ? undefined : stageNamed(earlier, from)
  const written = fill(stage.from.image)
  // What a named context of that name holds is not what the name says.
  const image = isContext(written, build.contexts) ? `build-context ${written}` : written
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
