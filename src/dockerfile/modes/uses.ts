import {below, type ContextCopy} from './context-files.ts'
import {isPattern, matchesPath} from './path-pattern.ts'
import {type Consumer, programsBelow, type StageModel} from './stage-model.ts'
import type {StageFiles, StageProgram} from './types.ts'

/** What a consumer takes out of a stage, as far as it is known. */
export type Use = {readonly consumer: Consumer} & (
  | {readonly kind: 'known'; readonly programs: readonly StageProgram[]; readonly files: readonly StageFiles[]}
  /** `why` completes "line 7 copies /x, …". */
  | {readonly kind: 'unknown'; readonly why: string}
)

/** The image at the bottom has something there: a copy of the folder takes that too. */
const SHARED =
  /^\/(bin|sbin|lib|lib32|lib64|usr|etc|var|root|tmp|dev|proc|sys|run|go\/pkg)(\/|$)|^\/(boot|go|go\/bin|go\/src|home|media|mnt|opt|srv)?$/

export function usesOf(model: StageModel): readonly Use[] {
  return model.consumers.map(consumer => ({consumer, ...useOf(model, consumer.path)}))
}

type Found =
  | {readonly kind: 'known'; readonly programs: readonly StageProgram[]; readonly files: readonly StageFiles[]}
  | {readonly kind: 'unknown'; readonly why: string}

function useOf(model: StageModel, path: string): Found {
  const programs = programsBelow(model, path)
  if (programs.some(program => program.path === path)) return {kind: 'known', programs, files: []}
  if (isPattern(path)) return patternUse(model, path)
  const files = filesAt(model, path)
  if ('why' in files) return {kind: 'unknown', why: files.why}
  if (programs.length === 0 && files.files.length === 0) {
    return {kind: 'unknown', why: 'which neither a go build nor a COPY of the context puts there'}
  }
  if (isFolder(model, path)) {
    if (SHARED.test(path)) return {kind: 'unknown', why: 'a folder in which the stage’s image has files of its own'}
    const made = [...model.folders].find(folder => isLost(model, path, folder, files.files))
    if (made !== undefined) return {kind: 'unknown', why: `a folder with the empty folder ${made} in it`}
  }
  return {kind: 'known', programs, files: files.files}
}

function isFolder(model: StageModel, path: string): boolean {
  const found = model.files.sourceOf(path)
  return found === undefined || model.tree.kindOf(found.source) === 'folder'
}

/** Made by mkdir or WORKDIR, and nothing that is copied brings it. */
function isLost(model: StageModel, path: string, folder: string, files: readonly StageFiles[]): boolean {
  if ((below(path, folder) ?? '') === '') return false
  const inside = [...programsBelow(model, folder).map(program => program.path), ...files.map(file => file.destination)]
  return !inside.some(
    inner => below(folder, inner) !== undefined || below(inner.replace(/\/$/, ''), folder) !== undefined,
  )
}

/** `/out/*`: only in a folder where nothing but programs can be. */
function patternUse(model: StageModel, path: string): Found {
  const folder = path.slice(0, path.lastIndexOf('/')) || '/'
  const programs = programsBelow(model, folder).filter(program => matchesPath(path, program.path))
  const alone = !isPattern(folder) && !SHARED.test(folder) && model.files.sourceOf(folder) === undefined
  const files = model.copies.some(copy => below(folder, copy.destination) !== undefined)
  if (programs.length === 0 || !alone || files)
    return {kind: 'unknown', why: 'a pattern that can match more than programs'}
  return {kind: 'known', programs, files: []}
}

/** The context's files at a path and below it, in the order of their COPYs. */
function filesAt(model: StageModel, path: string): {readonly files: readonly StageFiles[]} | {readonly why: string} {
  const found = model.copies.flatMap(copy => partOf(model, copy, path))
  const odd = found.find(file => !isRepeatable(file))
  if (odd)
    return {why: `which comes from the context by a COPY that can’t be repeated: ${odd.flags.join(' ')} ${odd.source}`}
  return {files: found}
}

function partOf({files, tree}: StageModel, copy: ContextCopy, path: string): readonly StageFiles[] {
  const {destination, source, into, flags, line} = copy
  const at = files.sourceOf(path)
  if (at !== undefined && at.copy === copy) {
    const folder = tree.kindOf(at.source) === 'folder'
    return [{source: at.source, destination: folder ? `${path}/` : path, flags, line}]
  }
  // It lies below the folder that is taken.
  if ((below(path, destination) ?? '') === '') return []
  return [{source, destination: into || tree.kindOf(source) !== 'file' ? `${destination}/` : destination, flags, line}]
}

/** In a stage without an image names of users mean nothing. */
function isRepeatable({flags}: StageFiles): boolean {
  return flags.every(flag => /^--(link(=.*)?|chmod=[0-7]+|chown=[0-9]+(:[0-9]+)?)$/.test(flag))
}
