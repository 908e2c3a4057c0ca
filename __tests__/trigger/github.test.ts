import {describe, expect, test} from '@jest/globals'
import {githubTrigger} from '../../src/trigger/github.ts'

const BASE = {GITHUB_REPOSITORY: 'Acme/App', GITHUB_SERVER_URL: 'https://github.com', GITHUB_ACTOR: 'octocat'}
const REPOSITORY = {repository: {default_branch: 'main'}}

function pull(head: number | null, extra: object = {}) {
  return {
    ...REPOSITORY,
    action: 'opened',
    pull_request: {
      number: 7,
      head: {sha: 'abc', repo: head === null ? null : {id: head}},
      base: {repo: {id: 1}},
      ...extra,
    },
  }
}

describe('what happened', () => {
  test.each([
    {
      name: 'push to a branch',
      env: {GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/feat/x'},
      event: REPOSITORY,
      want: {kind: 'push', branch: 'feat/x', defaultBranch: 'main', tag: undefined},
    },
    {
      name: 'push of a tag',
      env: {GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/tags/v1.2.3'},
      event: REPOSITORY,
      want: {kind: 'tag', tag: 'v1.2.3', branch: undefined},
    },
    {
      name: 'release, whose ref may be anything',
      env: {GITHUB_EVENT_NAME: 'release', GITHUB_REF: 'refs/tags/v2.0.0'},
      event: {...REPOSITORY, release: {tag_name: 'v2.0.0'}},
      want: {kind: 'release', tag: 'v2.0.0'},
    },
    {
      name: 'pull request, whose branch is the one it goes into',
      env: {GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge', GITHUB_BASE_REF: 'main'},
      event: pull(1),
      want: {
        kind: 'pull_request',
        branch: 'main',
        pullRequest: {number: 7, fromFork: false, action: 'opened', headSha: 'abc'},
      },
    },
    {
      name: 'dispatch on a tag',
      env: {GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_REF: 'refs/tags/v1.0.0'},
      event: REPOSITORY,
      want: {kind: 'dispatch', tag: 'v1.0.0'},
    },
    {
      name: 'merge queue',
      env: {GITHUB_EVENT_NAME: 'merge_group', GITHUB_REF: 'refs/heads/gh-readonly-queue/main/pr-7-abc'},
      event: REPOSITORY,
      want: {kind: 'merge_group', branch: 'gh-readonly-queue/main/pr-7-abc'},
    },
    {name: 'an event of tomorrow', env: {GITHUB_EVENT_NAME: 'telepathy'}, event: undefined, want: {kind: 'other'}},
  ])('$name', ({env, event, want}) => {
    const trigger = githubTrigger({...BASE, ...env}, event)
    for (const [key, value] of Object.entries(want))
      expect([key, trigger[key as keyof typeof trigger]]).toEqual([key, value])
  })
})

describe('whom to trust', () => {
  test.each([
    {name: 'own pull request', event: 'pull_request', payload: pull(1), actor: 'octocat', want: true},
    {name: 'fork', event: 'pull_request', payload: pull(2), actor: 'octocat', want: false},
    {name: 'deleted fork', event: 'pull_request', payload: pull(null), actor: 'octocat', want: false},
    {name: 'no payload', event: 'pull_request', payload: {pull_request: {number: 7}}, actor: 'octocat', want: false},
    {
      name: 'a pull request without a payload',
      event: 'pull_request',
      payload: REPOSITORY,
      actor: 'octocat',
      want: false,
    },
    {name: 'pull_request_target', event: 'pull_request_target', payload: pull(1), actor: 'octocat', want: false},
    {name: 'Dependabot', event: 'pull_request', payload: pull(1), actor: 'dependabot[bot]', want: false},
    {name: 'push', event: 'push', payload: REPOSITORY, actor: 'octocat', want: true},
  ])('$name', ({event, payload, actor, want}) => {
    const env = {...BASE, GITHUB_EVENT_NAME: event, GITHUB_REF: 'refs/heads/main', GITHUB_ACTOR: actor}
    expect(githubTrigger(env, payload).trust.trusted).toBe(want)
  })
})

test.each([
  {env: {GITHUB_RUN_ID: '41', GITHUB_RUN_ATTEMPT: '2'}, want: {id: '41', attempt: '2'}},
  {env: {GITHUB_RUN_ID: '41', GITHUB_RUN_ATTEMPT: ''}, want: {id: '41', attempt: '1'}},
  {env: {GITHUB_RUN_ID: ''}, want: undefined},
  {env: {}, want: undefined},
])('the run of $env', ({env, want}) => {
  expect(githubTrigger({...BASE, GITHUB_EVENT_NAME: 'push', ...env}, REPOSITORY).run).toEqual(want)
})
