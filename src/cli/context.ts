import type {Context} from '../context.ts'
import {nodeExec} from '../lib/exec.ts'
import {createPhases} from '../lib/phases.ts'
import type {Request} from '../request/index.ts'
import type {Call} from './call.ts'

/** What the pipeline gets from the command line. */
export function contextOf({session, log}: Pick<Call, 'session' | 'log'>, request: Request): Context {
  return {
    door: 'cli',
    request,
    env: session.env,
    exec: nodeExec,
    log,
    phases: createPhases(() => performance.now(), log),
    signal: session.signal,
    now: () => new Date(),
    assets: session.assets,
    // A terminal hides nothing; our messages hold no secrets to begin with.
    maskSecret: () => {},
  }
}

export function printJson({stdout}: Call['session'], document: unknown): void {
  stdout.write(`${JSON.stringify(document, null, 2)}\n`)
}
