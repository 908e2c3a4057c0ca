import {expect, test} from '@jest/globals'
import {loginVariables} from '../../../src/engine/buildkit/logins.ts'

const auth = (text: string) => ({auth: Buffer.from(text).toString('base64')})
const login = (registry: string) => ({registry, username: 'u', password: 'p:w'})

test.each([
  {name: 'a registry', logins: [login('r.io')], own: undefined, want: {'r.io': auth('u:p:w')}},
  {name: 'Docker Hub', logins: [login('docker.io')], own: '', want: {'https://index.docker.io/v1/': auth('u:p:w')}},
  {
    name: 'what the user has there',
    logins: [login('r.io'), login('s.io')],
    own: JSON.stringify({auths: {'r.io': auth('own')}}),
    want: {'r.io': auth('own'), 's.io': auth('u:p:w')},
  },
  {
    name: 'the first of two for one registry',
    logins: [login('r.io'), {...login('r.io'), username: 'other'}],
    own: undefined,
    want: {'r.io': auth('u:p:w')},
  },
  {name: 'what is no JSON', logins: [login('r.io')], own: '{', want: {'r.io': auth('u:p:w')}},
])('$name', ({logins, own, want}) => {
  const {DOCKER_AUTH_CONFIG = ''} = loginVariables(logins, {DOCKER_AUTH_CONFIG: own})
  expect(JSON.parse(DOCKER_AUTH_CONFIG)).toEqual({auths: want})
})

test('without logins the variable stays as it is', () => {
  expect(loginVariables([], {DOCKER_AUTH_CONFIG: '{}'})).toEqual({})
})
