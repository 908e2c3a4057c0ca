import {posix} from 'node:path'
import type {ContextFiles} from './context-files.ts'
import type {GoCommand} from './go-command.ts'
import type {WorkTreeFacts} from './types.ts'

export interface StagePlace {
  /** Absolute, in the stage: where go runs. */
  readonly folder: string
  /** The same folder in the context; undefined: the stage has it from elsewhere. */
  readonly host: string | undefined
  readonly files: ContextFiles
  readonly tree: Pick<WorkTreeFacts, 'kindOf'>
}

export interface MovedCommand {
  readonly go: GoCommand
  /** A file that it names and that isn't, or not only, the context's. */
  readonly lost: string | undefined
}

/** The paths that a command names, from the folder of the context where it runs on the runner: `/src/x.pgo` in /src is x.pgo. */
export function moveCommand(go: GoCommand, place: StagePlace): MovedCommand {
  if (place.host === undefined) return {go, lost: undefined}
  const flags = go.flags.map(flag => moveFlag(flag, place))
  const packages = go.packages.map(name => movePackage(name, place))
  const lost = [...flags, ...packages].find(moved => moved.lost !== undefined)?.lost
  return {go: {...go, flags: flags.map(({word}) => word), packages: packages.map(({word}) => word)}, lost}
}

interface Moved {
  readonly word: string
  readonly lost?: string
}

function moveFlag(flag: string, place: StagePlace): Moved {
  const [, name = '', value = ''] = /^-(modfile|pgo)=(.+)$/s.exec(flag) ?? []
  if (name === '' || (name === 'pgo' && /^(auto|off)$/.test(value))) return {word: flag}
  const path = fromRunner(value, 'file', place)
  if (path === undefined) return {word: flag, lost: value}
  // https://go.dev/ref/mod#build-commands: the sums are beside it.
  const sums = value.replace(/\.mod$/, '.sum')
  if (name === 'modfile' && isHiddenFrom(sums, place)) return {word: flag, lost: sums}
  return {word: `-${name}=${path}`}
}

function movePackage(name: string, place: StagePlace): Moved {
  if (!name.startsWith('/')) return {word: name}
  const [, folder = '', below = ''] = /^(.*?)(\/\.\.\.)?$/s.exec(name) ?? []
  const path = fromRunner(folder || '/', name.endsWith('.go') ? 'file' : 'folder', place)
  if (path === undefined) return {word: name, lost: name}
  return {word: `./${path}${below}`.replace(/^\.\/(\.\.)/, '$1').replace(/^\.\/$/, '.')}
}

/** Relative to where go runs, if the stage has there what the context has. */
function fromRunner(path: string, kind: 'file' | 'folder', place: StagePlace): string | undefined {
  const stagePath = posix.resolve(place.folder, path)
  const source = kind === 'file' ? place.files.sourceOf(stagePath)?.source : place.files.folderOf(stagePath)
  if (source === undefined || place.tree.kindOf(source) !== kind) return undefined
  return posix.relative(`/${place.host}`, `/${source}`)
}

/** It lies in the work tree, and not in the stage. */
function isHiddenFrom(path: string, {folder, host = '', files, tree}: StagePlace): boolean {
  const stagePath = posix.resolve(folder, path)
  const source = posix.resolve('/', host, posix.relative(folder, stagePath)).slice(1)
  return tree.kindOf(source) === 'file' && files.sourceOf(stagePath)?.source !== source
}
