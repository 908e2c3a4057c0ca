import {readFile} from 'node:fs/promises'
import {basename, dirname, join, resolve} from 'node:path'
import {codeOf, messageOf} from '../lib/errors.ts'
import type {Environment} from '../lib/exec.ts'
import {exists} from '../lib/files.ts'

/** A file that may name a Go, as it stands on disk. */
export interface NamingFile {
  /** As people call it: go.mod. */
  readonly name: string
  readonly text: string
}

export interface NamingFiles {
  /** Input `go-version-file`, or why it could not be read. */
  readonly given?: NamingFile | {readonly unreadable: string}
  /** The go.work or go.mod that governs the folder. */
  readonly module?: NamingFile
  /** .go-version or .tool-versions. */
  readonly version?: NamingFile
}

export interface FindFilesOptions {
  /** Absolute. */
  readonly dir: string
  readonly env: Environment
  readonly versionFile?: string
}

export async function findNamingFiles({dir, env, versionFile}: FindFilesOptions): Promise<NamingFiles> {
  const folders = upwards(dir)
  const [given, module, version] = await Promise.all([
    versionFile === undefined ? undefined : readGiven(versionFile),
    readModule(folders, env.GOWORK ?? ''),
    readVersionFile(folders),
  ])
  return {...(given ? {given} : {}), ...(module ? {module} : {}), ...(version ? {version} : {})}
}

async function readGiven(path: string): Promise<NamingFile | {unreadable: string}> {
  try {
    return {name: basename(path), text: await readFile(path, 'utf8')}
  } catch (error) {
    return {unreadable: codeOf(error) === 'ENOENT' ? `${path} does not exist` : messageOf(error)}
  }
}

/** As cmd/go: a work file wins over go.mod; GOWORK names one or is `off`. https://go.dev/ref/mod#workspaces */
async function readModule(folders: readonly string[], goWork: string): Promise<NamingFile | undefined> {
  const work =
    goWork === 'off'
      ? undefined
      : goWork !== ''
        ? await read(goWork, 'go.work')
        : await firstOf(folders.map(folder => () => read(join(folder, 'go.work'))))
  return work ?? firstOf(folders.map(folder => () => read(join(folder, 'go.mod'))))
}

/** Only within the work tree: what stands in a home folder is not the project's. */
async function readVersionFile(folders: readonly string[]): Promise<NamingFile | undefined> {
  const roots = await Promise.all(folders.map(folder => exists(join(folder, '.git'))))
  const inside = folders.slice(0, roots.indexOf(true) + 1 || 1)
  return firstOf(
    inside.flatMap(folder => ['.go-version', '.tool-versions'].map(name => () => read(join(folder, name)))),
  )
}

async function read(path: string, name = basename(path)): Promise<NamingFile | undefined> {
  try {
    return {name, text: await readFile(path, 'utf8')}
  } catch {
    return undefined
  }
}

async function firstOf<T>(reads: readonly (() => Promise<T | undefined>)[]): Promise<T | undefined> {
  for (const attempt of reads) {
    const found = await attempt()
    if (found !== undefined) return found
  }
  return undefined
}

function upwards(dir: string): readonly string[] {
  const folder = resolve(dir)
  const above = dirname(folder)
  return above === folder ? [folder] : [folder, ...upwards(above)]
}
