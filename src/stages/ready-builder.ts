import type {Context} from '../context.ts'
import {buildkit} from '../engine/index.ts'
import {messageOf, RequestError} from '../lib/errors.ts'
import type {Log} from '../lib/log.ts'

/** The builder of a run, asked before anything is compiled. */
export interface ReadyBuilder {
  readonly buildx: buildkit.Buildx
  readonly chosen: buildkit.ChosenBuilder
}

/** One that is found or made while other things go on. */
export interface StartedBuilder {
  /** Rejects with what is wrong with the request about it. */
  readonly ready: Promise<ReadyBuilder>
  /** Removes it if it was made for this run, also where the other things failed before it was there. */
  close(): Promise<void>
}

type Asking = Pick<Context, 'request' | 'exec' | 'env' | 'signal' | 'phases' | 'leave'> & {readonly log: Log}

interface StartOptions {
  /** If it is found already. */
  readonly buildx?: buildkit.Buildx
  /** It builds nothing, so it needs to write no layout. */
  readonly asksOnly?: boolean
  /** What the builder logs in with, beside what Docker's configuration says. */
  readonly logins?: readonly buildkit.BuilderLogin[]
}

export function startBuilder(context: Asking, options: StartOptions = {}): StartedBuilder {
  const ready = readyBuilder(context, options)
  ready.catch(() => {}) // awaited later, but perhaps after something else has failed
  const close = async () => {
    const made = await ready.catch(() => undefined)
    await made?.chosen.remove().catch(error => context.log.warn(messageOf(error)))
  }
  return {ready, close}
}

/** What can be told about the builder in no time: mistakes in what is said of it, and that there is no buildx. */
export async function lookForBuildx({
  request,
  exec,
  env,
  signal,
}: Pick<Context, 'request' | 'exec' | 'env' | 'signal'>): Promise<buildkit.Buildx> {
  const problems = [...buildkit.builderProblems(request.builder), ...buildkit.variableProblems(request.dockerfile, env)]
  if (problems.length > 0) throw new RequestError(problems)
  await buildkit.appendedNodes(request.builder) // told now, if it can't be read
  return buildkit.findBuildx({exec, env, signal})
}

async function readyBuilder(
  context: Asking,
  {asksOnly = false, logins = [], ...given}: StartOptions,
): Promise<ReadyBuilder> {
  const {request, log, phases, leave} = context
  const buildx = buildkit.withLogins(given.buildx ?? (await lookForBuildx(context)), logins, context.env)
  for (const unused of unusedThings(context, asksOnly)) log.warn(unused)
  // Told before it is made: a killed run's builder goes with the post step.
  const onMake = (name: string) => leave({folders: [], saves: [], builders: [name]})
  const {allow} = request.dockerfile
  const choose = () => buildkit.chooseBuilder({buildx, request: request.builder, allow, log, asksOnly, onMake})
  const chosen = await phases.time('resolve', 'builder', choose)
  log.info(`Builder: ${chosen.builder.name} (${chosen.builder.driver}), ${chosen.reason}`)
  return {buildx, chosen}
}

/** What was given, and would not be used without a word. */
function unusedThings({request, env}: Asking, asksOnly: boolean): readonly string[] {
  const cache = asksOnly ? undefined : buildkit.missingActionsCache(request.dockerfile, env)
  return [cache, buildkit.unusedTlsVariables(request.builder, env)].filter(text => text !== undefined)
}
