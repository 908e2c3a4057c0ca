import {createHash} from 'node:crypto'
import {readdir, readFile} from 'node:fs/promises'
import {join, relative, sep} from 'node:path'

export interface Sums {
  /** Where the files were looked for. */
  readonly root: string
  /** Of all files that say which modules a build may use. */
  readonly hash: string
  /** Of these and of every go.mod and go.work: what decides from which module a package is taken. */
  readonly graph: string
  /** Files below `cache/download` that they vouch for, with slashes and without ending: `example.com/!acme/@v/v1.2.3`. */
  readonly modules: readonly string[]
  /** What modules' files add up to, `h1:…`, by their folder below GOMODCACHE: `example.com/!acme@v1.2.3`. */
  readonly trees: ReadonlyMap<string, string>
  /** The same of their go.mod alone. */
  readonly goMods: ReadonlyMap<string, string>
  /** For the log. */
  readonly files: readonly string[]
}

/** Like cmd/go, and the one that is large. */
const SKIPPED = /^([._].*|vendor|testdata|node_modules)$/
/** A tree larger than this is no source tree. */
const MOST_FOLDERS = 20_000
const WANTED = new Set(['go.sum', 'go.mod', 'go.work', 'go.work.sum'])

/**
 * Reads every go.sum and go.work.sum at or below `root`, the folder of the work file or of the module; go.mod where a
 * module has no go.sum. No glob over the repository: that took 15 s a job elsewhere
 * (https://github.com/tailscale/tailscale/pull/18131).
 */
export async function readSums(root: string): Promise<Sums> {
  const found = await findSums(root)
  const [hash, graph] = [createHash('sha256'), createHash('sha256')]
  const modules = new Set<string>()
  const [trees, goMods] = [new Map<string, string>(), new Map<string, string>()]
  for (const {path, decides} of found) {
    const content = await readFile(path, 'utf8').catch(() => '')
    const entry = JSON.stringify([relativeName(root, path), content])
    graph.update(entry)
    if (decides) hash.update(entry)
    for (const {name, version, ofGoMod, hash} of path.endsWith('.sum') ? linesOf(content) : []) {
      modules.add(`${name}/@v/${version}`)
      addHash(ofGoMod ? goMods : trees, `${name}@${version}`, hash)
    }
  }
  return {
    root,
    hash: hash.digest('hex').slice(0, 32),
    graph: graph.digest('hex').slice(0, 32),
    modules: [...modules].sort(),
    trees,
    goMods,
    files: found.flatMap(({path, decides}) => (decides ? [relativeName(root, path)] : [])),
  }
}

/** Of two that disagree none is believed: no files add up to an empty text. */
function addHash(hashes: Map<string, string>, folder: string, hash: string): void {
  hashes.set(folder, (hashes.get(folder) ?? hash) === hash ? hash : '')
}

interface SumFile {
  readonly path: string
  /** Does it say by itself which modules' files a build may use? */
  readonly decides: boolean
}

async function findSums(root: string): Promise<readonly SumFile[]> {
  const found: SumFile[] = []
  let level = [root]
  let visited = 0
  while (level.length > 0 && visited < MOST_FOLDERS) {
    visited += level.length
    const lists = await Promise.all(level.map(folder => readdir(folder, {withFileTypes: true}).catch(() => [])))
    const next: string[] = []
    for (const [index, folder] of level.entries()) {
      const entries = lists[index] ?? []
      const files = new Set(entries.flatMap(entry => (entry.isFile() && WANTED.has(entry.name) ? [entry.name] : [])))
      const decides = (name: string) => name !== 'go.work' && !(name === 'go.mod' && files.has('go.sum'))
      found.push(...[...files].map(name => ({path: join(folder, name), decides: decides(name)})))
      for (const entry of entries) {
        if (entry.isDirectory() && !SKIPPED.test(entry.name)) next.push(join(folder, entry.name))
      }
    }
    level = next
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

function relativeName(root: string, path: string): string {
  return relative(root, path).split(sep).join('/')
}

interface SumLine {
  readonly name: string
  readonly version: string
  /** Is it about the go.mod alone, and not about all files? */
  readonly ofGoMod: boolean
  /** `h1:…` */
  readonly hash: string
}

/** `path version[/go.mod] h1:hash`, a line each. https://go.dev/ref/mod#go-sum-files */
function linesOf(content: string): readonly SumLine[] {
  return content.split('\n').flatMap(line => {
    const [path, version, hash = ''] = line.trim().split(/\s+/)
    if (!path || !version || !isPlain(path) || !isPlain(version)) return []
    const own = version.replace(/\/go\.mod$/, '')
    return [{name: escaped(path), version: escaped(own), ofGoMod: own !== version, hash}]
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
