import type {Context} from '../../context.ts'
import type {ModeDecision} from '../../dockerfile/index.ts'
import {type ChosenMain, discoverMains, type GoFacts, goFacts, listMains, type RunGo} from '../../go/index.ts'
import {RequestError} from '../../lib/errors.ts'
import {planGo} from '../../toolchain/index.ts'
import {type FirstLook, goLookOptions, needingGo} from '../look-around.ts'
import type {prepareGo} from '../prepare-go.ts'
import {withStageGo, wrongGo} from './stage-go.ts'

/** The Go that compiles in the place of a stage, or what a Dockerfile expects ready-made. */
export interface StageGo {
  readonly go: RunGo
  readonly facts: GoFacts
  readonly source: string
  /** Absolute. */
  readonly program: string
  /** Main packages below the Go folder. */
  readonly mains: readonly ChosenMain[]
}

/** The request, and the plan for a Go, with the one that the decision's stages have. */
export async function planStageGo(context: Context, look: FirstLook, decision: ModeDecision | undefined) {
  const goContext = decision ? withStageGo(context, decision) : context
  if (goContext === context) return {goContext, goPlan: needingGo(look).goPlan}
  const goPlan = await planGo(goLookOptions(goContext))
  if ('problems' in goPlan) throw new RequestError(goPlan.problems)
  return {goContext, goPlan}
}

export async function lookAtStageGo(
  {request}: Context,
  {go, toolchain}: Awaited<ReturnType<typeof prepareGo>>,
): Promise<StageGo> {
  const {dir, mains: patterns} = request
  const {source, program} = toolchain
  const facts = await goFacts({go, dir})
  const options = {go, facts, dir, flags: []}
  if (patterns.length === 0) {
    const mains = await listMains(options)
    const reason = 'the Dockerfile wants it'
    return {go, facts, source, program, mains: mains.map(main => ({...main, reason}))}
  }
  const choice = await discoverMains({...options, patterns})
  if ('problems' in choice) throw new RequestError(choice.problems)
  return {go, facts, source, program, mains: choice.mains}
}

/** Only now it is known which Go there is: another than the stage's would make another program. */
export function stillRight({request}: Context, decision: ModeDecision, {facts}: StageGo): ModeDecision {
  const wrong = wrongGo(decision, facts.version)
  if (wrong === undefined) return decision
  if (request.dockerfile.mode === 'replace') {
    const hint = 'leave go-version out to compile with the Go of the image'
    throw new RequestError([{subject: 'dockerfile-mode', message: `replace is not possible: ${wrong}`, hint}])
  }
  const {line, warnings} = decision
  const hint = 'leave go-version out to compile with the Go of the image'
  return {mode: 'inside', compilesGo: true, rule: 'replace-5-environment', reason: wrong, line, warnings, hint}
}
