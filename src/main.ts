import {dirname, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {createRunner, outputsOf, readInputs, secretsOf} from './actions/index.ts'
import type {Leftover} from './context.ts'
import {type Environment, nodeExec} from './lib/exec.ts'
import {keepHeapSmall} from './lib/heap.ts'
import {createPhases} from './lib/phases.ts'
import {onSignals} from './lib/signals.ts'
import {createActionLog, formatFailureSummary, formatSummary} from './report/index.ts'
import {parseRequest} from './request/index.ts'

/** The action's main step. The result is the exit code. */
export async function run(env: Environment, cwd: string, signal: AbortSignal): Promise<number> {
  const runner = createRunner(env)
  const log = createActionLog({
    write: text => void process.stdout.write(text),
    workspace: env.GITHUB_WORKSPACE ?? cwd,
    verbose: env.RUNNER_DEBUG === '1',
  })
  const left: Leftover[] = []
  const leave = (more: Leftover) => {
    left.push(more)
    runner.saveState({folders: left.flatMap(({folders}) => folders), saves: left.flatMap(({saves}) => saves)})
  }
  try {
    const raw = readInputs(env)
    for (const secret of secretsOf(raw)) runner.mask(secret)
    const {request, problems} = parseRequest(raw, {
      dir: resolve(cwd, raw.values['working-directory']?.at(-1)?.trim() ?? '.'),
      cwd,
      warn: message => log.warn(message),
    })
    const {build} = await import('./pipeline.ts')
    const {plan, report} = await build({
      door: 'action',
      leave,
      request,
      problems,
      env,
      exec: nodeExec,
      log,
      phases: createPhases(() => performance.now(), log),
      signal,
      now: () => new Date(),
      assets: dirname(fileURLToPath(import.meta.url)),
      maskSecret: runner.mask,
    })
    log.result(report.images.flatMap(image => image.references).join('\n'))
    runner.setOutputs(outputsOf(report))
    // Later steps may use the layout; where we chose its place, we also tidy up. An `output` is the user's.
    if (request.output === undefined) leave({folders: [report.layout], saves: []})
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

keepHeapSmall()
// A cancelled job gets SIGINT, 7.5 s later SIGTERM, and 2.5 s later the end.
const interruption = onSignals(process, text => void process.stdout.write(text))
process.exitCode = await run(process.env, process.cwd(), interruption.signal)
