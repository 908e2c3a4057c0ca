import {expect, test} from '@jest/globals'
import type {Environment, Exec} from '../../src/lib/exec.ts'
import {createPhases} from '../../src/lib/phases.ts'
import {parseRequest, type RawInputs} from '../../src/request/index.ts'
import {startBuilder} from '../../src/stages/ready-builder.ts'
import {keepingLog} from '../engine/buildkit/building.ts'

const CONTAINER = `Name: test
Driver: docker-container

Nodes:
Name: test0
Status: running
`

/** As a buildx with one builder. */
async function start(
  values: RawInputs['values'],
  {env = {}, asksOnly = false}: {env?: Environment; asksOnly?: boolean},
) {
  const {request, problems} = parseRequest({door: 'cli', values}, {dir: '/repo', cwd: '/repo', warn: () => {}})
  expect(problems).toEqual([])
  const exec: Exec = async ({args}) => {
    const stdout = args.includes('version') ? 'github.com/docker/buildx v0.38.2 x' : CONTAINER
    return {exitCode: 0, stdout, stderr: ''}
  }
  const log = keepingLog()
  const {signal} = new AbortController()
  const phases = createPhases(() => 0)
  const started = startBuilder({request, exec, env, signal, phases, log, leave: () => {}}, {asksOnly})
  await started.ready
  await started.close()
  return {warnings: log.warnings}
}

test.each([
  {what: 'a build', asksOnly: false, want: [expect.stringMatching(/^cache-to: type=gha is not used/)]},
  {what: 'a question, which uses no cache', asksOnly: true, want: []},
])('a cache that this environment does not reach is told to $what', async ({asksOnly, want}) => {
  expect((await start({'cache-to': ['type=gha']}, {asksOnly})).warnings).toEqual(want)
})

test('certificates in variables are told where a builder is made', async () => {
  const env = {BUILDER_NODE_0_AUTH_TLS_KEY: 'secret'}
  const made = await start({driver: ['remote'], endpoint: ['tcp://builder.test:1234']}, {env})
  expect(made.warnings).toEqual([expect.stringMatching(/^BUILDER_NODE_0_AUTH_TLS_KEY: not used/)])
  expect((await start({}, {env})).warnings).toEqual([])
})
