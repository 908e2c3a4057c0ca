import {dirname, join, relative, resolve, sep} from 'node:path'
import type {EjectScope} from '../dockerfile/index.ts'
import {type MainPackage, type RunGo, relativePattern} from '../go/index.ts'
import {UserError} from '../lib/errors.ts'
import {exists} from '../lib/files.ts'
import {arrayAt, stringAt} from '../lib/json.ts'

/** Where go runs: in the work file's folder, or in a module. Paths are absolute here. */
export interface GoScope {
  readonly dir: string
  readonly outsideWorkFile: boolean
  readonly mains: readonly MainPackage[]
}

export function scopesOf(mains: readonly MainPackage[], goWork: string | undefined): readonly GoScope[] {
  const scopes = new Map<string, GoScope>()
  for (const main of mains) {
    const outsideWorkFile = main.outsideWorkFile === true
    const dir = goWork === undefined || outsideWorkFile ? main.moduleDir : dirname(goWork)
    const before = scopes.get(dir)?.mains ?? []
    scopes.set(dir, {dir, outsideWorkFile: outsideWorkFile && goWork !== undefined, mains: [...before, main]})
  }
  return [...scopes.values()]
}

/** Folders of the modules that a scope joins, and of those that take another one's place from beside it. */
export async function moduleFolders(go: RunGo, {dir, outsideWorkFile}: GoScope): Promise<readonly string[]> {
  const env = outsideWorkFile ? {GOWORK: 'off'} : {}
  const listed = await output(go, ['list', '-m', '-f', '{{.Dir}}'], {cwd: dir, env})
  const folders = listed.split('\n').filter(line => line !== '')
  const replaced = await Promise.all(folders.map(folder => replacements(go, folder)))
  return [...new Set([...folders, ...replaced.flat()])].sort()
}

async function replacements(go: RunGo, folder: string): Promise<readonly string[]> {
  const parsed: unknown = JSON.parse(await output(go, ['mod', 'edit', '-json'], {cwd: folder}))
  return (arrayAt(parsed, 'Replace') ?? []).flatMap(replace => {
    const path = stringAt((replace as {New?: unknown}).New, 'Path') ?? ''
    return /^\.{1,2}(\/|$)/.test(path) ? [resolve(folder, path)] : []
  })
}

async function output(go: RunGo, args: readonly string[], options: Parameters<RunGo>[1]): Promise<string> {
  const {exitCode, stdout, stderr} = await go(args, options)
  if (exitCode === 0) return stdout
  throw new UserError(`cannot read the modules in ${options.cwd}: ${stderr.trim().replace(/^go: /, '')}`, {
    hint: `run \`go ${args.join(' ')}\` in that folder: it has to work first`,
  })
}

/** What `go mod download` reads, relative to the build context. */
export async function moduleFiles(
  context: string,
  scopes: readonly GoScope[],
  modules: readonly string[],
  goWork: string | undefined,
) {
  const inWorkFile = goWork !== undefined && scopes.some(({outsideWorkFile}) => !outsideWorkFile)
  const work = inWorkFile ? [goWork, join(dirname(goWork), 'go.work.sum')] : []
  const files = [...work, ...modules.flatMap(dir => [join(dir, 'go.mod'), join(dir, 'go.sum')])]
  const there = await Promise.all(files.map(exists))
  return files.filter((_, at) => there[at]).map(file => inContext(context, file))
}

export async function ejectScope(context: string, {dir, outsideWorkFile, mains}: GoScope): Promise<EjectScope> {
  return {
    dir: inContext(context, dir),
    outsideWorkFile,
    vendored: await exists(join(dir, 'vendor', 'modules.txt')),
    programs: mains.map(main => ({name: main.name, package: packageIn(dir, main)})),
  }
}

/** A program of a dependency lies in the module cache, and go knows it by its import path. */
function packageIn(dir: string, main: MainPackage): string {
  const path = relativePattern(dir, main.dir)
  return path.startsWith('..') ? main.importPath : path
}

export function inContext(context: string, path: string): string {
  return relative(context, path).split(sep).join('/') || '.'
}

/** The folder that all of these lie in. */
export function commonFolder(paths: readonly string[]): string {
  return paths.reduce((common, path) => {
    let folder = common
    while (
      folder !== dirname(folder) &&
      path !== folder &&
      !path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
    )
      folder = dirname(folder)
    return folder
  })
}
