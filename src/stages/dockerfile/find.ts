import {readFile, stat} from 'node:fs/promises'
import {dirname, join, relative, resolve, sep} from 'node:path'
import type {Context} from '../../context.ts'
import {type Dockerfile, type DockerfileProblem, parseDockerfile} from '../../dockerfile/index.ts'
import type {Problem} from '../../lib/errors.ts'
import {exists} from '../../lib/files.ts'

/** A Dockerfile where it lies, with what belongs to it. */
export interface FoundDockerfile {
  /** Absolute. */
  readonly path: string
  /** Relative to the repository: for people. */
  readonly name: string
  /** Absolute folder of the files that it can copy. */
  readonly context: string
  /** Absolute root of the repository; without one the Go folder. */
  readonly root: string
  readonly source: Buffer
  /** What it says; undefined where it can't be read here. */
  readonly dockerfile: Dockerfile | undefined
  readonly problem: DockerfileProblem | undefined
  /** Text of `<Dockerfile>.dockerignore`, or else of the context's .dockerignore. */
  readonly ignore: string | undefined
}

export type DockerfileSearch = {readonly found: FoundDockerfile | undefined; readonly problems: readonly Problem[]}

/**
 * The Dockerfile that `file` names, else the one in the Go folder, else the one in the repository's root. `engine:
 * embedded` has no use for one, but it is said that it is there.
 */
export async function findDockerfile({request}: Pick<Context, 'request'>): Promise<DockerfileSearch> {
  const {dir, dockerfile} = request
  const root = await repositoryRoot(dir)
  const candidates =
    dockerfile.file === undefined ? [join(dir, 'Dockerfile'), join(root, 'Dockerfile')] : [dockerfile.file]
  const context = dockerfile.context ?? root
  const [path, noFolder] = [await firstFile(candidates), await contextProblems(context)]
  if (path !== undefined) {
    const problems = [...noFolder, ...(await namedContextProblems(dockerfile))]
    return {found: problems.length > 0 ? undefined : await read({path, context, root}), problems}
  }
  if (dockerfile.file === undefined) return {found: undefined, problems: noFolder}
  return {found: undefined, problems: [await fileProblem(dockerfile.file)]}
}

async function fileProblem(path: string): Promise<Problem> {
  if (await isFolder(path)) {
    const hint = `name the Dockerfile in it: ${join(path, 'Dockerfile')}; "context" is the folder of the files that it copies`
    return {subject: 'file', message: `${path}: this is a folder`, hint}
  }
  return {subject: 'file', message: `${path}: there is no such file`, hint: RELATIVE}
}

const RELATIVE = 'paths are relative to the current folder'

async function read({
  path,
  context,
  root,
}: Pick<FoundDockerfile, 'path' | 'context' | 'root'>): Promise<FoundDockerfile> {
  const name = slashes(relative(root, path))
  const source = await readFile(path)
  const answer = parseDockerfile(source, name)
  const ignore = await firstText([`${path}.dockerignore`, join(context, '.dockerignore')])
  return {
    path,
    name,
    context,
    root,
    ignore,
    source,
    dockerfile: 'dockerfile' in answer ? answer.dockerfile : undefined,
    problem: 'problem' in answer ? answer.problem : undefined,
  }
}

/** The folder with `.git` (a file in linked work trees), at or above `dir`. */
async function repositoryRoot(dir: string): Promise<string> {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (await exists(join(folder, '.git'))) return folder
    if (dirname(folder) === folder) return dir
  }
}

async function firstFile(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if ((await stat(path).catch(() => undefined))?.isFile()) return path
  return undefined
}

async function firstText(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => undefined)
    if (text !== undefined) return text
  }
  return undefined
}

async function contextProblems(context: string): Promise<readonly Problem[]> {
  if (await isFolder(context)) return []
  return [{subject: 'context', message: `${context}: there is no such folder`, hint: RELATIVE}]
}

/**
 * Of the further contexts those that can be nothing but a folder here: what has a scheme or a host is BuildKit's to
 * fetch. https://github.com/docker/buildx/blob/v0.38.2/build/opt.go#L1080
 */
async function namedContextProblems({
  buildContexts,
  cwd,
}: Context['request']['dockerfile']): Promise<readonly Problem[]> {
  const sources = buildContexts.map(text => text.slice(text.indexOf('=') + 1))
  const paths = sources.filter(source => !/:|^github\.com\//.test(source)).map(source => resolve(cwd, source))
  const missing = await Promise.all(paths.map(async path => ((await isFolder(path)) ? [] : [path])))
  return missing.flat().map(path => {
    return {subject: 'build-contexts', message: `${path}: there is no such folder`, hint: RELATIVE}
  })
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false
}

function slashes(path: string): string {
  return path.split(sep).join('/')
}
