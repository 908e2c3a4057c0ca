import type {Context} from '../../context.ts'
import {type ModeDecision, mainsOfCompile} from '../../dockerfile/index.ts'
import type {ChosenMain} from '../../go/index.ts'
import {RequestError} from '../../lib/errors.ts'
import {makePlan, type Plan} from '../../plan/index.ts'
import type {FirstLook} from '../look-around.ts'
import {prepareGo} from '../prepare-go.ts'
import {askMode, decided, needsGo} from './decide-mode.ts'
import type {FoundDockerfile} from './find.ts'
import {askFirst} from './first-question.ts'
import {plannedDockerfile} from './planned.ts'
import {lookAtStageGo, planStageGo, type StageGo, stillRight} from './prepare-stage-go.ts'
import {mainFacts} from './work-tree.ts'

/** The plan alone, offline. */
export async function decideDockerfile(context: Context, look: FirstLook): Promise<Plan> {
  const {question, first} = await askFirst(context, look)
  if (!question || !needsGo(context.request.dockerfile, first))
    return planFor(context, look, {decision: decided(first)})
  const {goContext, goPlan} = await planStageGo(context, look, first.decision)
  if (goPlan.choice.kind !== 'use') {
    const why = 'the Go that decides it has to be fetched, and a plan is made without the network'
    const unresolved = [{what: 'how the Dockerfile is built', why}]
    return planFor(context, look, {decision: first.decision, unresolved})
  }
  const prepared = await prepareGo(goContext, {...look, goPlan}, {})
  const stageGo = await lookAtStageGo(goContext, prepared)
  // Offline, so what a compile reads may not be known; then the build decides.
  const known = {mains: mainFacts(stageGo.mains, question.found.context), compileFacts: new Map()}
  const decision = stillRight(context, decided(await askMode(question, known)), stageGo)
  return planFor(context, look, {decision, stageGo})
}

interface Decided {
  readonly decision: ModeDecision | undefined
  readonly stageGo?: StageGo
  readonly caches?: Plan['cache']
  readonly unresolved?: Plan['unresolved']
}

export function planFor(
  context: Context,
  look: FirstLook,
  {decision, stageGo, caches = null, unresolved = []}: Decided,
): Plan {
  const {request} = context
  const {plan, problems} = makePlan(request, {
    trigger: look.trigger,
    go: stageGo
      ? {version: stageGo.facts.version, source: stageGo.source, reason: 'it compiles what the image holds'}
      : null,
    mains: mainsOf(decision, stageGo, look.dockerfile),
    dockerfile: plannedDockerfile(look.dockerfile, request.dir, decision),
    caches,
    unresolved: [
      ...unresolved,
      {what: 'base images and the builder', why: 'BuildKit is asked when the image is built'},
    ],
  })
  if (problems.length > 0) throw new RequestError(problems)
  return plan
}

/** The programs that this machine compiles, as far as their packages are known. */
function mainsOf(
  decision: ModeDecision | undefined,
  stageGo: StageGo | undefined,
  found: FoundDockerfile | undefined,
): readonly ChosenMain[] {
  if (!decision || !stageGo || !found) return []
  const facts = mainFacts(stageGo.mains, found.context)
  const compiles = decision.mode === 'replace' ? decision.compiles : []
  const expected = decision.mode === 'prebuilt' ? decision.programs.map(({main}) => main) : []
  const programs = [...expected, ...compiles.flatMap(compile => mainsOfCompile(compile, facts))]
  const wanted = new Set(programs.map(({importPath}) => importPath))
  return stageGo.mains.filter(({importPath}) => wanted.has(importPath))
}
