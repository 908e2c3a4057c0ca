import {createHash} from 'node:crypto'
import {readdir, readFile} from 'node:fs/promises'
import {join, relative, sep} from 'node:path'

export interface Sums {
  /** Where the files were looked for. */
  readonly root: string
  /** Of all files that say which modules a build may use. */
  readonly hash: string
  /** Files below `cache/download` that they vouch for, with slashes and without ending: `example.com/!acme/@v/v1.2.3`. */
  readonly modules: readonly string[]
  /** For the log. */
  readonly files: readonly string[]
}

/** Like cmd/go, and the one that is large. */
const SKIPPED = /^([._].*|vendor|testdata|node_modules)$/
/** A tree larger than this is no source tree. */
const MOST_FOLDERS = 20_000
const WANTED = new Set(['go.sum', 'go.mod', 'go.work.sum'])

/**
 * Reads every go.sum and go.work.sum at or below `root`, the folder of the work file or of the module; go.mod where a
 * module has no go.sum. No glob over the repository: that took 15 s a job elsewhere
 * (https://github.com/tailscale/tailscale/pull/18131).
 */
export async function readSums(root: string): Promise<Sums> {
  const paths = await findSums(root)
  const hash = createHash('sha256')
  const modules = new Set<string>()
  for (const path of paths) {
    const content = await readFile(path, 'utf8').catch(() => '')
    hash.update(JSON.stringify([relativeName(root, path), content]))
    if (path.endsWith('.sum')) for (const module of modulesIn(content)) modules.add(module)
  }
  return {
    root,
    hash: hash.digest('hex').slice(0, 32),
    modules: [...modules].sort(),
    files: paths.map(path => relativeName(root, path)),
  }
}

async function findSums(root: string): Promise<readonly string[]> {
  const found: string[] = []
  let level = [root]
  let visited = 0
  while (level.length > 0 && visited < MOST_FOLDERS) {
    visited += level.length
    const lists = await Promise.all(level.map(folder => readdir(folder, {withFileTypes: true}).catch(() => [])))
    const next: string[] = []
    for (const [index, folder] of level.entries()) {
      const entries = lists[index] ?? []
      const files = new Set(entries.flatMap(entry => (entry.isFile() && WANTED.has(entry.name) ? [entry.name] : [])))
      if (files.has('go.sum')) files.delete('go.mod')
      found.push(...[...files].map(name => join(folder, name)))
      for (const entry of entries) {
        if (entry.isDirectory() && !SKIPPED.test(entry.name)) next.push(join(folder, entry.name))
      }
    }
    level = next
  }
  return found.sort()
}

function relativeName(root: string, path: string): string {
  return relative(root, path).split(sep).join('/')
}

/** `path version[/go.mod] h1:hash`, a line each. https://go.dev/ref/mod#go-sum-files */
function modulesIn(content: string): readonly string[] {
  return content.split('\n').flatMap(line => {
    const [path, version] = line.trim().split(/\s+/)
    if (!path || !version || !isPlain(path) || !isPlain(version)) return []
    return [`${escaped(path)}/@v/${escaped(version.replace(/\/go\.mod$/, ''))}`]
  })
}

/** No text of a go.sum may lead out of the module cache. */
function isPlain(text: string): boolean {
  return /^[\w.~+!-][\w.~+!/-]*$/.test(text) && !text.split('/').includes('..')
}

/** Capitals as `!` and the small letter: not every file system tells them apart. https://go.dev/ref/mod#goproxy-protocol */
function escaped(text: string): string {
  return text.replace(/[A-Z]/g, letter => `!${letter.toLowerCase()}`)
}
