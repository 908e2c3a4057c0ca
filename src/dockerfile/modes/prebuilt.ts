import {posix} from 'node:path'
import {isHelper} from '../../go/index.ts'
import {formatPlatform, type Platform} from '../../oci/index.ts'
import type {InstructionOf} from '../types.ts'
import {isUnpacked} from './context-files.ts'
import {isPattern, matchesPath} from './path-pattern.ts'
import {mainsNamed, otherArchitecture, preferFolder} from './program-name.ts'
import type {CopyStep, MainFact, WorkTreeFacts} from './types.ts'

/** A COPY or ADD of the context in a stage that the image needs, its variables filled in for one platform. */
export interface ContextTake {
  readonly platform: Platform
  readonly stage: number
  readonly line: number
  readonly instruction: InstructionOf<'copy' | 'add'>
  readonly step: CopyStep
}

export interface PrebuiltInput {
  readonly takes: readonly ContextTake[]
  /** Absolute paths or names of what ENTRYPOINT and CMD start. */
  readonly started: readonly string[]
  readonly tree: WorkTreeFacts
  /** Did the user ask for it? Then a file that is there already is no reason against it. */
  readonly asked: boolean
}

/** A program that the Dockerfile expects in the context. */
export interface PrebuiltProgram {
  readonly platform: Platform
  readonly main: MainFact
  /** Relative to the context, as the COPY has it for this platform. */
  readonly path: string
  /** Another main package of that name, in a less telling folder. */
  readonly passedOver: MainFact | undefined
}

/** A COPY that takes programs; `sources` are the places of these among its sources. */
export interface PrebuiltCopy {
  readonly stage: number
  readonly line: number
  readonly instruction: InstructionOf<'copy' | 'add'>
  readonly sources: readonly number[]
}

export type PrebuiltDecision =
  | {readonly kind: 'prebuilt'; readonly copies: readonly PrebuiltCopy[]; readonly programs: readonly PrebuiltProgram[]}
  | {readonly kind: 'no'; readonly rule: string; readonly reason: string; readonly line: number}
  /** Everything that is copied is in git. */
  | {readonly kind: 'none'}

type Refused = Extract<PrebuiltDecision, {kind: 'no'}>

/** Which programs a Dockerfile expects ready-made, and from which main packages. Any doubt: no. */
export function decidePrebuilt(input: PrebuiltInput): PrebuiltDecision {
  const copies = new Map<number, PrebuiltCopy>()
  const programs: PrebuiltProgram[] = []
  for (const take of input.takes) {
    const found: number[] = []
    for (const [index, source] of take.step.sources.entries()) {
      const result = judgeSource(input, take, source, take.instruction.sources[index] ?? '')
      if (result === 'in git') continue
      if ('kind' in result) return result
      found.push(index)
      programs.push(result)
    }
    const before = copies.get(take.instruction.span.start)
    if (before ? before.sources.join() !== found.join() : wasSeen(input.takes, take) && found.length > 0) {
      return no('prebuilt-4-platform', 'what it takes from the context differs by platform', take.line)
    }
    if (found.length === 0) continue
    const flag = oddFlag(take)
    if (flag !== undefined) return no('prebuilt-5-copy', `--${flag} decides what is copied`, take.line)
    copies.set(take.instruction.span.start, {...take, sources: found})
  }
  return programs.length === 0 ? {kind: 'none'} : {kind: 'prebuilt', copies: [...copies.values()], programs: programs}
}

function wasSeen(takes: readonly ContextTake[], take: ContextTake): boolean {
  return takes.findIndex(other => other.instruction.span.start === take.instruction.span.start) < takes.indexOf(take)
}

function oddFlag({instruction}: ContextTake): string | undefined {
  return instruction.flags.find(({name}) => !/^(chown|chmod|link)$/.test(name))?.name
}

function judgeSource(
  {tree, started, asked}: PrebuiltInput,
  take: ContextTake,
  source: string,
  written: string,
): PrebuiltProgram | Refused | 'in git' {
  const {platform, line, step} = take
  if (step.inline || (step.add && isUnpacked(source))) return 'in git'
  const path = posix.resolve('/', source).slice(1)
  const there = !isPattern(path) && tree.kindOf(path) !== undefined
  if (isInGit(path, tree) || (tree.tracked === undefined && there)) return 'in git'
  if (there && !asked) return no('prebuilt-1-there', `${path} is not in git, but it is there already`, line)
  const mains = source.endsWith('/') ? [] : mainsOf(path, take, started, tree)
  const marked = /\$\{?TARGET(OS|ARCH|VARIANT|PLATFORM)\b/.test(written) || tree.isIgnored(path) || mains.length > 0
  if (!marked)
    return no('prebuilt-2-product', `${path} is not in git, and nothing marks it as a program to be built`, line)
  const other = otherArchitecture(path, platform)
  if (other !== undefined) {
    const reason = `${path} is for ${other}, and the image for ${formatPlatform(platform)}`
    return no('prebuilt-4-platform', reason, line)
  }
  const [main, ...others] = preferFolder(posix.basename(path), platform, mains)
  if (!main) return no('prebuilt-3-main', `${path} is not in git, and no main package has its name`, line)
  if (others.length > 0) return no('prebuilt-3-main', `several main packages have the name of ${path}`, line)
  return {platform, main, path, passedOver: mains.find(found => found !== main)}
}

/** By name; the only main of the context also if it is what the image starts. */
function mainsOf(
  path: string,
  {platform, step}: ContextTake,
  started: readonly string[],
  {mains}: WorkTreeFacts,
): readonly MainFact[] {
  const named = mainsNamed(posix.basename(path), platform, mains)
  if (isPattern(path)) return []
  if (named.length > 0 || mains.length !== 1 || mains.some(isAside)) return named
  const into = step.destination.endsWith('/') || step.sources.length > 1
  const target = into ? posix.join(step.destination, posix.basename(path)) : step.destination
  const starts = started.some(program => program === target || program === posix.basename(target))
  return starts && !/\.(sh|json|ya?ml|toml|conf|txt|pem|crt|key|js|html|css)$/.test(path) ? mains : []
}

/** For the project itself: what an image starts under another name is something else. */
function isAside({folder}: MainFact): boolean {
  return isHelper('', {dir: folder}) || folder.split('/').includes('internal')
}

function isInGit(path: string, {tracked}: WorkTreeFacts): boolean {
  if (path === '') return true
  if (tracked === undefined) return false
  if (!isPattern(path)) return tracked.some(file => file === path || file.startsWith(`${path}/`))
  const depth = path.split('/').length
  return tracked.some(file => matchesPath(path, file.split('/').slice(0, depth).join('/')))
}

function no(rule: string, reason: string, line: number): Refused {
  return {kind: 'no', rule, reason, line}
}
