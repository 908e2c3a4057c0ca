import {describe, expect, test} from '@jest/globals'
import {cacheAccess} from '../../src/ci-cache/access.ts'
import {cachePolicy, outputsDecision, type PolicyInput} from '../../src/ci-cache/policy.ts'
import {cacheScopes} from '../../src/ci-cache/token.ts'
import type {CacheMode} from '../../src/ci-cache/types.ts'
import type {Trigger} from '../../src/trigger/types.ts'
import {runtimeToken} from '../helpers/runtime-token.ts'

const OURS = {trusted: true, reason: 'this repository’s own code'}
const onMain: Trigger = {kind: 'push', branch: 'main', defaultBranch: 'main', trust: OURS}
const allowed = {allowed: true, reason: ''}

function policy(change: Partial<PolicyInput>) {
  const base: PolicyInput = {
    mode: 'auto',
    door: 'action',
    trigger: onMain,
    access: {read: allowed, write: allowed},
    hosted: true,
    warm: {modules: false, build: false},
  }
  return cachePolicy({...base, ...change})
}

/** `R` restored, `F` fresh; then what is saved. */
function inShort(change: Partial<PolicyInput>): {modules: string; build: string} {
  const {modules, build} = policy(change)
  const flags = (restore: boolean, fresh = false) => `${restore ? 'R' : '-'}${fresh ? 'F' : '-'}`
  return {
    modules: `${flags(modules.restore)} ${modules.save}`,
    build: `${flags(build.restore, build.fresh)} ${build.save}`,
  }
}

const pull = (fromFork: boolean) => ({number: 7, fromFork, action: 'opened'})
const tagged: Trigger = {kind: 'tag', tag: 'v1.0.0', trust: OURS}
const fork: Trigger = {
  ...onMain,
  kind: 'pull_request',
  pullRequest: pull(true),
  trust: {trusted: false, reason: 'a pull request from a fork'},
}

interface AutoCase {
  readonly what: string
  readonly trigger: Trigger
  readonly modules: string
  readonly build?: string
}

describe('cachePolicy', () => {
  test.each<AutoCase>([
    {what: 'the default branch', trigger: onMain, modules: 'R- worth-it'},
    {what: 'a schedule', trigger: {kind: 'schedule', branch: 'main', trust: OURS}, modules: 'R- worth-it'},
    {what: 'a dispatch on main', trigger: {...onMain, kind: 'dispatch'}, modules: 'R- worth-it'},
    {what: 'another branch', trigger: {...onMain, branch: 'topic'}, modules: 'R- nothing-restored'},
    {
      what: 'a pull request of ours, whose branch is the base',
      trigger: {...onMain, kind: 'pull_request', pullRequest: pull(false)},
      modules: 'R- nothing-restored',
    },
    {what: 'a merge queue', trigger: {...onMain, kind: 'merge_group', branch: 'gh/x'}, modules: 'R- never'},
    {
      what: 'a tag',
      trigger: {kind: 'tag', tag: 'v1.0.0', trust: OURS},
      modules: 'R- never',
      build: '-F never',
    },
    {what: 'a release', trigger: {kind: 'release', tag: 'v1', trust: OURS}, modules: 'R- never', build: '-F never'},
    {
      what: 'a dispatch on a tag',
      trigger: {kind: 'dispatch', tag: 'v1', defaultBranch: 'main', trust: OURS},
      modules: 'R- never',
      build: '-F never',
    },
    {what: 'a fork', trigger: fork, modules: 'R- never', build: '-F never'},
    {
      what: 'Dependabot',
      trigger: {...onMain, kind: 'push', trust: {trusted: false, reason: 'started by Dependabot'}},
      modules: 'R- never',
      build: '-F never',
    },
    {
      what: 'pull_request_target',
      trigger: {...onMain, kind: 'pull_request_target', trust: {trusted: false, reason: 'stranger'}},
      modules: 'R- never',
      build: '-F never',
    },
    {what: 'workflow_run', trigger: {...onMain, kind: 'workflow_run'}, modules: 'R- never', build: '-F never'},
    {what: 'a comment', trigger: {...onMain, kind: 'other'}, modules: 'R- never', build: '-F never'},
  ])('auto, $what', ({trigger, modules, build = modules}) => {
    expect(inShort({trigger})).toEqual({modules, build})
  })

  const tag: Trigger = {kind: 'tag', tag: 'v1', trust: OURS}
  test.each<{mode: CacheMode; what: string; trigger: Trigger; modules: string; build?: string}>([
    {mode: 'true', what: 'another branch', trigger: {...onMain, branch: 'topic'}, modules: 'R- worth-it'},
    {mode: 'true', what: 'a tag', trigger: tag, modules: 'R- worth-it'},
    {mode: 'true', what: 'a fork', trigger: fork, modules: 'R- never', build: '-F never'},
    {
      mode: 'true',
      what: 'workflow_run',
      trigger: {...onMain, kind: 'workflow_run'},
      modules: 'R- never',
      build: '-F never',
    },
    {mode: 'read', what: 'the default branch', trigger: onMain, modules: 'R- never'},
    {mode: 'read', what: 'a tag', trigger: tag, modules: 'R- never', build: '-F never'},
    {mode: 'false', what: 'the default branch', trigger: onMain, modules: '-- never'},
    {mode: 'false', what: 'a tag', trigger: tag, modules: '-- never', build: '-F never'},
    {mode: 'false', what: 'a fork', trigger: fork, modules: '-- never', build: '-F never'},
  ])('$mode, $what', ({mode, trigger, modules, build = modules}) => {
    expect(inShort({mode, trigger})).toEqual({modules, build})
  })

  test.each<CacheMode>(['auto', 'true', 'read', 'false'])('on the command line nothing happens: %s', mode => {
    expect(inShort({door: 'cli', mode, trigger: tag})).toEqual({modules: '-- never', build: '-- never'})
    expect(policy({door: 'cli'}).build.reason).toBe('left alone: on the command line caches stay where Go keeps them')
  })

  test('what is warm is neither downloaded nor saved, and never fresh without need', () => {
    const warm = {modules: true, build: false}
    expect(inShort({warm})).toEqual({modules: '-- never', build: 'R- worth-it'})
    expect(policy({warm}).modules.reason).toBe('left alone: an earlier step of the job has filled it')
    expect(policy({warm, hosted: false}).modules.reason).toContain("this runner's own disk has it warm already")
    expect(inShort({warm: {modules: true, build: true}, trigger: tag}).build).toBe('-F never')
  })

  test('what the service forbids is not tried', () => {
    const refused = {allowed: false, reason: 'the token only reads'}
    expect(inShort({access: {read: allowed, write: refused}})).toEqual({modules: 'R- never', build: 'R- never'})
    expect(inShort({access: {read: refused, write: allowed}}).build).toBe('-- worth-it')
    expect(policy({access: {read: allowed, write: refused}}).build.reason).toBe(
      'restored; not saved: the token only reads',
    )
  })
})

