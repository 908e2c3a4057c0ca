import {posix} from 'node:path'
import {UserError} from '../../lib/errors.ts'

/** What one layer says about the files we care for. Paths are relative, without `./` and trailing slash. */
export interface LayerIndex {
  readonly entries: readonly LayerEntry[]
  /** Deleted from the layers below. */
  readonly whiteouts: readonly string[]
  /** Folders whose content of the layers below is gone. */
  readonly opaque: readonly string[]
}

export type LayerEntry =
  | {readonly kind: 'folder'; readonly path: string; readonly mode: number; readonly uid: number; readonly gid: number}
  | {readonly kind: 'link'; readonly path: string; readonly target: string}
  | {readonly kind: 'file'; readonly path: string}

interface FolderNode {
  readonly kind: 'folder'
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly children: Map<string, Node>
}
type Node = FolderNode | {readonly kind: 'link'; readonly target: string} | {readonly kind: 'file'}

/** A folder of the base, by its real path. */
export interface BaseFolder {
  readonly path: string
  readonly mode: number
  readonly uid: number
  readonly gid: number
}

export interface Destination {
  /** Where a layer must have the file so that it is found at the path asked for: absolute, without links in its folders. */
  readonly path: string
  /** Parents that the base has: a layer that names them again would change their mode and owner. Outermost first. */
  readonly existing: readonly BaseFolder[]
  /** Parents that the layer must make, outermost first. */
  readonly missing: readonly string[]
}

/** The folders, links and libraries of a base image, all its layers applied. */
export interface BaseFiles {
  /** Resolves the folders of `path`, not its last part: a file put in a link's place replaces the link. */
  locate(path: string): Destination
  /** Is there a file or folder, links followed? Files other than libraries are known only near the root. */
  has(path: string): boolean
  /** Is there a folder at exactly this path, as `locate` gives it? */
  isFolder(path: string): boolean
  /** Is there a library of this name, in whatever folder? */
  hasLibrary(name: string): boolean
}

/** As the kernel: more links than this are a loop. */
const MAX_LINKS = 40
const implied = (): FolderNode => ({kind: 'folder', mode: 0o755, uid: 0, gid: 0, children: new Map()})

/** `layers` from the lowest to the highest. https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md#applying-changesets */
export function joinLayers(layers: readonly LayerIndex[], name: string): BaseFiles {
  const root = implied()
  const libraries = new Set<string>()
  for (const layer of layers) applyLayer(root, layer)
  collectFiles(root, libraries)
  return {
    locate: path => locate(root, path, name),
    has: path => follow(root, path) !== undefined,
    isFolder: path => find(root, path) !== undefined,
    hasLibrary: library => libraries.has(library),
  }
}

function applyLayer(root: FolderNode, {entries, whiteouts, opaque}: LayerIndex): void {
  // Deletions first: they concern the layers below, never what the same layer adds.
  for (const path of opaque) find(root, path)?.children.clear()
  for (const path of whiteouts) find(root, posix.dirname(path))?.children.delete(posix.basename(path))
  for (const entry of entries) {
    const children = makeFolders(root, posix.dirname(entry.path)).children
    const name = posix.basename(entry.path)
    const before = children.get(name)
    if (entry.kind === 'link') children.set(name, {kind: 'link', target: entry.target})
    else if (entry.kind === 'file') children.set(name, {kind: 'file'})
    else {
      const {mode, uid, gid} = entry
      const inherited = before?.kind === 'folder' ? before.children : new Map<string, Node>()
      children.set(name, {kind: 'folder', mode, uid, gid, children: inherited})
    }
  }
}

/** The parts of a path; of `.` and `/` none. */
function partsOf(path: string): readonly string[] {
  return path.split('/').filter(part => part !== '' && part !== '.')
}

/** The folder at exactly this path: layers are applied without following links. */
function find(root: FolderNode, path: string): FolderNode | undefined {
  let folder = root
  for (const part of partsOf(path)) {
    const child = folder.children.get(part)
    if (child?.kind !== 'folder') return undefined
    folder = child
  }
  return folder
}

/** An entry below something that is no folder replaces it, as extraction does. */
function makeFolders(root: FolderNode, path: string): FolderNode {
  let folder = root
  for (const part of partsOf(path)) {
    const child = folder.children.get(part)
    const next = child?.kind === 'folder' ? child : implied()
    if (next !== child) folder.children.set(part, next)
    folder = next
  }
  return folder
}

function collectFiles(folder: FolderNode, names: Set<string>): void {
  for (const [name, child] of folder.children) {
    if (child.kind === 'folder') collectFiles(child, names)
    else names.add(name)
  }
}

/** Walks `parts` from the root, following links; `visit` sees each real path and what is there. */
function walk(
  root: FolderNode,
  parts: readonly string[],
  visit: (path: string, node: Node | undefined) => void,
): 'loop' | readonly string[] {
  const todo = [...parts]
  const trail: {readonly name: string; readonly node: Node | undefined}[] = []
  let links = 0
  for (let part = todo.shift(); part !== undefined; part = todo.shift()) {
    if (part === '..') {
      trail.pop()
      continue
    }
    const parent = trail.length === 0 ? root : trail.at(-1)?.node
    const node = parent?.kind === 'folder' ? parent.children.get(part) : undefined
    if (node?.kind !== 'link') {
      trail.push({name: part, node})
      continue
    }
    if (++links > MAX_LINKS) return 'loop'
    if (node.target.startsWith('/')) trail.length = 0
    todo.unshift(...partsOf(node.target))
  }
  const real: string[] = []
  for (const {name, node} of trail) {
    real.push(name)
    visit(`/${real.join('/')}`, node)
  }
  return real
}

const ELSEWHERE = 'choose another destination in the image'

function locate(root: FolderNode, path: string, name: string): Destination {
  const parts = partsOf(posix.resolve('/', path))
  const last = parts.at(-1)
  if (last === undefined) throw new UserError('/ is the image itself: a file needs a name below it', {hint: ELSEWHERE})
  const existing: BaseFolder[] = []
  const missing: string[] = []
  const real = walk(root, parts.slice(0, -1), (at, node) => {
    if (node?.kind === 'file')
      throw new UserError(`${path} can't be put below ${at}: that is a file in the base ${name}`, {hint: ELSEWHERE})
    if (node?.kind === 'folder') existing.push({path: at, mode: node.mode, uid: node.uid, gid: node.gid})
    else missing.push(at)
  })
  if (real === 'loop')
    throw new UserError(`${path} can't be resolved in the base ${name}: its links lead in a circle`, {hint: ELSEWHERE})
  return {path: `/${[...real, last].join('/')}`, existing, missing}
}

function follow(root: FolderNode, path: string): Node | undefined {
  let found: Node | undefined = root
  const real = walk(root, partsOf(posix.resolve('/', path)), (_, node) => {
    found = node
  })
  return real === 'loop' ? undefined : found
}
