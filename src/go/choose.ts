import {join, relative, sep} from 'node:path'
import type {Problem} from '../lib/errors.ts'
import {isBelow, relativePattern} from './modules.ts'
import {executableName} from './names.ts'
import type {MainPackage} from './types.ts'

export type ChosenMain = MainPackage & {readonly reason: string}
export type MainChoice = {readonly mains: readonly ChosenMain[]} | {readonly problems: readonly Problem[]}

/** Programs in such a folder serve the project, not its users. */
const HELPERS = new Set([
  ...['example', 'examples', 'sample', 'samples', 'demo', 'demos', 'doc', 'docs', 'tool', 'tools', 'hack', 'ci'],
  ...['script', 'scripts', 'test', 'tests', 'testing', 'testdata', 'testutil', 'e2e', 'integration', 'fixtures'],
  ...['mock', 'mocks', 'bench', 'benchmark', 'benchmarks', 'third_party', 'codegen', 'playground'],
])

/** The main package to build when none was named; `found` are all of them below `dir`. */
export function chooseMain(dir: string, found: readonly MainPackage[]): MainChoice {
  const candidates = found.filter(main => !isHelper(dir, main))
  const root = candidates.find(main => main.dir === dir)
  if (root) return chosen(root, 'the folder itself is a main package')

  const oneModule = mostTelling(dir, candidates)
  const named = oneModule.filter(main => main.dir === join(baseOf(dir, main), 'cmd', baseName(dir, main)))
  if (named[0]) return chosen(named[0], `cmd/${named[0].name} is named like the module`)

  const belowCmd = oneModule.filter(main => isBelow(main.dir, join(baseOf(dir, main), 'cmd')))
  if (belowCmd[0] && belowCmd.length === 1) return chosen(belowCmd[0], 'it is the only main package below cmd')
  if (candidates[0] && candidates.length === 1) return chosen(candidates[0], 'it is the only main package')

  if (candidates.length > 1) return {problems: [severalProblem(dir, candidates)]}
  return {problems: [found.length > 0 ? onlyHelpersProblem(dir, found) : noMainProblem(dir)]}
}

function chosen(main: MainPackage, reason: string): MainChoice {
  return {mains: [{...main, reason}]}
}

/** What the layout of a module says counts only within one: the folder's own, or the only one that has programs. */
function mostTelling(dir: string, candidates: readonly MainPackage[]): readonly MainPackage[] {
  const own = candidates.filter(main => isBelow(dir, main.moduleDir))
  if (own.length > 0) return own
  return candidates.every(main => main.moduleDir === candidates[0]?.moduleDir) ? candidates : []
}

/** The folder that `cmd` is looked for in: the request's, or the module's where that one lies deeper. */
function baseOf(dir: string, {moduleDir}: MainPackage): string {
  return isBelow(dir, moduleDir) ? dir : moduleDir
}

function baseName(dir: string, main: MainPackage): string {
  const below = relative(main.moduleDir, baseOf(dir, main)).split(sep).join('/')
  return executableName(below === '' ? main.modulePath : below)
}

/** cmd/tool is a program called tool; tools/cmd/gen and cmd/api/examples/x are helpers. */
export function isHelper(dir: string, main: Pick<MainPackage, 'dir'>): boolean {
  const elements = relative(dir, main.dir).split(sep)
  return elements.some((element, index) => {
    const isProgramName = index === elements.length - 1 && elements[index - 1] === 'cmd'
    return HELPERS.has(element.toLowerCase()) && !isProgramName
  })
}

function severalProblem(dir: string, candidates: readonly MainPackage[]): Problem {
  const paths = candidates.map(main => folderOf(dir, main))
  return {
    subject: 'main',
    message: `there are ${paths.length} main packages and no rule that picks one:${bullets(paths)}`,
    hint: `name the ones to build, for example main: ${paths[0]}${commonPattern(paths)}`,
  }
}