describe('outputsDecision', () => {
  test.each([
    {what: 'many mains', change: {}, mains: 3, warm: false, want: 'true worth-it'},
    {what: 'few mains', change: {}, mains: 2, warm: false, want: 'false never'},
    {what: 'a warm folder', change: {}, mains: 12, warm: true, want: 'false never'},
    {what: 'a tag', change: {trigger: tagged}, mains: 12, warm: false, want: 'false never'},
    {what: 'cache: false', change: {mode: 'false'}, mains: 12, warm: false, want: 'false never'},
    {what: 'cache: read', change: {mode: 'read'}, mains: 12, warm: false, want: 'true never'},
  ] as const)('$what', ({change, mains, warm, want}) => {
    const {restore, save, reason} = outputsDecision(policy(change), {mains, warm})
    expect(`${restore} ${save}`).toBe(want)
    expect(reason).not.toBe('')
  })
})

describe('cacheAccess', () => {
  const url = {ACTIONS_RESULTS_URL: 'https://results.example/', ACTIONS_CACHE_SERVICE_V2: 'True'}
  const token = (scopes: Readonly<Record<string, 'read' | 'write'>>) => runtimeToken({scopes})
  const main = token({'refs/heads/main': 'write'})

  test.each([
    {what: 'a hosted runner', env: {...url, ACTIONS_RUNTIME_TOKEN: main}, may: 'rw'},
    {what: 'no variables at all', env: {}, may: ''},
    {what: 'no token', env: url, may: ''},
    {what: 'no address', env: {ACTIONS_RUNTIME_TOKEN: main, ACTIONS_CACHE_SERVICE_V2: 'True'}, may: ''},
    {what: 'version 1, as act has it', env: {ACTIONS_RUNTIME_TOKEN: 'x', ACTIONS_CACHE_URL: 'http://a/'}, may: 'rw'},
    {
      what: 'an address of version 2 alone',
      env: {...url, ACTIONS_CACHE_SERVICE_V2: '', ACTIONS_RUNTIME_TOKEN: 'x'},
      may: '',
    },
    {
      what: 'an own server, which has no version 2',
      env: {...url, ACTIONS_RUNTIME_TOKEN: 'x', GITHUB_SERVER_URL: 'https://github.example.com'},
      may: '',
    },
    {what: 'GHE.com', env: {...url, ACTIONS_RUNTIME_TOKEN: main, GITHUB_SERVER_URL: 'https://a.ghe.com'}, may: 'rw'},
    {what: 'a token that only reads', env: {...url, ACTIONS_RUNTIME_TOKEN: token({a: 'read'})}, may: 'r'},
    {
      what: "a pull request's token",
      env: {...url, ACTIONS_RUNTIME_TOKEN: token({'refs/pull/1/merge': 'write', 'refs/heads/main': 'read'})},
      may: 'rw',
    },
    {what: 'a token without scopes', env: {...url, ACTIONS_RUNTIME_TOKEN: token({})}, may: ''},
    {what: 'mode none', env: {...url, ACTIONS_RUNTIME_TOKEN: main, ACTIONS_CACHE_MODE: 'none'}, may: ''},
    {what: 'mode read', env: {...url, ACTIONS_RUNTIME_TOKEN: main, ACTIONS_CACHE_MODE: 'Read'}, may: 'r'},
    {what: 'mode write-only', env: {...url, ACTIONS_RUNTIME_TOKEN: main, ACTIONS_CACHE_MODE: 'write-only'}, may: 'w'},
    {what: 'a mode of the future', env: {...url, ACTIONS_RUNTIME_TOKEN: main, ACTIONS_CACHE_MODE: 'x'}, may: 'rw'},
  ])('$what: $may', ({env, may}) => {
    const {read, write} = cacheAccess(env)
    expect(`${read.allowed ? 'r' : ''}${write.allowed ? 'w' : ''}`).toBe(may)
    for (const {allowed: yes, reason} of [read, write]) expect(reason === '').toBe(yes)
  })
})

test.each(['', 'opaque', 'a.b.c', `x.${Buffer.from('{"ac":"no json"}').toString('base64url')}.y`, `x.${btoa('[]')}.y`])(
  'a token that says nothing: %j',
  token => expect(cacheScopes(token)).toBeUndefined(),
)
