import {isAbsolute, resolve} from 'node:path'
import {exists} from '../lib/files.ts'
import type {MatchedPattern} from './choose.ts'
import type {ListedPackage, Scope} from './list.ts'
import {isBelow, moduleAbove, relativePattern} from './modules.ts'
import {homeScope, type ModuleView, mainsOf, nestedMains, scopeOf, workPatterns} from './packages.ts'

/** `api=./cmd/server` names a program; import paths have no equals sign. */
const NAMED = /^([A-Za-z0-9][A-Za-z0-9._-]*)=(.*)$/s

/** Finds what the entries of `main` stand for: folders, patterns of folders, import paths. */
export async function matchPatterns(view: ModuleView, entries: readonly string[]): Promise<readonly MatchedPattern[]> {
  return Promise.all(entries.map(entry => matchPattern(view, entry.trim())))
}

async function matchPattern(view: ModuleView, entry: string): Promise<MatchedPattern> {
  const [, name, named] = NAMED.exec(entry) ?? []
  const pattern = named ?? entry
  const found = await lookUp(view, pattern)
  return {pattern, name, ...found}
}

type Found = Pick<MatchedPattern, 'mains' | 'libraries' | 'error'>

async function lookUp(view: ModuleView, pattern: string): Promise<Found> {
  if (pattern === '' || pattern.startsWith('-')) return nothing('it is neither a folder nor an import path')
  if (pattern.endsWith('.go')) return nothing('name the folder of the package, not a file')
  const folder = await folderPrefix(view.dir, pattern)
  return folder === undefined ? lookUpImportPath(view, pattern) : lookUpFolder(view, pattern, folder)
}

function nothing(error: string | undefined): Found {
  return {mains: [], libraries: [], error}
}

/**
 * The folder that a pattern begins with (`./cmd/...` → cmd); undefined for an import path. `cmd/api` is the folder of
 * that name if there is one: for go alone it would be a package of its standard library.
 */
async function folderPrefix(dir: string, pattern: string): Promise<string | undefined> {
  const prefix = pattern.includes('...') ? pattern.slice(0, pattern.indexOf('...')).replace(/[^/]*$/, '') : pattern
  const isFolder = /^\.{1,2}(\/|$)/.test(pattern) || isAbsolute(pattern)
  const folder = resolve(dir, prefix)
  return isFolder || (prefix !== '' && (await exists(folder))) ? folder : undefined
}

async function lookUpFolder(view: ModuleView, pattern: string, folder: string): Promise<Found> {
  if (!(await exists(folder))) return nothing('there is no such folder')
  const wildcard = pattern.includes('...')
  const suffix = wildcard ? pattern.slice(pattern.lastIndexOf('/', pattern.indexOf('...')) + 1) : ''
  const module = await moduleAbove(folder)
  const own = module === undefined ? [] : await listFolder(view, module, folder, suffix)
  const joined = wildcard && suffix === '...' ? await listWorkspace(view, folder, module) : []
  const found = summary([...own, ...joined])
  if (found.mains.length > 0 || !wildcard) return found
  const nested = await nestedMains(view, folder)
  return nested.length > 0 ? {...found, mains: nested} : found
}

/** In the folder's own module, whichever that is: go refuses a path that leaves the module it runs in. */
function listFolder(
  view: ModuleView,
  module: string,
  folder: string,
  suffix: string,
): Promise<readonly ListedPackage[]> {
  const path = relativePattern(module, folder)
  return view.list(scopeOf(view, module), [suffix === '' ? path : `${path}/${suffix}`])
}

async function listWorkspace(view: ModuleView, folder: string, module: string | undefined) {
  const home = homeScope(view)
  if (!home || home.outsideWorkFile) return []
  const patterns = workPatterns(view, folder).filter(() => module === undefined || isBelow(folder, module))
  return patterns.length === 0 ? [] : view.list(home, patterns)
}

async function lookUpImportPath(view: ModuleView, pattern: string): Promise<Found> {
  const home = homeScope(view)
  const found = home ? summary(await view.list(home, [pattern])) : nothing(undefined)
  if (found.mains.length > 0 || found.libraries.length > 0) return found
  // Perhaps of a module below that nothing joins. Only a pattern that failed pays for this look.
  const scopes: Scope[] = (await view.modulesBelow(view.dir)).map(module => scopeOf(view, module))
  const lists = await Promise.all(scopes.map(scope => view.list(scope, [pattern])))
  const nested = summary(lists.flat())
  return nested.mains.length > 0 || nested.libraries.length > 0 ? nested : found
}

function summary(packages: readonly ListedPackage[]): Found {
  const libraries = packages.filter(({packageName}) => packageName !== '' && packageName !== 'main')
  const error = packages.find(found => found.error !== undefined)?.error
  return {mains: mainsOf(packages), libraries: libraries.map(({packageName}) => packageName), error}
}
