import {posix} from 'node:path'
import type {Platform} from '../../oci/index.ts'
import type {CommandForm, Dockerfile, Instruction} from '../types.ts'
import {hiddenBy} from './context-files.ts'
import type {FilledStage} from './filled-stage.ts'
import {compilesGo} from './go-stage.ts'
import type {ContextTake} from './prebuilt.ts'
import {type Consumer, type Entanglement, modelStage, type StageModel} from './stage-model.ts'
import type {BuildFacts, Step, WorkTreeFacts} from './types.ts'
import {walkAll} from './walk.ts'

/** What the decision about a Dockerfile looks at, for all platforms. */
export interface StagesRead {
  /** Stages that compile Go and that the image needs, in their order, for each platform. */
  readonly models: readonly StageModel[]
  readonly takes: readonly ContextTake[]
  /** What ENTRYPOINT and CMD of the image start. */
  readonly started: readonly string[]
}

export interface StagesInput {
  readonly dockerfile: Dockerfile
  readonly build: BuildFacts
  readonly tree: WorkTreeFacts
}

export function readStages(input: StagesInput): StagesRead {
  const isHidden = hiddenBy(input.tree.dockerignore)
  const read = input.build.platforms.map(platform => readFor({...input, isHidden}, platform))
  return {
    models: read.flatMap(one => one.models),
    takes: read.flatMap(one => one.takes),
    started: [...new Set(read.flatMap(one => one.started))],
  }
}

interface PlatformInput extends StagesInput {
  readonly isHidden: (path: string) => boolean
}

function readFor({dockerfile, build, tree, isHidden}: PlatformInput, platform: Platform): StagesRead {
  const walks = walkAll({dockerfile, build, platform})
  const consumers = walks.flatMap(consumersIn)
  const target = walks.at(-1)
  if (!target) return {models: [], takes: [], started: []}
  const models = walks.flatMap((walk): readonly StageModel[] => {
    const model = modelStage({
      stage: {
        index: walk.stage.index,
        name: walk.stage.name ?? String(walk.stage.index),
        line: walk.stage.span.firstLine,
      },
      image: walk.image,
      platform,
      ownPlatform: walk.platform,
      steps: walk.steps,
      consumers: consumers.filter(({source}) => source === walk.stage.index),
      entangled: entanglements(walk, walks, target),
      tree,
      isHidden,
    })
    return compilesGo(model, new Set(walk.own.map(({step}) => step.line))) ? [model] : []
  })
  return {models, takes: walks.flatMap(walk => takesOf(walk, platform)), started: startedBy(target)}
}

/** What a stage takes from others, each with the stage that it comes from. */
function consumersIn({own, sourceStage}: FilledStage): readonly (Consumer & {readonly source: number})[] {
  return own.flatMap(({step}): ReturnType<typeof consumersIn> => {
    if (step.kind === 'copy') {
      const source = sourceStage(step.from)
      if (source === undefined) return []
      const owned = step.flags.some(({name}) => name === 'chown')
      return step.sources.map(path => ({source, line: step.line, path: fromRoot(path), how: 'copy', owned}))
    }
    if (step.kind !== 'run') return []
    return step.mounts.flatMap(({type, options}): ReturnType<typeof consumersIn> => {
      const source = type === 'bind' ? sourceStage(options.from) : undefined
      if (source === undefined) return []
      return [{source, line: step.line, path: fromRoot(options.source ?? '/'), how: 'mount', owned: true}]
    })
  })
}

/** A slash at the end of a folder says nothing more. */
function fromRoot(path: string): string {
  return posix.resolve('/', path)
}

function entanglements(walk: FilledStage, walks: readonly FilledStage[], target: FilledStage): readonly Entanglement[] {
  const {index, span} = walk.stage
  const built = walks
    .filter(({parent}) => parent === index)
    .map(({stage}) => ({line: stage.span.firstLine, how: `is what stage ${stage.name ?? stage.index} is built on`}))
  const given = walk.own.filter(({step, instruction}) => step.kind === 'run' && !isWritten(walk, instruction))
  const triggered = given.map(({step}) => ({line: step.line, how: 'runs what an ONBUILD gives it'}))
  const all = [...built, ...triggered]
  return index === target.stage.index ? [{line: span.firstLine, how: 'is the image itself'}, ...all] : all
}

function takesOf(walk: FilledStage, platform: Platform): readonly ContextTake[] {
  return walk.own.flatMap(({step, instruction}): readonly ContextTake[] => {
    if (step.kind !== 'copy' || step.from !== undefined) return []
    // An ONBUILD's COPY stands in the parent's lines: the overlay can't change it for this stage alone.
    if (!isWritten(walk, instruction)) return []
    if (instruction.kind !== 'copy' && instruction.kind !== 'add') return []
    return [{platform, stage: walk.stage.index, line: step.line, instruction, step}]
  })
}

/** In the stage itself, not in an ONBUILD of the one below. */
function isWritten({stage}: FilledStage, instruction: Instruction): boolean {
  return stage.instructions.includes(instruction)
}

/** Of the last ENTRYPOINT and the last CMD. */
function startedBy({steps}: FilledStage): readonly string[] {
  const instructions = steps.flatMap(other)
  return (['entrypoint', 'cmd'] as const).flatMap(kind => {
    const last = instructions.findLast(instruction => instruction.kind === kind)
    return last && 'command' in last && last.command !== 'none' ? firstWord(last.command) : []
  })
}

function other(step: Step): readonly Instruction[] {
  return step.kind === 'other' ? [step.instruction] : []
}

function firstWord(command: CommandForm): readonly string[] {
  const word = command.form === 'exec' ? command.words[0] : /^(?:exec\s+)?(\S+)/.exec(command.text.trim())?.[1]
  return word === undefined ? [] : [word]
}
