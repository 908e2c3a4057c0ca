// Asks tools/dockerfile-oracle, which is BuildKit's own reading.
import {spawnSync} from 'node:child_process'
import {parseDockerfile} from '../../src/dockerfile/index.ts'
import type {DockerfileProblem, Heredoc, Instruction, Mount} from '../../src/dockerfile/types.ts'
import {toolPath} from '../helpers/tools.ts'

export interface Reading {
  readonly problem?: DockerfileProblem
  readonly directives?: Readonly<Record<string, string>>
  readonly instructions?: readonly ReadInstruction[]
  readonly stages?: readonly string[]
  readonly globals?: number
}

interface ReadInstruction {
  readonly kind: string
  readonly firstLine: number
  readonly lastLine: number
  readonly text: string
  readonly flags: readonly string[]
  readonly heredocs: readonly Heredoc[]
  readonly fields: Fields
}

interface Fields {
  readonly [name: string]: unknown
  readonly mounts?: unknown
}

export interface WordQuestion {
  readonly text: string
  readonly env: Readonly<Record<string, string>>
  readonly escape: string
  readonly quotesAreText: boolean
}

export interface WordAnswer {
  readonly problem?: string
  readonly value: string
  readonly words: readonly string[] | null
  readonly unset: readonly string[] | null
}

export interface BuildQuestion {
  readonly source: string
  readonly target?: string
  readonly buildArgs?: Readonly<Record<string, string>>
  readonly platform: string
  readonly builder: string
  /** The config of all images. */
  readonly base?: {readonly Env?: readonly string[]; readonly WorkingDir?: string; readonly User?: string}
}

export interface BuildAnswer {
  readonly problem?: DockerfileProblem
  readonly config?: {readonly Env?: readonly string[]; readonly WorkingDir?: string; readonly User?: string}
  readonly images: readonly string[]
}

export const readAsBuildKit = (files: readonly Buffer[]) =>
  ask<{files: readonly Reading[]}>({files: files.map(file => file.toString('base64'))}).files.map(answer =>
    answer.problem ? {problem: withoutGuess(answer.problem)} : answer,
  )

export const expandAsBuildKit = (words: readonly WordQuestion[]) => ask<{words: readonly WordAnswer[]}>({words}).words

export const planAsBuildKit = (builds: readonly BuildQuestion[]) =>
  ask<{builds: readonly BuildAnswer[]}>({
    builds: builds.map(build => ({...build, source: Buffer.from(build.source).toString('base64')})),
  }).builds.map(answer => (answer.problem ? {...answer, problem: withoutGuess(answer.problem)} : answer))

function ask<Answer>(question: unknown): Answer {
  const {stdout, stderr, status} = spawnSync(toolPath('dockerfile-oracle'), {
    input: JSON.stringify(question),
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** What it guesses to be meant is beside the point. */
function withoutGuess({line, message}: DockerfileProblem): DockerfileProblem {
  return {line, message: message.replace(/ \(did you mean .*\?\)$/s, '')}
}

/** Our reading, in the oracle's words. */
export function readOurselves(source: Buffer): Reading {
  const read = parseDockerfile(source, 'Dockerfile')
  if ('problem' in read) return read
  const {directives, globals, stages} = read.dockerfile
  const instructions = [...globals, ...stages.flatMap(stage => [stage.from, ...stage.instructions])]
  return {
    directives: {...directives},
    instructions: instructions.map(readInstruction),
    stages: stages.map(stage => stage.name ?? ''),
    ...(globals.length > 0 ? {globals: globals.length} : {}),
  }
}

function readInstruction(instruction: Instruction): ReadInstruction {
  const {kind, span, text, flags, heredocs} = instruction
  return {
    kind,
    firstLine: span.firstLine,
    lastLine: span.lastLine,
    text,
    flags: flags.map(({name, value}) => (value === undefined ? `--${name}` : `--${name}=${value}`)),
    heredocs,
    fields: fieldsOf(instruction),
  }
}

function fieldsOf(it: Instruction): Fields {
  switch (it.kind) {
    case 'from':
      return {image: it.image, platform: it.platform ?? '', name: it.name ?? ''}
    case 'arg':
      return {args: it.args.map(({name, value = null}) => ({name, value}))}
    case 'env':
    case 'label':
      return {pairs: it.pairs}
    case 'run':
      return {command: it.command, mounts: it.mounts.map(mountFields)}
    case 'cmd':
    case 'entrypoint':
      return {command: it.command}
    case 'copy':
      return {sources: it.sources, destination: it.destination, from: it.from ?? ''}
    case 'add':
      return {sources: it.sources, destination: it.destination}
    case 'expose':
      return {words: [...it.words].sort()}
    case 'shell':
    case 'volume':
      return {words: it.words}
    case 'healthcheck':
      return {test: healthTest(it.command)}
    case 'onbuild':
      return {kind: it.instruction.kind, fields: fieldsOf(it.instruction)}
    default:
      return {value: it.value}
  }
}

function healthTest(command: Extract<Instruction, {kind: 'healthcheck'}>['command']): readonly string[] {
  if (command === 'none') return ['NONE']
  return command.form === 'exec' ? ['CMD', ...command.words] : ['CMD-SHELL', command.text]
}

function mountFields({type, options: {from = '', source = '', target = '', id = '', sharing = ''}}: Mount): unknown {
  return {type, from, source, target, id, sharing: sharing.toLowerCase()}
}

/** Our reading without what BuildKit doesn't tell of this file. */
export function comparable(ours: Reading, theirs: Reading): Reading {
  if (theirs.problem && ours.problem) {
    // It has no line for some, and for what it finds before it counts a line, the one before.
    const blind =
      theirs.problem.line === 0 || /parser directive|escape token|max allowed size/.test(theirs.problem.message)
    return blind ? {problem: {...ours.problem, line: theirs.problem.line}} : ours
  }
  const {instructions = []} = theirs
  if (!ours.instructions) return ours
  const withMounts = ours.instructions.map((it, index) =>
    // The options of mounts are read late; then it refuses some.
    it.kind === 'run' && instructions[index]?.fields.mounts === null
      ? {...it, fields: {...it.fields, mounts: null}}
      : it,
  )
  return {...ours, instructions: withMounts}
}
