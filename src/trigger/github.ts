import type {Environment} from '../lib/exec.ts'
import {isRecord, numberAt, recordAt, stringAt} from '../lib/json.ts'
import type {Trigger, TriggerKind} from './types.ts'

/**
 * What happened, from the runner's variables and the event's payload.
 * https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
export function githubTrigger(env: Environment, event: unknown): Trigger {
  const payload = isRecord(event) ? event : {}
  const name = env.GITHUB_EVENT_NAME ?? ''
  const kind = kindOf(name, env.GITHUB_REF ?? '')
  const pullRequest = pullRequestOf(payload)
  const branch = branchOf(kind, env)
  const tag = tagOf(kind, env, payload)
  const repository = repositoryOf(env)
  const defaultBranch = stringAt(recordAt(payload, 'repository'), 'default_branch')
  return {
    kind,
    trust: trustOf(kind, pullRequest, env.GITHUB_ACTOR ?? ''),
    ...(branch === undefined ? {} : {branch}),
    ...(tag === undefined ? {} : {tag}),
    ...(defaultBranch === undefined ? {} : {defaultBranch}),
    ...(pullRequest === undefined ? {} : {pullRequest}),
    ...(repository === undefined ? {} : {repository}),
    ...(env.GITHUB_RUN_ID ? {run: {id: env.GITHUB_RUN_ID, attempt: env.GITHUB_RUN_ATTEMPT || '1'}} : {}),
  }
}

const KINDS: Readonly<Record<string, TriggerKind>> = {
  release: 'release',
  pull_request: 'pull_request',
  pull_request_target: 'pull_request_target',
  merge_group: 'merge_group',
  schedule: 'schedule',
  workflow_dispatch: 'dispatch',
  repository_dispatch: 'dispatch',
  workflow_run: 'workflow_run',
}

function kindOf(eventName: string, ref: string): TriggerKind {
  if (eventName === 'push') return ref.startsWith('refs/tags/') ? 'tag' : 'push'
  return KINDS[eventName] ?? 'other'
}

function branchOf(kind: TriggerKind, env: Environment): string | undefined {
  if (kind === 'pull_request' || kind === 'pull_request_target') return env.GITHUB_BASE_REF || undefined
  return stripPrefix(env.GITHUB_REF ?? '', 'refs/heads/')
}

/** A release names its tag in the payload; dispatch and schedule may run on a tag as well. */
function tagOf(kind: TriggerKind, env: Environment, payload: Readonly<Record<string, unknown>>): string | undefined {
  if (kind === 'release') return stringAt(recordAt(payload, 'release'), 'tag_name')
  return stripPrefix(env.GITHUB_REF ?? '', 'refs/tags/')
}

function stripPrefix(text: string, prefix: string): string | undefined {
  return text.startsWith(prefix) ? text.slice(prefix.length) : undefined
}

function pullRequestOf(payload: Readonly<Record<string, unknown>>): Trigger['pullRequest'] {
  const pull = recordAt(payload, 'pull_request')
  const number = numberAt(pull, 'number')
  if (number === undefined) return undefined
  const head = recordAt(pull, 'head')
  const base = recordAt(pull, 'base')
  const headSha = stringAt(head, 'sha')
  // A deleted fork leaves head.repo null: what can't be shown to be ours isn't.
  const headId = numberAt(recordAt(head, 'repo'), 'id')
  const fromFork = headId === undefined || headId !== numberAt(recordAt(base, 'repo'), 'id')
  return {number, fromFork, action: stringAt(payload, 'action') ?? '', ...(headSha === undefined ? {} : {headSha})}
}

function repositoryOf(env: Environment): Trigger['repository'] {
  const [owner, name] = (env.GITHUB_REPOSITORY ?? '').split('/')
  return owner && name ? {owner, name, serverUrl: env.GITHUB_SERVER_URL || 'https://github.com'} : undefined
}

/**
 * Forks' pull requests run strangers' code, and Dependabot's run new dependencies' code: GitHub gives both a read-only
 * token. `pull_request_target` has a writable token although the pull request may be a stranger's.
 */
function trustOf(kind: TriggerKind, pullRequest: Trigger['pullRequest'], actor: string): Trigger['trust'] {
  if (kind === 'pull_request' && !pullRequest)
    return {trusted: false, reason: 'a pull request that the event does not describe'}
  if (pullRequest?.fromFork) return {trusted: false, reason: 'a pull request from a fork'}
  if (kind === 'pull_request_target') return {trusted: false, reason: 'pull_request_target can hold a stranger’s code'}
  if (actor === 'dependabot[bot]' && kind !== 'schedule') return {trusted: false, reason: 'started by Dependabot'}
  return {trusted: true, reason: 'this repository’s own code'}
}
