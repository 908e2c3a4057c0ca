import {readdir, readFile, rm, stat, utimes, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import pLimit from 'p-limit'
import {FOLDERS_AT_ONCE} from './place.ts'
import type {SweepReport} from './types.ts'

// GOCACHE: 256 folders `00` to `ff` with an entry of two files for each action: `<action>-a` names an output,
// `<output>-d` holds it (or is a folder, for a program that `go run` or `go tool` keeps).
// https://github.com/golang/go/blob/go1.26.0/src/cmd/go/internal/cache/cache.go

const HOUR = 60 * 60 * 1000
/** cmd/go sets an entry's time when it uses it, but only if that is more than an hour old. */
const AGED_MS = 2 * HOUR
const FOLDER = /^[0-9a-f]{2}$/
const ENTRY = /^[0-9a-f]{64}-[ad]$/

interface Entry {
  readonly path: string
  readonly name: string
  readonly mtimeMs: number
  readonly bytes: number
}

/** Does it hold anything that a build made? cmd/go makes the empty folders at any occasion. */
export async function isWarmBuildCache(goCache: string): Promise<boolean> {
  for (const folder of await foldersOf(goCache)) {
    if ((await readdir(folder)).some(name => ENTRY.test(name))) return true
  }
  return false
}

/** How many actions it remembers: about one for each package that was ever compiled. */
export async function countBuildCache(goCache: string): Promise<number> {
  const files = await buildCacheFiles(goCache)
  return files.filter(path => path.endsWith('-a')).length
}

/** Paths below GOCACHE that are worth an archive: without what fuzzing left, and without what nobody knows. */
export async function buildCacheFiles(goCache: string): Promise<readonly string[]> {
  const lists = (await foldersOf(goCache)).map(async folder => {
    const entries = await readdir(folder, {withFileTypes: true})
    return entries.flatMap(entry =>
      entry.isFile() && ENTRY.test(entry.name) ? [`${folder.slice(-2)}/${entry.name}`] : [],
    )
  })
  return (await Promise.all(lists)).flat().sort()
}

/**
 * Makes everything look unused, so that what a build takes can be told from what it doesn't. Gives the time before
 * which a file's time then means "not used".
 *
 * `trim.txt` says that cmd/go has tidied up just now: it would otherwise do so in the middle of the job, by the times
 * of another machine.
 */
export async function ageBuildCache(goCache: string, now: Date): Promise<Date> {
  const aged = new Date(now.getTime() - AGED_MS)
  await forEachFolder(goCache, async folder => {
    const names = (await readdir(folder)).filter(name => ENTRY.test(name))
    await Promise.all(names.map(name => utimes(join(folder, name), aged, aged)))
  })
  await writeFile(join(goCache, 'trim.txt'), String(Math.floor(now.getTime() / 1000)))
  return new Date(now.getTime() - HOUR)
}

/**
 * Removes what the run did not use since `ageBuildCache`. Only for a folder that we filled ourselves: on a disk that
 * others share it would take their entries.
 */
export async function sweepBuildCache(goCache: string, usedSince: Date): Promise<SweepReport> {
  const start = performance.now()
  const entries = await entriesOf(goCache)
  const isUsed = (entry: Entry) => entry.mtimeMs >= usedSince.getTime()
  const used = entries.filter(isUsed)
  const outputs = await outputsOf(used)
  // An output that was made again, or asked for by name only, keeps its old time: it goes with its action alone.
  const unused = entries.filter(entry => !isUsed(entry) && !outputs.has(entry.name))
  const limit = pLimit(FOLDERS_AT_ONCE * 4)
  await Promise.all(unused.map(({path}) => limit(() => rm(path, {recursive: true, force: true}))))
  const [all, removed] = [bytesOf(entries), bytesOf(unused)]
  return {
    removedFiles: unused.length,
    removedBytes: removed,
    keptFiles: entries.length - unused.length,
    keptBytes: all - removed,
    ms: Math.round(performance.now() - start),
  }
}

async function entriesOf(goCache: string): Promise<readonly Entry[]> {
  const lists: (readonly Entry[])[] = []
  await forEachFolder(goCache, async folder => {
    const names = (await readdir(folder)).filter(name => ENTRY.test(name))
    lists.push(
      await Promise.all(
        names.map(async name => {
          const {mtimeMs, size} = await stat(join(folder, name))
          return {path: join(folder, name), name, mtimeMs, bytes: size}
        }),
      ),
    )
  })
  return lists.flat()
}

/** File names of the outputs that these actions name: `v1 <action> <output> <size> <time>`. */
async function outputsOf(entries: readonly Entry[]): Promise<ReadonlySet<string>> {
  const limit = pLimit(FOLDERS_AT_ONCE * 4)
  const names = entries
    .filter(({name}) => name.endsWith('-a'))
    .map(({path}) => limit(async () => `${(await readFile(path, 'utf8')).split(' ')[2] ?? ''}-d`))
  return new Set(await Promise.all(names))
}

async function forEachFolder(goCache: string, work: (folder: string) => Promise<void>): Promise<void> {
  const limit = pLimit(FOLDERS_AT_ONCE)
  await Promise.all((await foldersOf(goCache)).map(folder => limit(() => work(folder))))
}

async function foldersOf(goCache: string): Promise<readonly string[]> {
  const entries = await readdir(goCache, {withFileTypes: true}).catch(() => [])
  return entries.flatMap(entry => (entry.isDirectory() && FOLDER.test(entry.name) ? [join(goCache, entry.name)] : []))
}

function bytesOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, {bytes}) => sum + bytes, 0)
}
