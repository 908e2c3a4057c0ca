import {resolve} from 'node:path'
import type {Context} from '../context.ts'
import {RequestError} from '../lib/errors.ts'
import {nodeExec} from '../lib/exec.ts'
import {createPhases} from '../lib/phases.ts'
import {type ParsedRequest, parseRequest, type Request} from '../request/index.ts'
import type {Call} from './call.ts'

/** What the pipeline gets from the command line. */
export function contextOf({session, log}: Pick<Call, 'session' | 'log'>, parsed: ParsedRequest): Context {
  return {
    ...parsed,
    door: 'cli',
    env: session.env,
    exec: nodeExec,
    log,
    phases: createPhases(() => performance.now(), log),
    signal: session.signal,
    now: () => new Date(),
    assets: session.assets,
    leave: () => {}, // there is no post step, and nothing for one
    // A terminal hides nothing; our messages hold no secrets to begin with.
    maskSecret: () => {},
  }
}

/** What was asked for, with DIR as the folder of the module. */
export function parsedOf({session: {cwd}, raw, log}: Pick<Call, 'session' | 'raw' | 'log'>, dir = '.'): ParsedRequest {
  return parseRequest(raw, {dir: resolve(cwd, dir), cwd, warn: message => log.warn(message)})
}

/** For commands that look for no further mistakes. */
export function requestOf(call: Pick<Call, 'session' | 'raw' | 'log'>): Request {
  const {request, problems} = parsedOf(call)
  if (problems.length > 0) throw new RequestError(problems)
  return request
}

export function printJson({stdout}: Call['session'], document: unknown): void {
  stdout.write(`${JSON.stringify(document, null, 2)}\n`)
}