function commonPattern(paths: readonly string[]): string {
  return paths.every(path => path.startsWith('./cmd/')) ? ' (or ./cmd/... for all of them)' : ''
}

function onlyHelpersProblem(dir: string, found: readonly MainPackage[]): Problem {
  const paths = found.map(main => folderOf(dir, main))
  return {
    subject: 'main',
    message: `the only main packages are examples, tools or tests, which are never built by themselves:${bullets(paths)}`,
    hint: `if one of them is meant, name it: main: ${paths[0]}`,
  }
}

function noMainProblem(dir: string): Problem {
  return {
    subject: 'main',
    message: `no main package below ${dir}: this is a library`,
    hint: 'a program has `package main` and a func main; set working-directory if it lies elsewhere',
  }
}

/** What one entry of the input `main` stands for. */
export interface MatchedPattern {
  /** As the user wrote it, without the name. */
  readonly pattern: string
  /** `name=pattern` names the program. */
  readonly name: string | undefined
  readonly mains: readonly MainPackage[]
  /** Matched, but no programs: what they are. */
  readonly libraries: readonly string[]
  readonly error: string | undefined
}

/** The main packages that the user named. */
export function chooseMatched(dir: string, matches: readonly MatchedPattern[]): MainChoice {
  const problems = matches.flatMap(match => matchProblem(dir, match) ?? [])
  const mains = new Map<string, ChosenMain>()
  for (const {pattern, name, mains: matched} of matches) {
    for (const main of matched) {
      if (mains.has(main.importPath) && name === undefined) continue
      mains.set(main.importPath, {...main, ...(name === undefined ? {} : {name}), reason: `main: ${pattern}`})
    }
  }
  if (problems.length === 0) problems.push(...nameProblems(dir, [...mains.values()]))
  return problems.length > 0 ? {problems} : {mains: [...mains.values()]}
}

function matchProblem(dir: string, {pattern, name, mains, libraries, error}: MatchedPattern): Problem | undefined {
  const subject = 'main'
  if (mains.length > 1 && name !== undefined) {
    const message = `${name}=${pattern} gives one name to ${mains.length} main packages:`
    return {subject, message: message + bullets(mains.map(main => folderOf(dir, main))), hint: 'name them one by one'}
  }
  if (mains.length > 0) return undefined
  if (libraries.length > 0) {
    const message =
      libraries.length === 1 && !pattern.includes('...')
        ? `${pattern} is no main package but a library (package ${libraries[0]})`
        : `${pattern} matches no main package, only libraries (${libraries.slice(0, MOST_LISTED).join(', ')})`
    return {subject, message, hint: 'leave `main` out to see which main packages there are'}
  }
  const message = `${pattern} matches no package${error === undefined ? '' : `: ${error}`}`
  return {subject, message, hint: 'write a folder (./cmd/api), a pattern (./cmd/...) or an import path'}
}

function nameProblems(dir: string, mains: readonly ChosenMain[]): readonly Problem[] {
  return [...new Set(mains.map(main => main.name))].flatMap(name => {
    const same = mains.filter(main => main.name === name)
    if (same.length === 1) return []
    const paths = same.map(main => folderOf(dir, main))
    const hint = `name them in the input: main: NAME=${paths[0]}`
    return [{subject: 'main', message: `${same.length} programs would be called ${name}:${bullets(paths)}`, hint}]
  })
}

/** `./cmd/api`, or the import path of what lies outside the folder. */
function folderOf(dir: string, main: MainPackage): string {
  return isBelow(main.dir, dir) ? relativePattern(dir, main.dir) : main.importPath
}

/** Enough to choose from; a repository with more is listed by go itself. */
const MOST_LISTED = 20

function bullets(lines: readonly string[]): string {
  const shown = lines.slice(0, MOST_LISTED).map(line => `\n  ${line}`)
  const rest = lines.length - shown.length
  return `${shown.join('')}${rest > 0 ? `\n  and ${rest} more` : ''}`
}
