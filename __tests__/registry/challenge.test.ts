import {expect, test} from '@jest/globals'
import {chooseChallenge, parseChallenges} from '../../src/registry/challenge.ts'

test.each([
  {
    header: 'Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="repository:acme/api:pull,push"',
    want: [
      {
        scheme: 'bearer',
        parameters: {realm: 'https://ghcr.io/token', service: 'ghcr.io', scope: 'repository:acme/api:pull,push'},
      },
    ],
  },
  {
    header: 'Basic realm="a \\"quoted\\", realm"',
    want: [{scheme: 'basic', parameters: {realm: 'a "quoted", realm'}}],
  },
  {
    header: 'Negotiate, Basic realm=plain , BEARER Realm = "r" , error="insufficient_scope"',
    want: [
      {scheme: 'negotiate', parameters: {}},
      {scheme: 'basic', parameters: {realm: 'plain'}},
      {scheme: 'bearer', parameters: {realm: 'r', error: 'insufficient_scope'}},
    ],
  },
  {
    header: 'NTLM TlRMTVNTUAAC==, Basic realm="x"',
    want: [
      {scheme: 'ntlm', parameters: {}},
      {scheme: 'basic', parameters: {realm: 'x'}},
    ],
  },
  {header: '', want: []},
  {header: '"', want: []},
])('challenges of $header', ({header, want}) => expect(parseChallenges(header)).toEqual(want))

test('a token is preferred to the password', () => {
  expect(chooseChallenge('Basic realm="x", Bearer realm="y"')?.scheme).toBe('bearer')
  expect(chooseChallenge('Digest realm="x"')).toBeUndefined()
})
