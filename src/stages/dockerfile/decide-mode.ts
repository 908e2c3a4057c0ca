import type {Context} from '../../context.ts'
import {
  type BuildFacts,
  type BuildRequest,
  type CompileFacts,
  type Dockerfile,
  decideMode,
  knownCompiles,
  type MainFact,
  type ModeAnswer,
  type ModeDecision,
  type UnlistedCompile,
} from '../../dockerfile/index.ts'
import {RequestError} from '../../lib/errors.ts'
import type {Platform} from '../../oci/index.ts'
import type {DockerfileRequest} from '../../request/index.ts'
import {architectureOf} from '../../toolchain/index.ts'
import type {WorkTree} from './work-tree.ts'

/** What is known of the Go in the repository. */
export interface GoKnowledge {
  readonly mains: readonly MainFact[]
  readonly compileFacts: ReadonlyMap<string, CompileFacts | UnlistedCompile>
}

export interface ModeQuestion {
  readonly context: Pick<Context, 'request' | 'env'>
  readonly dockerfile: Dockerfile
  readonly tree: WorkTree
}

/** Asks the rules, again where their questions about .gitignore got an answer that they had not reckoned with. */
export async function askMode(question: ModeQuestion, known: GoKnowledge): Promise<ModeAnswer> {
  const {context, dockerfile, tree} = question
  const {dockerfile: asked} = context.request
  const ask = () =>
    decideMode({
      dockerfile,
      requested: asked.mode,
      build: buildFacts(context),
      tree: tree.facts(known.mains),
      compileFacts: known.compileFacts,
      buildCommand: asked.buildCommand,
    })
  for (;;) {
    const answer = ask()
    if (!(await tree.learnIgnored())) return answer
  }
}

/** The compiles that go can be asked about, wherever they run. */
export function compilesIn({context, dockerfile, tree}: ModeQuestion, mains: readonly MainFact[]) {
  return knownCompiles({dockerfile, build: buildFacts(context), tree: tree.facts(mains)})
}

/** Is a Go needed: to compile programs, and to list those that there are where a guess was not enough? */
export function needsGo({mode}: Pick<DockerfileRequest, 'mode'>, {decision}: ModeAnswer): boolean {
  if (mode === 'prebuilt' || decision === undefined) return mode === 'prebuilt'
  return decision.mode !== 'inside' || /^prebuilt-/.test(decision.rule)
}

export function decided({decision, problems}: ModeAnswer): ModeDecision {
  if (problems.length > 0 || !decision) throw new RequestError(problems)
  return decision
}

/** The builder's own platform isn't known before it is asked; it only counts where a stage compiles for it. */
function buildFacts(context: Pick<Context, 'request' | 'env'>): BuildFacts {
  const {dockerfile, platforms} = context.request
  return {
    target: dockerfile.target,
    buildArgs: buildArgsOf(context),
    contexts: contextNames(dockerfile),
    platforms,
    buildPlatform: hostPlatform(),
  }
}

/** The user's Dockerfile as it is read for one platform. */
export function requestFor(context: Pick<Context, 'request' | 'env'>, platform: Platform): BuildRequest {
  const {target} = context.request.dockerfile
  return {buildArgs: buildArgsOf(context), target: platform, build: hostPlatform(), targetStage: target}
}

/** Names and values; a name alone takes its value from the environment, and is no argument where that has none. */
export function buildArgsOf({request, env}: Pick<Context, 'request' | 'env'>): Readonly<Record<string, string>> {
  const pairs = request.dockerfile.buildArgs.map(text => {
    const equals = text.indexOf('=')
    return equals < 0 ? [text, env[text]] : [text.slice(0, equals), text.slice(equals + 1)]
  })
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined))
}

export function contextNames({buildContexts}: Pick<DockerfileRequest, 'buildContexts'>): readonly string[] {
  return buildContexts.map(text => text.slice(0, text.indexOf('=')))
}

export function hostPlatform(): Platform {
  return {os: 'linux', architecture: architectureOf(process.arch)?.goArch ?? 'amd64'}
}
