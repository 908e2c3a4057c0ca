import {posix} from 'node:path'
import {type Platform, parsePlatform} from '../../oci/index.ts'
import type {Variables} from '../expand.ts'
import type {BuildRequest} from '../globals.ts'
import {walkStage} from '../scope.ts'
import type {BaseImage, StageState} from '../state.ts'
import {Refused} from '../text.ts'
import type {Dockerfile, Instruction, Stage} from '../types.ts'
import {goOfImage} from './golang-image.ts'
import type {BuildFacts, Step} from './types.ts'

/** One stage that the image needs, with what its instructions come to for one platform. */
export interface FilledStage {
  readonly stage: Stage
  /** The stage that it is built on. */
  readonly parent: number | undefined
  /** At the bottom of it, filled in. */
  readonly image: {readonly name: string; readonly line: number}
  /** That its commands run on. */
  readonly platform: Platform
  /** Of the stages that it is built on too. */
  readonly steps: readonly Step[]
  /** Of the stage itself, with what ONBUILD of its parent adds. */
  readonly own: readonly OwnStep[]
  /** The earlier stage that a name or number means here. */
  readonly sourceStage: (from: string | undefined) => number | undefined
}

export interface OwnStep {
  readonly step: Step
  readonly instruction: Instruction
}

export interface FillInput {
  readonly dockerfile: Dockerfile
  readonly build: BuildFacts
  readonly platform: Platform
}

/** The last one of that name; a number counts from 0. */
export function stageNamed(stages: readonly Stage[], name: string): number | undefined {
  const wanted = name.toLowerCase()
  return (stages.findLast(stage => stage.name === wanted) ?? stages.find(({index}) => String(index) === wanted))?.index
}

interface StageInput extends FillInput {
  readonly globals: Variables
  /** The stages before this one. */
  readonly filled: (index: number) => FilledStage
}

/** Fills in the variables of one stage. Throws Refused. */
export function fillStage(stage: Stage, input: StageInput): FilledStage {
  const {dockerfile, platform, filled} = input
  const {from, parent, own} = walkOwn(stage, input)
  const earlier = dockerfile.stages.slice(0, stage.index)
  const sourceStage = (name: string | undefined) =>
    name === undefined || isContext(name, input.build) ? undefined : stageNamed(earlier, name)
  const base = parent && filled(parent.index)
  const imageOf = (name: string) => imageBehind(name, sourceStage(name), input)
  const steps = own.map(({instruction, expanded, after}) => {
    return {instruction, step: stepOf(expanded, instruction.span.firstLine, after, imageOf)}
  })
  // What a named context of that name holds is not what the name says.
  const name = isContext(from.image, input.build) ? `build-context ${from.image}` : from.image
  const named = from.platform === undefined ? undefined : parsePlatform(from.platform)
  return {
    stage,
    parent: parent?.index,
    image: base?.image ?? {name, line: stage.from.span.firstLine},
    platform: base?.platform ?? named ?? platform,
    steps: [...(base?.steps ?? []), ...steps.map(({step}) => step)],
    own: steps,
    sourceStage,
  }
}

/** The same for all stages. */
export function requestOf({build, platform}: FillInput): BuildRequest {
  return {buildArgs: build.buildArgs, target: platform, build: build.buildPlatform, targetStage: build.target}
}

function walkOwn(stage: Stage, input: StageInput) {
  const {dockerfile, build, globals} = input
  const {from, parent, steps, after, problem} = walkStage(dockerfile, stage, {
    ...requestOf(input),
    globals,
    isContext: name => isContext(name, build),
    baseImage: image => (isContext(image, build) ? {env: {}} : configOf(image)),
  })
  if (problem || !from) throw new Refused(problem?.message ?? 'a FROM without an image', problem?.line)
  return {from, parent, own: steps.map((step, index) => ({...step, after: steps[index + 1]?.before ?? after}))}
}

function imageBehind(from: string, source: number | undefined, {dockerfile, filled}: StageInput): string | undefined {
  if (source === undefined) return from
  return dockerfile.stages[source]?.instructions.length === 0 ? filled(source).image.name : undefined
}

/** A named context takes the place of a stage and of an image. */
export function isContext(name: string, {contexts}: Pick<BuildFacts, 'contexts'>): boolean {
  return contexts.some(context => withoutLatest(context) === withoutLatest(name))
}

function withoutLatest(name: string): string {
  return name.toLowerCase().replace(/:latest$/, '')
}

/** What golang images set; of others nothing is known. https://github.com/docker-library/golang/blob/master/Dockerfile-linux.template */
function configOf(image: string): BaseImage {
  const go = goOfImage(image)
  if (go.kind === 'unknown') return {env: {}}
  const PATH = '/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
  const version = go.kind === 'exact' ? {GOLANG_VERSION: go.version} : {}
  return {workdir: '/go', env: {GOPATH: '/go', GOTOOLCHAIN: 'local', PATH, ...version}}
}

/** `instruction` is expanded; `imageOf` tells the image that a `--from` is, if it is one. */
function stepOf(
  instruction: Instruction,
  line: number,
  {variables, workdir = '/', user = '', shell = ['/bin/sh', '-c']}: StageState,
  imageOf: (from: string) => string | undefined,
): Step {
  const place = {line, workdir, user, shell}
  if (instruction.kind === 'run') {
    const {command, heredocs, mounts, text} = instruction
    const env = Object.fromEntries([...variables].map(([name, {value}]) => [name, value]))
    return {...place, kind: 'run', env, command, heredocs, mounts, text}
  }
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return {...place, kind: 'other', instruction}
  const {from, sources, destination, flags, heredocs} = instruction
  return {
    ...place,
    kind: 'copy',
    add: instruction.kind === 'add',
    sources,
    destination: absolute(workdir, destination),
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
