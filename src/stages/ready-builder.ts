import type {Context} from '../context.ts'
import {buildkit} from '../engine/index.ts'
import {messageOf, RequestError} from '../lib/errors.ts'

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

/** `asksOnly`: it builds nothing, so it needs to write no layout. */
export function startBuilder(context: Context, {asksOnly = false} = {}): StartedBuilder {
  const ready = readyBuilder(context, asksOnly)
  ready.catch(() => {}) // awaited later, but perhaps after something else has failed
  const close = async () => {
    const made = await ready.catch(() => undefined)
    await made?.chosen.remove().catch(error => context.log.warn(messageOf(error)))
  }
  return {ready, close}
}

async function readyBuilder(context: Context, asksOnly: boolean): Promise<ReadyBuilder> {
  const {request, exec, env, signal, log, phases, leave} = context
  const problems = [...buildkit.builderProblems(request.builder), ...buildkit.variableProblems(request.dockerfile, env)]
  if (problems.length > 0) throw new RequestError(problems)
  const buildx = await buildkit.findBuildx({exec, env, signal})
  // Told before it is made: a killed run's builder goes with the post step.
  const onMake = (name: string) => leave({folders: [], saves: [], builders: [name]})
  const {allow} = request.dockerfile
  const choose = () => buildkit.chooseBuilder({buildx, request: request.builder, allow, log, asksOnly, onMake})
  const chosen = await phases.time('resolve', 'builder', choose)
  log.info(`Builder: ${chosen.builder.name} (${chosen.builder.driver}), ${chosen.reason}`)
  return {buildx, chosen}
}
