import {isAbsolute, join, relative, sep} from 'node:path'
import {parseGoList} from '../../go/index.ts'
import {arrayAt, isRecord, recordAt, stringAt} from '../../lib/json.ts'
import type {CompileFacts, StageCompile} from './types.ts'

/** Lists of file names in what `go list -json` says of a package: all that a compile with CGO_ENABLED=0 reads. */
const FILES = ['GoFiles', 'SFiles', 'HFiles', 'SysoFiles', 'EmbedFiles'] as const
/** Flags that decide which files belong to a package. */
const CHOOSING = /^-(tags|mod|modfile|race|msan|asan|cover)(=|$)/

/** Asks what a compile reads; to be run in its folder, with its environment. */
export function goListArguments({flags, packages}: StageCompile): readonly string[] {
  const fields = ['Dir', 'ImportPath', 'Standard', 'Module', 'Error', ...FILES].join()
  return ['list', '-deps', `-json=${fields}`, ...flags.filter(flag => CHOOSING.test(flag)), '--', ...packages]
}

/** Asks what a program is made of, as far as it is at hand. */
export function goImportsArguments({flags, packages}: Pick<StageCompile, 'flags' | 'packages'>): readonly string[] {
  const fields = ['ImportPath', 'Standard', 'CgoFiles', 'Error'].join()
  return ['list', '-e', '-deps', `-json=${fields}`, ...flags.filter(flag => CHOOSING.test(flag)), '--', ...packages]
}

export interface ImportFacts {
  /** Of all packages, the standard library's too. */
  readonly imports: ReadonlySet<string>
  /** Those outside of it that are written in C in part; undefined where a package could not be looked at. */
  readonly cgoPackages: ReadonlySet<string> | undefined
}

export function summarizeImports(stdout: string): ImportFacts {
  const packages = parseGoList(stdout)
  const pathsOf = (values: readonly unknown[]) => new Set(values.flatMap(value => stringAt(value, 'ImportPath') ?? []))
  const isWhole = packages.every(value => recordAt(value, 'Error') === undefined)
  const withC = packages.filter(value => isRecord(value) && value.Standard !== true && arrayAt(value, 'CgoFiles'))
  return {imports: pathsOf(packages), cgoPackages: isWhole ? pathsOf(withC) : undefined}
}

/** Absolute paths. `workFile`: what `go env GOWORK` says; empty or `off` for none. */
export interface GoListPlace {
  readonly context: string
  readonly moduleCache: string
  readonly workFile: string
}

/** What is asked of the answer. The files are those for rule 6: packages of the standard library and of the module cache are the same everywhere. */
export function summarizeGoList(stdout: string, {context, moduleCache, workFile}: GoListPlace): CompileFacts {
  const files = new Set<string>()
  const dependencies = new Set<string>()
  const packages = parseGoList(stdout)
  for (const value of packages) {
    const dir = stringAt(value, 'Dir')
    if (dir === undefined || (isRecord(value) && value.Standard === true)) continue
    if (isInside(moduleCache, dir)) {
      dependencies.add(below(moduleCache, dir))
      continue
    }
    for (const name of FILES.flatMap(key => arrayAt(value, key) ?? [])) files.add(join(dir, String(name)))
    const goMod = moduleFile(value)
    if (goMod !== undefined) files.add(goMod)
  }
  const work = workFile === '' || workFile === 'off' ? undefined : workFile
  const all = [...files].sort()
  return {
    files: all.filter(file => isInside(context, file)).map(file => below(context, file)),
    outside: [...all, ...(work === undefined ? [] : [work])].filter(file => !isInside(context, file)),
    workFile: work !== undefined && isInside(context, work) ? below(context, work) : undefined,
    imports: packages.flatMap(value => stringAt(value, 'ImportPath') ?? []),
    dependencies: [...dependencies].sort(),
  }
}

/** The go.mod of a module that lies in the work tree: the main one, or one that a `replace` names. */
function moduleFile(value: unknown): string | undefined {
  const module = recordAt(value, 'Module')
  return stringAt(recordAt(module, 'Replace'), 'GoMod') ?? stringAt(module, 'GoMod')
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function below(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/')
}
