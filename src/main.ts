import {outputsOf} from './actions/index.ts'
import type {Context, Leftover} from './context.ts'
import type {Environment} from './lib/exec.ts'
import {keepHeapSmall} from './lib/heap.ts'
import {onSignals} from './lib/signals.ts'
import {formatFailureSummary, formatSummary} from './report/index.ts'
import type {CallName} from './request/index.ts'
import {openStep} from './step.ts'

/** The action's main step. The result is the exit code. */
export async function run(env: Environment, cwd: string, signal: AbortSignal): Promise<number> {
  const {runner, log, context} = openStep(env, cwd)
  const left: Leftover[] = []
  const leave = (more: Leftover) => {
    left.push(more)
    const all = <T>(of: (one: Leftover) => readonly T[]) => left.flatMap(of)
    const [folders, saves] = [all(one => one.folders), all(one => one.saves)]
    runner.saveState({folders, saves, builders: all(({builders = []}) => builders)})
  }
  try {
    const call = context(signal, leave)
    const {call: asked} = call.request.dockerfile
    if (asked !== 'build') return await answerOnly(call, asked)
    const {build} = await import('./pipeline.ts')
    const {plan, report} = await build(call)
    log.result(report.images.flatMap(image => image.references).join('\n'))
    runner.setOutputs(outputsOf(report))
    // Later steps may use the layout; where we chose its place, we also tidy up. An `output` is the user's.
    if (call.request.output === undefined) leave({folders: [report.layout], saves: []})
    await runner.addSummary(formatSummary(report, plan))
    return 0
  } catch (error) {
    log.failure(error)
    await runner.addSummary(formatFailureSummary(error)).catch(() => {}) // the log has it already
    return 1
  } finally {
    log.close()
  }
}

/** Nothing is built, so there are no outputs. */
async function answerOnly(context: Context, asked: Exclude<CallName, 'build'>): Promise<number> {
  const {answerCall} = await import('./pipeline-call.ts')
  const {text, failure} = await answerCall(context, asked)
  context.log.result(text)
  if (failure) throw failure
  return 0
}

// A cancelled job gets SIGINT, 7.5 s later SIGTERM, and 2.5 s later the end.
const interruption = onSignals(process, text => void process.stdout.write(text))
keepHeapSmall()
const code = await run(process.env, process.cwd(), interruption.signal)
process.exitCode = interruption.exitCode() ?? code
