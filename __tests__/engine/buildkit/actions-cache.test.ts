import {expect, test} from '@jest/globals'
import {missingActionsCache} from '../../../src/engine/buildkit/index.ts'

const TOKEN = {ACTIONS_RUNTIME_TOKEN: 'secret'}
const CACHES = {cacheFrom: ['type=gha,scope=x'], cacheTo: ['mode=max,"Type=gha"']}

test.each([
  {env: {}, lack: 'ACTIONS_RUNTIME_TOKEN and no ACTIONS_RESULTS_URL'},
  {env: TOKEN, lack: 'ACTIONS_RESULTS_URL'},
  {env: {ACTIONS_RUNTIME_TOKEN: '', ACTIONS_CACHE_URL: 'https://cache.test/'}, lack: 'ACTIONS_RUNTIME_TOKEN'},
])('a cache service that the environment of $env does not reach', ({env, lack}) => {
  expect(missingActionsCache(CACHES, env)).toMatch(
    new RegExp(
      `^cache-from and cache-to: type=gha is not used, because the environment has no ${lack}\\. .*use the action`,
    ),
  )
})

test('only the input with such a cache is named', () => {
  const caches = {cacheFrom: ['type=registry,ref=a/b:gha'], cacheTo: ['type=gha,mode=max']}
  expect(missingActionsCache(caches, {})).toMatch(/^cache-to: type=gha/)
})

test.each([
  {what: 'version 2', caches: CACHES, env: {...TOKEN, ACTIONS_RESULTS_URL: 'https://results.test/'}},
  {what: 'version 1', caches: CACHES, env: {...TOKEN, ACTIONS_CACHE_URL: 'https://cache.test/'}},
  {
    what: 'its own token and address',
    caches: {cacheFrom: ['type=gha,url=https://x.test/,token=y'], cacheTo: []},
    env: {},
  },
  {what: 'no such cache', caches: {cacheFrom: ['type=registry,ref=a/b'], cacheTo: ['a/gha']}, env: {}},
])('nothing is missing: $what', ({caches, env}) => expect(missingActionsCache(caches, env)).toBeUndefined())
