import {readFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {CacheFolder} from '../cache/index.ts'
import {isRecord, stringAt} from '../lib/json.ts'
import type {Warning} from '../lib/log.ts'
import {digestOf, formatPlatform, type Platform} from '../oci/index.ts'
import type {GoFacts} from './facts.ts'
import {needsCgo} from './hints.ts'
import {listDependencies, scopeEnv} from './list.ts'
import {executableName} from './names.ts'
import {goEnvOf} from './platforms.ts'
import type {RunGo} from './tool.ts'
import type {MainPackage} from './types.ts'

export interface CgoCheckOptions {
  readonly go: RunGo
  readonly facts: Pick<GoFacts, 'goVersion' | 'goWork'>
  readonly mains: readonly MainPackage[]
  /** One stands for all: what has C code has it nearly everywhere. */
  readonly platform: Platform
  /** `BuildFlags.list`. */
  readonly flags: readonly string[]
  readonly cache: CacheFolder
  readonly signal?: AbortSignal
}

/**
 * Packages that lose their C code with CGO_ENABLED=0. They compile all the same, and some, such as go-sqlite3, then
 * fail in everything they do. For a build without cgo; to run beside it. A check that can't be made says nothing: the
 * build will say it better.
 */
export async function cgoWarnings(options: CgoCheckOptions): Promise<readonly Warning[]> {
  const {cache, mains} = options
  const key = await recordKey(options)
  const packages = (await cache.readRecord('cgo', key, parsePaths)) ?? (await findCgoPackages(options))
  if (!packages) return []
  await cache.writeRecord('cgo', key, packages)
  if (packages.length === 0) return []
  const programs = mains.length === 1 ? 'the program' : 'the programs'
  const without = packages.length === 1 ? 'the C code of this package' : 'the C code of these packages'
  return [
    {
      message:
        `cgo is off, so ${programs} will be built without ${without}: ${packages.join(', ')}. ` +
        'Many do without it, others fail when they are used (go-sqlite3). If it is needed, set cgo: true.',
    },
  ]
}

type Dependencies = Pick<CgoCheckOptions, 'go' | 'mains' | 'platform' | 'flags' | 'signal'>

/**
 * Why `undefined: zstd.Open` without cgo: the name stands in a file that only cgo compiles. `text` is what go said.
 * Undefined when no package of that name, or that failed, has C code.
 */
export async function cgoHint(text: string, options: Dependencies): Promise<string | undefined> {
  if (!text.includes('undefined: ')) return undefined
  const packages = (await findCgoPackages(options)) ?? []
  const suspects = packages.filter(path => {
    return text.includes(`# ${path}\n`) || text.includes(`undefined: ${executableName(path)}.`)
  })
  return suspects.length === 0 ? undefined : needsCgo(suspects.join(', '))
}

async function findCgoPackages({go, mains, platform, flags, signal}: Dependencies) {
  const modules = [...new Set(mains.map(main => main.moduleDir))]
  const lists = await Promise.all(
    modules.map(moduleDir => {
      const own = mains.filter(main => main.moduleDir === moduleDir)
      const env = {...goEnvOf(platform), CGO_ENABLED: '1', ...scopeEnv(own[0] ?? {})}
      const patterns = own.map(main => main.importPath)
      return listDependencies({go, flags}, {cwd: moduleDir, env, ...(signal ? {signal} : {})}, patterns)
    }),
  )
  if (lists.includes(undefined)) return undefined
  const paths = lists.flatMap(list => list ?? []).filter(isCgoOutsideStd)
  return [...new Set(paths.map(value => stringAt(value, 'ImportPath') ?? ''))].sort()
}

function isCgoOutsideStd(value: unknown): boolean {
  return isRecord(value) && value.Standard !== true && Array.isArray(value.CgoFiles) && value.CgoFiles.length > 0
}

function parsePaths(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every(path => typeof path === 'string') ? value : undefined
}

/** The answer changes with the dependencies, nearly never with the user's own sources. */
async function recordKey({facts, mains, platform, flags}: CgoCheckOptions): Promise<string> {
  const folders = [...new Set(mains.map(main => main.moduleDir))]
  const files = folders.flatMap(dir => ['go.mod', 'go.sum', 'vendor/modules.txt'].map(name => join(dir, name)))
  if (facts.goWork !== undefined) files.push(facts.goWork, join(dirname(facts.goWork), 'go.work.sum'))
  const digests = await Promise.all(files.map(file => readFile(file).then(digestOf, () => 'none')))
  const paths = mains.map(main => main.importPath).sort()
  return JSON.stringify([facts.goVersion, formatPlatform(platform), flags, paths, digests])
}
