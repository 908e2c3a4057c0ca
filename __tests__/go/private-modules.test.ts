import {describe, expect, test} from '@jest/globals'
import {gitAccessEnv} from '../../src/go/private-modules.ts'

const TOKEN = 'hunter2'
const HEADER = `Authorization: Basic ${Buffer.from('x-access-token:hunter2').toString('base64')}`

/** What git would read from it, in order. */
function settings(env: Readonly<Record<string, string>>): readonly string[] {
  const count = Number(env.GIT_CONFIG_COUNT ?? 0)
  return Array.from({length: count}, (_, at) => `${env[`GIT_CONFIG_KEY_${at}`]}=${env[`GIT_CONFIG_VALUE_${at}`]}`)
}

test('nothing is asked for, and nothing is set', () => {
  expect(gitAccessEnv({patterns: [], anyOwner: false}, {})).toEqual({})
})

test('a checkout of another user is read in the action', () => {
  expect(settings(gitAccessEnv({patterns: [], anyOwner: true}, {}))).toEqual(['safe.directory=*'])
})

test.each([
  {before: undefined, want: 'github.com/acme/*,example.com'},
  {before: 'corp.example/*', want: 'corp.example/*,github.com/acme/*,example.com'},
])('patterns are added to GOPRIVATE $before', ({before, want}) => {
  const patterns = ['github.com/acme/*', 'example.com']
  expect(gitAccessEnv({patterns, anyOwner: false}, {GOPRIVATE: before})).toEqual({GOPRIVATE: want})
})

test.each([
  // `go env` says GOPRIVATE for those that are not set.
  {
    before: {GOPRIVATE: 'a.example', GONOPROXY: 'a.example'},
    want: {GOPRIVATE: 'a.example,b', GONOPROXY: 'a.example,b'},
  },
  {before: {GONOPROXY: 'c.example'}, want: {GOPRIVATE: 'b', GONOPROXY: 'c.example,b'}},
  {before: {GONOSUMDB: '*.c.example'}, want: {GOPRIVATE: 'b', GONOSUMDB: '*.c.example,b'}},
  {before: {GONOPROXY: '', GONOSUMDB: ''}, want: {GOPRIVATE: 'b'}},
  {before: {GONOPROXY: 'none', GONOSUMDB: 'none'}, want: {GOPRIVATE: 'b'}},
])('and to what counts instead of it: $before', ({before, want}) => {
  expect(gitAccessEnv({patterns: ['b'], anyOwner: false}, before)).toEqual(want)
  expect(gitAccessEnv({patterns: [], anyOwner: false}, before)).toEqual({})
})

describe('the token', () => {
  test('goes to each host once, as a header for that host alone', () => {
    const patterns = ['github.com/acme/*', 'github.com/other', 'git.example.com']
    const env = gitAccessEnv({patterns, token: TOKEN, anyOwner: false}, {})
    expect(settings(env)).toEqual([
      `http.https://github.com/.extraheader=${HEADER}`,
      `http.https://git.example.com/.extraheader=${HEADER}`,
    ])
    expect(env.GIT_TERMINAL_PROMPT).toBe('0')
  })

  test.each(['*.example.com', 'git?.example.com', 'git[12].example.com/acme'])(
    'never to hosts that fit %s',
    pattern => {
      const env = gitAccessEnv({patterns: [pattern], token: TOKEN, anyOwner: false}, {})
      expect(settings(env)).toEqual([])
      expect(JSON.stringify(env)).not.toContain(HEADER)
    },
  )
})

test.each([
  {count: '2', first: 2},
  {count: undefined, first: 0},
  {count: 'two', first: 0},
])('settings stand behind the $count that the environment has', ({count, first}) => {
  const env = gitAccessEnv({patterns: [], anyOwner: true}, {GIT_CONFIG_COUNT: count})
  expect(env).toEqual({
    GIT_CONFIG_COUNT: String(first + 1),
    [`GIT_CONFIG_KEY_${first}`]: 'safe.directory',
    [`GIT_CONFIG_VALUE_${first}`]: '*',
  })
})
