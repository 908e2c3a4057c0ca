import type {Explained, ModeAnswer, RequestedMode} from './mode-types.ts'

/** Why a mode can't be. */
export interface Refusal extends Omit<Explained, 'warnings'> {
  readonly hint?: string | undefined
}

export interface Asked {
  /** The Dockerfile's. */
  readonly path: string
  readonly requested: RequestedMode
  readonly buildCommand: readonly string[] | undefined
}

/** What was asked for can't be: that is told, and nothing else done in its place. */
export function notPossible({path, requested, buildCommand}: Asked, {rule, reason, line, hint}: Refusal): ModeAnswer {
  const place = line === undefined ? path : `${path}:${line}`
  const subject = buildCommand ? 'build-command' : 'dockerfile-mode'
  const what = buildCommand ? 'it can’t stand for the Go stage' : `${requested} is not possible`
  const message = `${what}: ${place}: ${reason} (rule ${rule})`
  const problem = {subject, message, hint: hint ?? 'use dockerfile-mode: auto or inside'}
  return {decision: undefined, problems: [problem]}
}
