import {readFileSync, statSync} from 'node:fs'
import {join, relative, sep} from 'node:path'
import type {Context} from '../../context.ts'
import type {MainFact, WorkTreeFacts} from '../../dockerfile/index.ts'
import {gitEnvironment, gitTrust} from '../../trigger/index.ts'
import type {FoundDockerfile} from './find.ts'

/** What the rules ask of the files beside a Dockerfile. */
export interface WorkTree {
  facts(mains: readonly MainFact[]): WorkTreeFacts
  /** Looks up what was asked of .gitignore since the last time; true if there is an answer that was not known before. */
  learnIgnored(): Promise<boolean>
}

/** Reads the context through git where it is a work tree: what git has, what it would not take, is it clean. */
export async function openWorkTree(
  {exec, env, door, signal}: Pick<Context, 'exec' | 'env' | 'door' | 'signal'>,
  {context, ignore}: Pick<FoundDockerfile, 'context' | 'ignore'>,
): Promise<WorkTree> {
  const git = async (args: readonly string[], stdin?: string) => {
    const command = {program: 'git', args: [...gitTrust(door === 'action'), ...args], cwd: context, signal}
    return exec({...command, env: gitEnvironment(env), ...(stdin === undefined ? {} : {stdin})}).catch(error => {
      signal.throwIfAborted()
      return {exitCode: -1, stdout: '', stderr: String(error)}
    })
  }
  const [files, status, shallow] = await Promise.all([
    git(['ls-files', '-z', '--cached']),
    git(['status', '--porcelain', '--untracked-files=normal', '--ignore-submodules=none']),
    git(['rev-parse', '--is-shallow-repository']),
  ])
  const isWorkTree = files.exitCode === 0
  const asked = new Set<string>()
  const ignored = new Map<string, boolean>()
  return {
    facts: mains => ({
      kindOf: path => kindOf(join(context, path)),
      textOf: path => textOf(join(context, path)),
      tracked: isWorkTree ? files.stdout.split('\0').filter(Boolean) : undefined,
      isIgnored(path) {
        if (isWorkTree && !ignored.has(path)) asked.add(path)
        return ignored.get(path) ?? false
      },
      dockerignore: ignore,
      mains,
      git: isWorkTree
        ? {clean: status.exitCode === 0 && status.stdout === '', complete: shallow.stdout.trim() === 'false'}
        : undefined,
    }),
    async learnIgnored() {
      const paths = [...asked].filter(path => !ignored.has(path))
      if (paths.length === 0) return false
      // Exit code 1: none of them. https://git-scm.com/docs/git-check-ignore#_exit_status
      const {stdout} = await git(
        ['check-ignore', '--no-index', '-z', '--stdin'],
        paths.map(path => `${path}\0`).join(''),
      )
      const found = new Set(stdout.split('\0'))
      for (const path of paths) ignored.set(path, found.has(path))
      return paths.some(path => ignored.get(path))
    },
  }
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  const found = statSync(path, {throwIfNoEntry: false})
  return found?.isDirectory() ? 'folder' : found ? 'file' : undefined
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Main packages as the rules know them: relative to the context, and only those in it. */
export function mainFacts(
  mains: readonly {readonly importPath: string; readonly dir: string}[],
  context: string,
): readonly MainFact[] {
  return mains
    .map(({importPath, dir}) => ({importPath, folder: relative(context, dir).split(sep).join('/')}))
    .filter(({folder}) => folder !== '..' && !folder.startsWith('../'))
}
