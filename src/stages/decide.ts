import type {Context} from '../context.ts'
import {type GoFacts, GoMissing} from '../go/index.ts'
import {type Problem, RequestError} from '../lib/errors.ts'
import {makePlan, type Plan} from '../plan/index.ts'
import {type Discovered, discover, lookAround} from './discover.ts'

/** What there is and what to do with it, or all that is wrong with the request, whoever found it. */
export async function decide(context: Context): Promise<{readonly found: Discovered; readonly plan: Plan}> {
  const {request, problems: told} = context
  const found = await discover(context).catch(error => {
    if (told.length === 0) throw error
    throw new RequestError([...told, ...(error instanceof RequestError ? error.problems : [])])
  })
  const {plan, problems} = makePlan(request, {...found, go: goOf(found.goFacts), unresolved: []})
  const all = [...told, ...notMissedTwice(told, [...found.problems, ...(found.mains.length > 0 ? problems : [])])]
  if (all.length > 0) throw new RequestError(all)
  return {found, plan}
}

/** The plan alone, as far as one can be made where there is no Go. */
export async function decideOnly(context: Context): Promise<Plan> {
  try {
    return (await decide(context)).plan
  } catch (error) {
    if (!(error instanceof GoMissing)) throw error
    const unresolved = [{what: 'Go and the main packages', why: error.message}]
    return makePlan(context.request, {...(await lookAround(context)), go: null, mains: [], unresolved}).plan
  }
}

/** What was given and wrong was left out of the request; that it is absent is no second mistake. */
function notMissedTwice(told: readonly Problem[], later: readonly Problem[]): readonly Problem[] {
  const wrong = new Set(told.map(({subject}) => subject))
  return later.filter(({subject}) => !(wrong.has(subject) && ['image', 'main', 'entrypoint'].includes(subject)))
}

export function goOf({version}: GoFacts) {
  return {version, source: 'PATH', reason: 'the Go that is installed'}
}
