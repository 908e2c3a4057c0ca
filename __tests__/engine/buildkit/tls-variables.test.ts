import {expect, test} from '@jest/globals'
import {unusedTlsVariables} from '../../../src/engine/buildkit/index.ts'
import {NO_BUILDER} from './building.ts'

const ENV = {
  BUILDER_NODE_1_AUTH_TLS_KEY: 'secret',
  BUILDER_NODE_0_AUTH_TLS_CACERT: 'x',
  BUILDER_NODE_0_AUTH_TLS_CERT: '',
}

test.each([
  {what: 'an endpoint', request: {endpoint: 'tcp://builder.test:1234'}},
  {what: 'nodes', request: {append: '- endpoint: tcp://builder.test:1234'}},
])('certificates in variables are not used for $what, and no value is repeated', ({request}) => {
  const said = unusedTlsVariables({...NO_BUILDER, ...request}, ENV)
  expect(said).toMatch(/^BUILDER_NODE_0_AUTH_TLS_CACERT, BUILDER_NODE_1_AUTH_TLS_KEY: not used .*"driver-opts"/)
  expect(said).not.toContain('secret')
})

test.each([
  {what: 'a builder that is there', request: {name: 'farm'}, env: ENV},
  {what: 'no such variable', request: {endpoint: 'tcp://builder.test:1234'}, env: {BUILDER_NODE_0_AUTH: 'x'}},
])('nothing to say: $what', ({request, env}) => {
  expect(unusedTlsVariables({...NO_BUILDER, ...request}, env)).toBeUndefined()
})
