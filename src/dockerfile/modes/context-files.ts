import {posix} from 'node:path'
import dockerignoreModule from '@balena/dockerignore'
import {isPattern, matchesPath} from './path-pattern.ts'
import type {CopyStep, Step, WorkTreeFacts} from './types.ts'

/** A source of a COPY of the context, or a mount of it. */
export interface ContextCopy {
  readonly line: number
  /** Relative to the context; `''` is all of it. May be a pattern. */
  readonly source: string
  /** Absolute, no slash at its end. */
  readonly destination: string
  /** A file goes into it; a folder's content always does. */
  readonly into: boolean
  readonly flags: readonly string[]
}

/** What of the context a stage has where. */
export interface ContextFiles {
  /** The file or folder of the context that stands there. `into`: the copy that brought it. */
  readonly sourceOf: (stagePath: string) => {readonly source: string; readonly copy: ContextCopy} | undefined
  /** The folder of the context whose files stand in this folder, if the copies agree about it. */
  readonly folderOf: (stageFolder: string) => string | undefined
}

/** Does .dockerignore keep it from the builder? */
export function hiddenBy(dockerignore: string | undefined): (path: string) => boolean {
  if (dockerignore === undefined) return () => false
  const rules = dockerignoreModule.default().add(dockerignore)
  return path => path !== '' && rules.ignores(path)
}

/** The context's files that these steps bring; later ones win. `folders` are known to exist in the stage. */
export function contextCopies(
  steps: readonly Step[],
  folders: Pick<ReadonlySet<string>, 'has'>,
): readonly ContextCopy[] {
  return steps.flatMap(step => {
    if (step.kind === 'copy') return copiesOf(step, folders)
    return step.kind === 'run' ? mountsOf(step) : []
  })
}

function copiesOf(
  step: Extract<Step, {kind: 'copy'}>,
  folders: Pick<ReadonlySet<string>, 'has'>,
): readonly ContextCopy[] {
  if (step.from !== undefined || step.inline || isUnfollowed(step)) return []
  const destination = withoutSlash(step.destination)
  const into = step.destination.endsWith('/') || step.sources.length > 1 || folders.has(destination)
  const flags = step.flags.map(({name, value}) => (value === undefined ? `--${name}` : `--${name}=${value}`))
  const sources = step.add ? step.sources.filter(source => !isUnpacked(source)) : step.sources
  return sources.map(source => ({line: step.line, source: fromContext(source), destination, into, flags}))
}

/** Which files these leave out, or where they go, isn't followed: to us they bring nothing. */
export function isUnfollowed({flags}: CopyStep): boolean {
  return flags.some(({name}) => name === 'parents' || name === 'exclude')
}

/** ADD fetches what is a URL and unpacks what is an archive. */
export function isUnpacked(source: string): boolean {
  return /^(https?:\/\/|git@|git:\/\/|ssh:\/\/)|\.(tar|tar\.[a-z0-9]+|tgz|tbz2?|txz)$/i.test(source)
}

/** `RUN --mount=target=.`: the context for one RUN. */
function mountsOf(step: Extract<Step, {kind: 'run'}>): readonly ContextCopy[] {
  return step.mounts.flatMap(({type, options}) => {
    const {source = '', target, from} = options
    if (type !== 'bind' || from !== undefined || target === undefined) return []
    const destination = withoutSlash(posix.resolve(step.workdir, target))
    return [{line: step.line, source: fromContext(source), destination, into: false, flags: []}]
  })
}

/** A source outside of the context is looked for in it: `../x` is `x`. */
function fromContext(source: string): string {
  return withoutSlash(posix.resolve('/', source)).slice(1)
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}

/** `isHidden`: see `hiddenBy`. */
export function contextFiles(
  copies: readonly ContextCopy[],
  tree: WorkTreeFacts,
  isHidden = hiddenBy(tree.dockerignore),
): ContextFiles {
  const known = copies.map(copy => knownCopy(copy, tree))
  const latestFirst = known.toReversed()
  const sourceOf: ContextFiles['sourceOf'] = stagePath => {
    for (const one of latestFirst) {
      const source = sourceIn(one, stagePath, tree)
      if (source !== undefined && tree.kindOf(source) !== undefined && !isHidden(source))
        return {source, copy: one.copy}
    }
    return undefined
  }
  return {sourceOf, folderOf: stageFolder => agreed(known.flatMap(one => folderIn(one, stageFolder)))}
}

interface KnownCopy {
  readonly copy: ContextCopy
  /** Of its source; undefined: it isn't there. */
  readonly kind: 'file' | 'folder' | 'pattern' | undefined
  /** Where the file or the folder's content is then. */
  readonly target: string
}

function knownCopy(copy: ContextCopy, tree: WorkTreeFacts): KnownCopy {
  const {source, destination, into} = copy
  const kind = isPattern(source) ? 'pattern' : tree.kindOf(source)
  const target = kind === 'file' && into ? posix.join(destination, posix.basename(source)) : destination
  return {copy, kind, target}
}

/** What of the copy's source would stand at this path, be it there or not. */
function sourceIn({copy: {source}, kind, target}: KnownCopy, path: string, tree: WorkTreeFacts): string | undefined {
  if (kind === 'file') return path === target ? source : undefined
  if (kind === 'folder') {
    const rest = below(target, path)
    return rest === undefined ? undefined : inFolder(source, rest)
  }
  if (kind === undefined || posix.dirname(path) !== target) return undefined
  const candidate = posix.join(posix.dirname(source), posix.basename(path))
  return matchesPath(source, candidate) && tree.kindOf(candidate) === 'file' ? candidate : undefined
}

/** The context's folder that this copy says the stage's folder is. Several answers or none, if it says nothing. */
function folderIn({copy: {source}, kind, target}: KnownCopy, folder: string): readonly string[] {
  if (kind === undefined || kind === 'pattern') return []
  const rest = kind === 'folder' ? below(target, folder) : undefined
  if (rest !== undefined) return [inFolder(source, rest)]
  // It lies below the folder: `COPY api/ api/` says that the folder is the context, if both ends are named alike.
  const inner = below(folder, target)
  if (inner === undefined || inner === '') return []
  if (source === inner) return ['']
  return source.endsWith(`/${inner}`) ? [source.slice(0, -inner.length - 1)] : []
}

/** A path in a folder, where both are plain: `''` is the context, or the folder itself. */
export function inFolder(folder: string, rest: string): string {
  return folder === '' || rest === '' ? folder + rest : `${folder}/${rest}`
}

function agreed(folders: readonly string[]): string | undefined {
  const distinct = new Set(folders)
  return distinct.size === 1 ? folders[0] : undefined
}

/** The path relative to a folder that it lies in, `''` for the folder; undefined elsewhere. */
export function below(folder: string, path: string): string | undefined {
  if (folder === path) return ''
  const prefix = folder === '/' ? '/' : `${folder}/`
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined
}
