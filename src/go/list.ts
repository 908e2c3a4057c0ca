import {dirname} from 'node:path'
import {UserError} from '../lib/errors.ts'
import {isRecord, recordAt, stringAt} from '../lib/json.ts'
import {hintFor} from './hints.ts'
import {executableName} from './names.ts'
import type {GoOptions, RunGo} from './tool.ts'
import type {MainPackage} from './types.ts'

/** Where go commands about one module run. */
export interface Scope {
  /** Working folder: the module's, or one below it. */
  readonly cwd: string
  /** Folder of the go.mod (or go.work) that governs it: where dependencies' programs are built. */
  readonly moduleDir: string
  readonly outsideWorkFile: boolean
}

/** What one package on the command line of `go list` turned out to be. */
export interface ListedPackage {
  readonly importPath: string
  readonly packageName: string
  /** Patterns, as they were given, that this package matches. */
  readonly match: readonly string[]
  readonly error: string | undefined
  /** Set for a main package. */
  readonly main: MainPackage | undefined
}

const FIELDS = 'ImportPath,Dir,Name,Match,Module,Error'

/**
 * `go list -e -find`: reads package clauses and nothing else, so that it needs neither network nor a filled module
 * cache. A pattern that matches nothing is an entry with `error`, or (a wildcard) no entry.
 */
export async function listPackages(
  {go, flags}: {go: RunGo; flags: readonly string[]},
  scope: Scope,
  patterns: readonly string[],
): Promise<readonly ListedPackage[]> {
  const {exitCode, stdout, stderr} = await go(['list', '-e', '-find', `-json=${FIELDS}`, ...flags, '--', ...patterns], {
    cwd: scope.cwd,
    env: scopeEnv(scope),
  })
  if (exitCode !== 0) throw listFailed(scope.moduleDir, stderr.trim())
  return parseGoList(stdout).map(value => readPackage(value, scope))
}

/** The packages that `patterns` are made of, themselves included; undefined where go can't say. May download modules. */
export async function listDependencies(
  {go, flags}: {go: RunGo; flags: readonly string[]},
  options: GoOptions,
  patterns: readonly string[],
): Promise<readonly unknown[] | undefined> {
  const fields = '-json=ImportPath,Standard,CgoFiles'
  const {exitCode, stdout} = await go(['list', '-e', '-deps', fields, ...flags, '--', ...patterns], options)
  return exitCode === 0 ? parseGoList(stdout) : undefined
}

export function scopeEnv({outsideWorkFile}: {readonly outsideWorkFile?: boolean}): Readonly<Record<string, string>> {
  return outsideWorkFile ? {GOWORK: 'off'} : {}
}

/** go list prints one indented object after the other; only the outermost ends with a brace at the line's start. */
export function parseGoList(text: string): readonly unknown[] {
  return text
    .split(/^}$/m)
    .filter(part => part.trim() !== '')
    .map(part => JSON.parse(`${part}}`))
}

function readPackage(value: unknown, scope: Scope): ListedPackage {
  const importPath = stringAt(value, 'ImportPath') ?? ''
  const packageName = stringAt(value, 'Name') ?? ''
  const dir = stringAt(value, 'Dir')
  const match = isRecord(value) && Array.isArray(value.Match) ? value.Match.map(String) : []
  const error = stringAt(recordAt(value, 'Error'), 'Err')
  const main = packageName === 'main' && dir !== undefined ? readMain(value, {importPath, dir, scope}) : undefined
  return {importPath, packageName, match, error, main}
}

function readMain(
  value: unknown,
  {importPath, dir, scope}: {importPath: string; dir: string; scope: Scope},
): MainPackage {
  const module = recordAt(value, 'Module')
  const goMod = module?.Main === true ? stringAt(module, 'GoMod') : undefined
  return {
    importPath,
    dir,
    name: executableName(importPath),
    modulePath: stringAt(module, 'Path') ?? importPath,
    moduleDir: goMod === undefined ? scope.moduleDir : dirname(goMod),
    ...(scope.outsideWorkFile ? {outsideWorkFile: true} : {}),
  }
}

function listFailed(moduleDir: string, text: string): UserError {
  return new UserError(`cannot list the packages in ${moduleDir}: ${text.replace(/^go: /, '')}`, {
    hint: hintFor(text) ?? 'run `go list ./...` in that folder: it has to work first',
  })
}
