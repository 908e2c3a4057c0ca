import {posix} from 'node:path'
import type {Platform} from '../../oci/index.ts'
import {below, type ContextCopy, type ContextFiles, contextCopies, contextFiles} from './context-files.ts'
import type {GoCommand} from './go-command.ts'
import {goOfImage} from './golang-image.ts'
import {programsOf} from './programs.ts'
import {type Role, roleOf} from './roles.ts'
import {readRun} from './shell.ts'
import type {ShellCommand} from './shell-commands.ts'
import {moveCommand} from './stage-paths.ts'
import type {StageProgram, Step, WorkTreeFacts} from './types.ts'

type RunStep = Extract<Step, {kind: 'run'}>

interface Place {
  readonly line: number
  readonly user: string
  /** Of the RUN's start. */
  readonly workdir: string
  readonly env: Readonly<Record<string, string>>
}

/** A command of a RUN in its place. Those of a RUN that isn't a plain list are one, `unclear`. */
export type PlacedCommand = Place &
  (
    | {readonly kind: 'clear'; readonly command: ShellCommand; readonly role: Role}
    | {readonly kind: 'unclear'; readonly why: string; readonly text: string}
  )

/** A `go build` in its place. */
export interface PlacedBuild {
  /** Of its command in `commands`. */
  readonly index: number
  readonly line: number
  readonly user: string
  /** Its paths as they are on the runner. */
  readonly go: GoCommand
  /** A file that it names and the context doesn't have there. */
  readonly lost: string | undefined
  readonly env: Readonly<Record<string, string>>
  /** Absolute folder in the stage where go runs. */
  readonly folder: string
  /** `unclear`: what can't be told of them. */
  readonly programs: readonly StageProgram[]
  readonly unclear: string | undefined
}

/** A way in which a stage takes something from another one. */
export interface Consumer {
  readonly line: number
  /** Absolute, variables filled in; `/` is everything. */
  readonly path: string
  readonly how: 'copy' | 'mount'
  /** Does a --chown say whose it is? */
  readonly owned: boolean
}

/** How a stage comes into the image other than by copies of files from it. */
export interface Entanglement {
  readonly line: number
  /** "is the image itself" */
  readonly how: string
}

/** All that the rules look at, for one stage that compiles Go and one platform. */
export interface StageModel {
  readonly stage: {readonly index: number; readonly name: string; readonly line: number}
  /** The image at the bottom, filled in. */
  readonly image: {readonly name: string; readonly line: number}
  /** That the image has. */
  readonly go: ReturnType<typeof goOfImage>
  readonly platform: Platform
  /** That the stage's commands run on. */
  readonly ownPlatform: Platform
  readonly steps: readonly Step[]
  readonly commands: readonly PlacedCommand[]
  readonly builds: readonly PlacedBuild[]
  /** What the steps take from the context. */
  readonly copies: readonly ContextCopy[]
  readonly files: ContextFiles
  /** That WORKDIR and mkdir make, with those above them. */
  readonly folders: ReadonlySet<string>
  readonly consumers: readonly Consumer[]
  readonly entangled: readonly Entanglement[]
  readonly tree: WorkTreeFacts
  /** Does .dockerignore keep it from the builder? */
  readonly isHidden: (path: string) => boolean
}

export type StageInput = Omit<StageModel, 'go' | 'commands' | 'builds' | 'copies' | 'files' | 'folders'>

/** Reads the commands of a stage and follows what they make. */
export function modelStage(input: StageInput): StageModel {
  const commands = input.steps.flatMap(step => (step.kind === 'run' ? commandsOf(step) : []))
  const folders = madeFolders(input.steps, commands)
  const isFolder = (path: string) => STANDARD_FOLDERS.has(path) || folders.has(path)
  const copies = contextCopies(input.steps, {has: isFolder})
  const files = contextFiles(copies, input.tree, input.isHidden)
  const builds = commands.flatMap((placed, index) => {
    if (placed.kind === 'unclear' || placed.role.role !== 'compile') return []
    return [buildOf({...placed, go: placed.role.go, index}, {...input, files, isFolder})]
  })
  return {...input, go: goOfImage(input.image.name), commands, builds, copies, files, folders}
}

