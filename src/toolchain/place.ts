import {randomUUID} from 'node:crypto'
import {mkdir, readdir, rename, stat, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {codeOf, messageOf} from '../lib/errors.ts'
import {exists, removeTree} from '../lib/files.ts'
import type {Log} from '../lib/log.ts'
import type {Architecture} from './architecture.ts'
import {SourceFailure} from './failure.ts'
import {goPrograms} from './layout.ts'
import {suffixOf, toSemver} from './version.ts'

export interface PlaceOptions {
  /** The first one that can be written is used: the runner's tool cache, then our own folder. */
  readonly roots: readonly string[]
  readonly version: string
  readonly architecture: Architecture
  readonly log: Log
  /** Puts a whole Go, verified, below the folder and gives its root. */
  readonly fill: (staging: string) => Promise<string>
}

/** In each Go that we put in place: it was moved there whole, so it is good even before its `.complete` file is there. */
const WHOLE = '.go-containerize'
/** A job ends after six hours: what is older was left by one that was killed. */
const STALE_MS = 6 * 60 * 60 * 1000

/**
 * Puts a Go where the runner's tool cache has its own, and gives its root. It is unpacked beside its place and renamed:
 * a killed run leaves no half Go, and of two runs at once both end with a whole one. @actions/tool-cache copies instead,
 * 10 s for Go's 24,000 files, and whoever looks meanwhile sees a part.
 */
export async function placeGo({roots, version, architecture, log, fill}: PlaceOptions): Promise<string> {
  const {target, staging} = await openStaging({roots, version, architecture, log})
  try {
    if (await exists(`${target}.complete`)) return target
    const unpacked = await fill(staging)
    if (!(await exists(goPrograms(unpacked).go)))
      throw new SourceFailure(`what was unpacked has no ${goPrograms('').go}`)
    await writeFile(join(unpacked, WHOLE), `${version}\n`)
    await moveInto(target, unpacked, staging)
    await writeFile(`${target}.complete`, '')
    return target
  } finally {
    await removeTree(staging)
  }
}

async function openStaging({roots, version, architecture: {name}, log}: Omit<PlaceOptions, 'fill'>) {
  const failures: string[] = []
  for (const root of roots) {
    const target = join(root, 'go', `${toSemver(version)}${suffixOf(version)}`, name)
    const staging = join(dirname(target), `.${name}.${randomUUID()}.tmp`)
    try {
      await mkdir(staging, {recursive: true})
      if (failures.length > 0) log.info(`${failures.join('; ')}: Go is kept in ${root}`)
      await removeStale(dirname(target), name)
      return {target, staging}
    } catch (error) {
      failures.push(`cannot write to ${root} (${codeOf(error) ?? messageOf(error)})`)
    }
  }
  throw new SourceFailure(failures.join('; '), {hint: 'set RUNNER_TOOL_CACHE to a folder that can be written'})
}

async function removeStale(folder: string, architecture: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`.${architecture}.`) || !name.endsWith('.tmp')) continue
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > STALE_MS) await removeTree(join(folder, name)).catch(() => {})
  }
}

async function moveInto(target: string, unpacked: string, staging: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await rename(unpacked, target)
    } catch (error) {
      // Windows says EPERM for a folder that is in the way.
      const inTheWay = ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(codeOf(error) ?? '')
      if (!inTheWay || attempt > 2) throw error
      if ((await exists(`${target}.complete`)) || (await exists(join(target, WHOLE)))) return // another run was faster
      await rename(target, join(staging, `part-${attempt}`)).catch(() => {}) // somebody's unfinished copy
    }
  }
}
