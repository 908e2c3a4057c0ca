import {expect, test} from '@jest/globals'
import {goEnvironment} from '../../src/go/environment.ts'

test.each([
  'PATH',
  'HOME',
  'Path',
  'https_proxy',
  'GOPROXY',
  'GOFLAGS',
  'GO111MODULE',
  'CGO_CFLAGS',
  'CC',
  'SSH_AUTH_SOCK',
  'NETRC',
  'GIT_SSH_COMMAND',
  'GIT_CONFIG_COUNT',
])('go sees %s', name => expect(goEnvironment({[name]: 'x'}, {})).toEqual({[name]: 'x'}))

test.each([
  'INPUT_PASSWORD',
  'INPUT_IMAGE',
  'GITHUB_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'GIT_TOKEN',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'GO_CONTAINERIZE_CACHE',
  'AWS_SECRET_ACCESS_KEY',
  'NODE_OPTIONS',
  'GOOS',
  'GOARCH',
])('go does not see %s', name => expect(goEnvironment({[name]: 'x'}, {})).toEqual({}))

test('go-env wins over the machine and may hold anything', () => {
  const env = goEnvironment({GOPROXY: 'a', HOME: '/h'}, {GOPROXY: 'b', MY_SETTING: 'c'})
  expect(env).toEqual({GOPROXY: 'b', HOME: '/h', MY_SETTING: 'c'})
})
