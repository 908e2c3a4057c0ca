import type {BuildInfo, BuildModule} from './build-info.ts'
import type {StageCompile} from './types.ts'

/** One program of both builds: the Dockerfile's own stage, and ours on the runner. */
export interface ComparedPrograms {
  /** Do the flags promise the same bytes wherever it is built? See `isReproducible`. */
  readonly reproducible: boolean
  readonly original: ComparedProgram
  readonly ours: ComparedProgram
}

export interface ComparedProgram {
  /** Hex. */
  readonly sha256: string
  /** Undefined: it is no Go program, or its build info was taken out. */
  readonly info: BuildInfo | undefined
}

/** `what` in Go's own words, such as `setting -tags` or `module golang.org/x/sys`. */
export interface Difference {
  readonly what: string
  readonly original: string
  readonly ours: string
}

const ABSENT = '(none)'
/** Settings whose value is a path where there is no -trimpath: only the file's name can be the same. */
const PATHS = new Set(['-pgo', '-overlay', '-modfile'])

/** Without -trimpath the folder of the sources is part of the program. With it, and one Go, equal sources give equal bytes. */
export function isReproducible({flags}: Pick<StageCompile, 'flags'>): boolean {
  const last = flags.findLast(word => /^--?trimpath(=|$)/.test(word))
  return last !== undefined && !/=(false|0|f|F|False|FALSE)$/.test(last)
}

/** Nothing when the programs are the same: by their bytes where that can be asked, else by what they say of their making. */
export function compareProgram({reproducible, original, ours}: ComparedPrograms): readonly Difference[] {
  if (original.sha256 === ours.sha256) return []
  const told = compareInfo(original.info, ours.info)
  if (!reproducible) return told
  return [{what: 'sha256', original: original.sha256, ours: ours.sha256}, ...told]
}

function compareInfo(original: BuildInfo | undefined, ours: BuildInfo | undefined): readonly Difference[] {
  if (!original || !ours) {
    const tell = (info: BuildInfo | undefined) => (info ? 'present' : ABSENT)
    return [{what: 'build info', original: tell(original), ours: tell(ours)}]
  }
  return [
    ...differ('Go version', original.goVersion, ours.goVersion),
    ...differ('main package', original.path, ours.path),
    ...differ('main module', describe(original.main), describe(ours.main)),
    ...compareMaps('setting', settingsOf(original), settingsOf(ours)),
    ...compareMaps('module', modulesOf(original), modulesOf(ours)),
  ]
}

function settingsOf({settings}: BuildInfo): ReadonlyMap<string, string> {
  const shown = (key: string, value: string) => (PATHS.has(key) ? (value.split('/').at(-1) ?? '') : value)
  return new Map([...settings].map(([key, value]) => [key, shown(key, value)]))
}

function modulesOf({modules}: BuildInfo): ReadonlyMap<string, string> {
  return new Map(modules.map(module => [module.path, describe(module)]))
}

function describe(module: BuildModule | undefined): string {
  if (!module) return ABSENT
  const own = [module.path, module.version, module.sum].filter(part => part !== '').join(' ')
  return module.replacement ? `${own} => ${describe(module.replacement)}` : own
}

function compareMaps(
  what: string,
  original: ReadonlyMap<string, string>,
  ours: ReadonlyMap<string, string>,
): readonly Difference[] {
  const keys = [...new Set([...original.keys(), ...ours.keys()])].sort()
  return keys.flatMap(key => differ(`${what} ${key}`, original.get(key) ?? ABSENT, ours.get(key) ?? ABSENT))
}

function differ(what: string, original: string, ours: string): readonly Difference[] {
  return original === ours ? [] : [{what, original, ours}]
}