function commandsOf(step: RunStep): readonly PlacedCommand[] {
  const {line, user, workdir, env} = step
  const place: Place = {line, user, workdir, env}
  const secrets = step.mounts.flatMap(({type, options}) => (type === 'secret' ? secretName(options) : []))
  const reading = readRun({...step, cwd: step.workdir, secrets})
  if (reading.kind === 'unclear') return [{...place, kind: 'unclear', why: reading.why, text: textOf(step)}]
  return reading.commands.map(command => ({...place, kind: 'clear', command, role: roleOf(command)}))
}

/** https://docs.docker.com/reference/dockerfile/#run---mounttypesecret */
function secretName({env}: Readonly<Record<string, string>>): readonly string[] {
  return env === undefined ? [] : [env]
}

function textOf({text, heredocs}: RunStep): string {
  return [text, ...heredocs.map(({content}) => content)].join('\n')
}

/** That an image of a Linux distribution or golang has anyway, with those above them. */
const STANDARD_FOLDERS: ReadonlySet<string> = new Set(
  [
    ...[
      '/bin',
      '/sbin',
      '/etc',
      '/go/bin',
      '/go/src',
      '/home',
      '/lib',
      '/media',
      '/mnt',
      '/opt',
      '/root',
      '/srv',
      '/tmp',
    ],
    ...['/usr/bin', '/usr/lib', '/usr/local/bin', '/usr/local/sbin', '/usr/local/share', '/usr/sbin', '/usr/share'],
    ...['/usr/local/go/bin', '/usr/src', '/var/lib', '/var/tmp'],
  ].flatMap(withParents),
)

/** Folders that surely stand in the stage when it is done, beside the standard ones. */
function madeFolders(steps: readonly Step[], commands: readonly PlacedCommand[]): ReadonlySet<string> {
  const made = commands.flatMap(placed => {
    if (placed.kind === 'unclear' || placed.command.words[0]?.text !== 'mkdir') return []
    const folders = placed.command.words.slice(1).filter(word => !word.text.startsWith('-') && !word.pattern)
    return folders.map(({text}) => posix.resolve(placed.command.cwd, text))
  })
  const workdirs = new Set(steps.map(step => step.workdir))
  return new Set([...workdirs, ...made].flatMap(withParents))
}

function withParents(folder: string): readonly string[] {
  return folder === '/' ? ['/'] : [folder, ...withParents(posix.dirname(folder))]
}

interface Compiling {
  readonly index: number
  readonly line: number
  readonly user: string
  readonly command: ShellCommand
  readonly go: GoCommand
}

type Surroundings = StageInput & {readonly files: ContextFiles; readonly isFolder: (path: string) => boolean}

function buildOf({index, line, user, command, go: written}: Compiling, around: Surroundings): PlacedBuild {
  const {files, tree, platform, ownPlatform} = around
  const folder = posix.resolve(command.cwd, written.folder ?? '.')
  const host = files.folderOf(folder)
  const {go, lost} = moveCommand(written, {folder, host, files, tree})
  const isFolder = (path: string) => around.isFolder(path) || isContextFolder(path, files, tree)
  const {env} = command
  const made = programsOf({go, env, folder, host, mains: tree.mains, isFolder, platform, ownPlatform})
  const programs = 'unclear' in made ? [] : made.programs
  return {index, line, user, go, lost, env, folder, programs, unclear: 'unclear' in made ? made.unclear : undefined}
}

function isContextFolder(path: string, files: ContextFiles, tree: WorkTreeFacts): boolean {
  const found = files.sourceOf(path)
  return found !== undefined && tree.kindOf(found.source) === 'folder'
}

/** For a sentence. */
export function commandText(placed: PlacedCommand): string {
  return placed.kind === 'clear' ? `\`${placed.command.words.map(word => word.text).join(' ')}\`` : 'a RUN'
}

/** The last build that writes a path. */
export function buildFor({builds}: StageModel, path: string): PlacedBuild | undefined {
  return builds.findLast(({programs}) => programs.some(program => program.path === path))
}

/** Programs in a folder, or at the path itself. Those that a later build wrote over are there once. */
export function programsBelow({builds}: StageModel, path: string): readonly StageProgram[] {
  const all = new Map(builds.flatMap(({programs}) => programs.map(program => [program.path, program] as const)))
  return [...all.values()].filter(program => below(path, program.path) !== undefined)
}
