import {join} from 'node:path'
import {cacheRoot} from '../cache/index.ts'
import {silentLog} from '../lib/log.ts'
import {describeGoPlan, type GoPlan, planGo, type ToolFiles} from '../toolchain/index.ts'
import type {Check, Machine} from './doctor-checks.ts'

const unused = () => Promise.reject(new Error('doctor fetches nothing'))
const NO_FILES: ToolFiles = {fetchText: unused, download: unused, extractTar: unused, extractZip: unused}

/** Which Go a build in this folder would use; where it has to be fetched first, that is no fault. */
export async function checkGo({env, exec, cwd, signal}: Machine): Promise<Check> {
  const plan = await planGo({
    request: {checkLatest: false},
    door: 'cli',
    dir: cwd,
    env,
    goEnv: {},
    exec,
    signal,
    log: silentLog,
    files: NO_FILES,
    fallbackRoot: join(cacheRoot(env), 'toolchains'),
  })
  return goCheck(plan)
}

export function goCheck(plan: Awaited<ReturnType<typeof planGo>>): Check {
  if (isPlan(plan)) return {name: 'go', state: 'ok', found: describeGoPlan(plan)}
  const [problem] = plan.problems
  const found = `${problem?.subject}: ${problem?.message}`
  return {name: 'go', state: 'fail', found, fix: problem?.hint ?? 'install Go from https://go.dev/dl'}
}

function isPlan(plan: Awaited<ReturnType<typeof planGo>>): plan is GoPlan {
  return !('problems' in plan)
}
