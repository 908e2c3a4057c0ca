import {dirname} from 'node:path'
import pLimit from 'p-limit'
import {isHelper} from './choose.ts'
import type {GoFacts} from './facts.ts'
import {type ListedPackage, listPackages, type Scope} from './list.ts'
import {findModules, isBelow, relativePattern, workModules} from './modules.ts'
import type {RunGo} from './tool.ts'
import type {MainPackage} from './types.ts'

/** What looking for packages needs to know; made once by `openModules`. */
export interface ModuleView {
  readonly dir: string
  readonly facts: GoFacts
  /** Modules of the work file. */
  readonly workModules: readonly string[]
  list(scope: Scope, patterns: readonly string[]): Promise<readonly ListedPackage[]>
  /** Modules below a folder; walked once. */
  modulesBelow(folder: string): Promise<readonly string[]>
}

/** go list starts a process per module; more at once than this only waits. */
const LISTS_AT_ONCE = 4

export async function openModules(options: {
  readonly go: RunGo
  readonly facts: GoFacts
  readonly dir: string
  /** `-tags` of the build: they decide what is a package. */
  readonly flags: readonly string[]
}): Promise<ModuleView> {
  const {go, facts, dir, flags} = options
  const limit = pLimit(LISTS_AT_ONCE)
  const walks = new Map<string, Promise<readonly string[]>>()
  return {
    dir,
    facts,
    workModules: await workModules(go, facts),
    list: (scope, patterns) => limit(() => listPackages({go, flags}, scope, patterns)),
    modulesBelow(folder) {
      const walk = walks.get(folder) ?? findModules(folder)
      walks.set(folder, walk)
      return walk
    },
  }
}

export function scopeOf(view: ModuleView, moduleDir: string, cwd = moduleDir): Scope {
  const outsideWorkFile = view.facts.goWork !== undefined && !view.workModules.includes(moduleDir)
  return {cwd, moduleDir, outsideWorkFile}
}

/** Where import paths are looked up: the module of the request's folder, or its workspace. */
export function homeScope(view: ModuleView): Scope | undefined {
  const {goMod, goWork} = view.facts
  if (goMod !== undefined) return scopeOf(view, dirname(goMod), view.dir)
  if (goWork !== undefined) return {cwd: view.dir, moduleDir: dirname(goWork), outsideWorkFile: false}
  return undefined
}

/**
 * All main packages below the request's folder: of its own module and of the work file's modules there; if these have
 * none but examples and tools, of every other module below too. Empty also where there is no module at all.
 */
export async function findMains(view: ModuleView): Promise<readonly MainPackage[]> {
  const own = await ownMains(view)
  if (own.some(main => !isHelper(view.dir, main))) return own
  return [...own, ...(await nestedMains(view, view.dir))]
}

async function ownMains(view: ModuleView): Promise<readonly MainPackage[]> {
  const home = homeScope(view)
  if (!home) return []
  const joined = home.outsideWorkFile ? [] : workPatterns(view, view.dir)
  const patterns = view.facts.goMod === undefined ? joined : ['./...', ...joined]
  return patterns.length === 0 ? [] : mainsOf(await view.list(home, patterns))
}

/** The request's folder itself, if it is a main package. */
export async function findRootMain(view: ModuleView): Promise<MainPackage | undefined> {
  const home = view.facts.goMod === undefined ? undefined : homeScope(view)
  return home && mainsOf(await view.list(home, ['.']))[0]
}

/** `./a/...` for each module of the work file below `folder`: go's own `./...` stops where another module begins. */
export function workPatterns(view: ModuleView, folder: string): readonly string[] {
  const below = view.workModules.filter(module => module !== folder && isBelow(module, folder))
  return below.map(module => `${relativePattern(view.dir, module)}/...`)
}

/** Mains of the modules below `folder` that nothing joins. */
export async function nestedMains(view: ModuleView, folder: string): Promise<readonly MainPackage[]> {
  const {goMod} = view.facts
  const modules = (await view.modulesBelow(folder)).filter(module => goMod === undefined || module !== dirname(goMod))
  const lists = await Promise.all(modules.map(module => view.list(scopeOf(view, module), ['./...'])))
  return mainsOf(lists.flat())
}

export function mainsOf(packages: readonly ListedPackage[]): readonly MainPackage[] {
  const byPath = new Map(packages.flatMap(({main}) => (main ? [[main.importPath, main]] : [])))
  return [...byPath.values()].sort((a, b) => (a.importPath < b.importPath ? -1 : 1))
}
