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

/** Absolute paths. `workFile`: what `go env GOWORK` says; empty or `off` for none. */
export interface GoListPlace {
  readonly context: string
  readonly moduleCache: string
  readonly workFile: string
}

/** What rule 6 needs of the answer. Packages of the standard library and of the module cache are the same everywhere. */
export function summarizeGoList(stdout: string, {context, moduleCache, workFile}: GoListPlace): CompileFacts {
  const files = new Set<string>()
  for (const value of parseGoList(stdout)) {
    const dir = stringAt(value, 'Dir')
    if (dir === undefined || (isRecord(value) && value.Standard === true) || isInside(moduleCache, dir)) continue
    for (const name of FILES.flatMap(key => arrayAt(value, key) ?? [])) files.add(join(dir, String(name)))
    const goMod = moduleFile(value)
    if (goMod !== undefined) files.add(goMod)
  }
  const work = workFile === '' || workFile === 'off' ? undefined : workFile
  const all = [...files].sort()
  return {
    files: all.filter(file => isInside(context, file)).map(file => fromContext(context, file)),
    outside: [...all, ...(work === undefined ? [] : [work])].filter(file => !isInside(context, file)),
    workFile: work !== undefined && isInside(context, work) ? fromContext(context, work) : undefined,
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

function fromContext(context: string, path: string): string {
  return relative(context, path).split(sep).join('/')
}
