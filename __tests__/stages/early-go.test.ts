import {expect, test} from '@jest/globals'
import type {CachePolicy} from '../../src/ci-cache/index.ts'
import type {RunGo} from '../../src/go/index.ts'
import type {Environment} from '../../src/lib/exec.ts'
import {earlyGo} from '../../src/stages/early-go.ts'

const rule = (restore: boolean) => ({restore, save: 'never', reason: ''}) as const
const policy = (modules: boolean, build: boolean): CachePolicy => ({
  modules: rule(modules),
  build: {...rule(build), fresh: false},
})

/** What go is told beyond its own environment. */
async function told(
  {mains, env, policy}: {mains: readonly string[]; env?: Environment; policy: CachePolicy | undefined},
  own: Environment = {},
) {
  const seen: (Environment | undefined)[] = []
  const go: RunGo = async (_, options) => {
    seen.push(options.env)
    return {exitCode: 0, stdout: '', stderr: ''}
  }
  const early = earlyGo({request: {mains} as never, env: env ?? {}}, go, policy)
  for (const each of [early.go, early.offline]) await each(['list'], {cwd: '/', env: own})
  return {go: seen[0], offline: seen[1]}
}

test('no index is made of modules while GOCACHE is on its way', async () => {
  const {go} = await told({mains: [], policy: policy(false, true)}, {GOOS: 'linux'})
  expect(go).toEqual({GOOS: 'linux', GODEBUG: 'goindex=0'})
})

test('what is set of GODEBUG stays', async () => {
  const given = {mains: [], policy: policy(false, true), env: {GODEBUG: 'x509sha1=1'}}
  expect((await told(given)).go).toEqual({GODEBUG: 'x509sha1=1,goindex=0'})
  expect((await told(given, {GODEBUG: 'netdns=go'})).go).toEqual({GODEBUG: 'netdns=go,goindex=0'})
})

test.each([{mains: []}, {mains: ['./cmd/api', 'api=./cmd/...', '..']}])(
  'main packages are looked for offline while modules are on their way: $mains',
  async ({mains}) => {
    expect((await told({mains, policy: policy(true, false)})).offline).toEqual({GOPROXY: 'off'})
  },
)

test('but not one that an import path names', async () => {
  expect((await told({mains: ['example.com/tool'], policy: policy(true, false)})).offline).toEqual({})
})

test.each([undefined, policy(false, false)])('with nothing on its way go is as it is', async given => {
  expect(await told({mains: [], policy: given})).toEqual({go: {}, offline: {}})
})
