import type {Context} from '../context.ts'
import {gitAccessEnv, goEnvironment, goTool, type RunGo} from '../go/index.ts'
import type {Environment} from '../lib/exec.ts'
import {provideGo, type Toolchain} from '../toolchain/index.ts'
import {goLookOptions, type Surroundings} from './look-around.ts'

/** A Go that is ready to run, with the one environment of this run. */
export interface PreparedGo {
  readonly toolchain: Toolchain
  readonly go: RunGo
}

/** Finds or fetches the Go that was planned. */
export async function prepareGo(
  context: Context,
  surroundings: Surroundings,
  folders: Readonly<Record<string, string>>,
): Promise<PreparedGo> {
  const {phases} = context
  const {goPlan} = surroundings
  const subject = goPlan.choice.kind === 'fetch' ? goPlan.choice.version : 'go'
  const provide = () => provideGo(goPlan, goLookOptions(context))
  const toolchain = goPlan.choice.kind === 'use' ? await provide() : await phases.time('toolchain', subject, provide)
  const {program, env} = toolchain
  return {toolchain, go: runGo(context, surroundings, {program, env: {...folders, ...env}})}
}

/** `env` wins over the machine's and the request's: it is what was decided. */
export function runGo(
  {request, door, exec, env, signal, log}: Context,
  {trigger, goPlan}: Pick<Surroundings, 'trigger' | 'goPlan'>,
  go: {readonly program?: string; readonly env: Readonly<Record<string, string>>},
): RunGo {
  const {goEnv} = request.compile
  const {patterns, token} = request.goPrivate
  const isTrusted = trigger.trust.trusted
  if (token !== undefined && !isTrusted) log.warn(`go-private-token is not used: ${trigger.trust.reason}`)
  const access = gitAccessEnv(
    {patterns, anyOwner: door === 'action', ...(token !== undefined && isTrusted ? {token} : {})},
    {...goEnvironment(env, goEnv), ...privateSettings(goPlan)},
  )
  const {program} = go
  return goTool({exec, env, goEnv: {...goEnv, ...access, ...go.env}, signal, ...(program ? {program} : {})})
}

/** As go has them, also from `go env -w`: a variable would replace what stands there. */
function privateSettings({gos: {settings}}: Surroundings['goPlan']): Environment {
  return {GOPRIVATE: settings.goPrivate, GONOPROXY: settings.goNoProxy, GONOSUMDB: settings.goNoSumDb}
}
