import {readdir} from 'node:fs/promises'
import {dirname, join, relative, resolve, sep} from 'node:path'
import {UserError} from '../lib/errors.ts'
import {exists} from '../lib/files.ts'
import {arrayAt, stringAt} from '../lib/json.ts'
import type {GoFacts} from './facts.ts'
import type {RunGo} from './tool.ts'

/** Folders that cmd/go does not look into either, and the one that is large. */
const SKIPPED = /^([._].*|vendor|testdata|node_modules)$/
/** A tree larger than this is no source tree; go.work or `working-directory` names the modules there. */
const MOST_FOLDERS = 20_000

/** Folders of all modules below `dir`, `dir` itself included, in the order of their paths. */
export async function findModules(dir: string): Promise<readonly string[]> {
  const found: string[] = []
  let level = [dir]
  let visited = 0
  while (level.length > 0 && visited < MOST_FOLDERS) {
    visited += level.length
    const entries = await Promise.all(level.map(folder => readdir(folder, {withFileTypes: true}).catch(() => [])))
    const next: string[] = []
    for (const [index, folder] of level.entries()) {
      for (const entry of entries[index] ?? []) {
        if (entry.isDirectory() && !SKIPPED.test(entry.name)) next.push(join(folder, entry.name))
        else if (entry.isFile() && entry.name === 'go.mod') found.push(folder)
      }
    }
    level = next
  }
  return found.sort()
}

/** The folder at or above `dir` that has a go.mod: the module that the folder belongs to. */
export async function moduleAbove(dir: string): Promise<string | undefined> {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (await exists(join(folder, 'go.mod'))) return folder
    if (dirname(folder) === folder) return undefined
  }
}

/** Absolute folders of the modules that the work file joins; none without one. */
export async function workModules(go: RunGo, {goWork}: Pick<GoFacts, 'goWork'>): Promise<readonly string[]> {
  if (goWork === undefined) return []
  const root = dirname(goWork)
  const {exitCode, stdout, stderr} = await go(['work', 'edit', '-json', goWork], {cwd: root})
  if (exitCode !== 0) {
    throw new UserError(`cannot read ${goWork}: ${stderr.trim()}`, {hint: 'correct it, or switch it off: GOWORK=off'})
  }
  const uses = arrayAt(JSON.parse(stdout), 'Use') ?? []
  return uses.flatMap(use => {
    const path = stringAt(use, 'DiskPath')
    return path === undefined ? [] : [resolve(root, path)]
  })
}

export function isBelow(dir: string, parent: string): boolean {
  const path = relative(parent, dir)
  return path === '' || (path !== '..' && !path.startsWith(`..${sep}`) && path !== dir)
}

/** A folder as go wants it written, and users read it: `.`, `./cmd/api`, `../other`. */
export function relativePattern(from: string, to: string): string {
  const path = relative(from, to).split(sep).join('/')
  if (path === '') return '.'
  return path.startsWith('..') ? path : `./${path}`
}
