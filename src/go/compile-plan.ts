import {createHash} from 'node:crypto'
import {formatPlatform, type Platform} from '../oci/index.ts'
import type {BuildFlags} from './flags.ts'
import {scopeEnv} from './list.ts'
import {executableName} from './names.ts'
import {goEnvOf} from './platforms.ts'
import type {MainPackage} from './types.ts'

/** One `go build`: main packages of one module for one platform, whose programs have different names. */
export interface CompileTask {
  readonly platform: Platform
  readonly mains: readonly MainPackage[]
  /** Where go runs. */
  readonly moduleDir: string
  readonly env: Readonly<Record<string, string>>
  /** All but `-o` and the packages. */
  readonly flags: readonly string[]
  /** Names the output folder: the same as long as its programs are worth keeping for this task. */
  readonly outputKey: string
}

export interface CompilePlanInput {
  readonly mains: readonly MainPackage[]
  readonly platforms: readonly Platform[]
  readonly flags: BuildFlags
  readonly cgo: boolean
}

/** One `go build` for as many mains as possible: separate ones load the same packages again. */
export function planCompile({mains, platforms, flags, cgo}: CompilePlanInput): readonly CompileTask[] {
  const groups = modulesOf(mains).flatMap(groupByName)
  return platforms.flatMap(platform =>
    groups.map(({mains: group, index}) => {
      const [first] = group
      const env = {...goEnvOf(platform), CGO_ENABLED: cgo ? '1' : '0', ...scopeEnv(first)}
      return {
        platform,
        mains: group,
        moduleDir: first.moduleDir,
        env,
        flags: flags.build,
        outputKey: outputKey([first.moduleDir, formatPlatform(platform), index, flags.profile]),
      }
    }),
  )
}

type Group = {readonly mains: readonly [MainPackage, ...MainPackage[]]; readonly index: number}

function modulesOf(mains: readonly MainPackage[]): readonly (readonly MainPackage[])[] {
  const dirs = [...new Set(mains.map(main => main.moduleDir))]
  return dirs.map(dir => mains.filter(main => main.moduleDir === dir))
}

/**
 * go build writes two programs of one name over each other in silence, and a file system may not tell capitals apart.
 * The n-th main of a name goes to the n-th group.
 */
function groupByName(mains: readonly MainPackage[]): readonly Group[] {
  const groups: [MainPackage, ...MainPackage[]][] = []
  const seen = new Map<string, number>()
  for (const main of [...mains].sort((a, b) => (a.importPath < b.importPath ? -1 : 1))) {
    const name = executableName(main.importPath).toLowerCase()
    const index = seen.get(name) ?? 0
    seen.set(name, index + 1)
    const group = groups[index]
    if (group) group.push(main)
    else groups[index] = [main]
  }
  return groups.map((group, index) => ({mains: group, index}))
}

/** Link flags and stamps stay out of it: they change with every commit, and a program linked anew takes the old one's place. */
function outputKey(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}

/** Without a shell, and with `--`: an import path is never an option. */
export function buildArguments(
  task: CompileTask,
  {bin, json, graph}: {readonly bin: string; readonly json: boolean; readonly graph?: string | undefined},
): readonly string[] {
  const paths = task.mains.map(main => main.importPath)
  const notes = graph === undefined ? [] : [`-debug-actiongraph=${graph}`]
  return ['build', ...(json ? ['-json'] : []), ...notes, ...task.flags, '-o', `${bin}/`, '--', ...paths]
}
