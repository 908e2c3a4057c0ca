import {describe, expect, test} from '@jest/globals'
import {parseAppend} from '../../../src/engine/buildkit/append.ts'
import {asksForBuilder, BUILDKIT_IMAGE, builderProblems, createArguments} from '../../../src/engine/buildkit/create.ts'
import {chooseBuilder, findBuildx} from '../../../src/engine/buildkit/index.ts'
import {canWriteLayout, parseBuilder} from '../../../src/engine/buildkit/inspect.ts'
import type {Command, Exec} from '../../../src/lib/exec.ts'
import type {BuilderRequest} from '../../../src/request/types.ts'
import {keepingLog, NO_BUILDER} from './building.ts'

const DOCKER = `Name:          default
Driver:        docker
Last Activity: 2026-01-02 03:04:05 +0000 UTC

Nodes:
Name:             default
Endpoint:         desktop
Status:           running
BuildKit version: v0.22.0
Platforms:        linux/amd64, linux/amd64/v2, linux/386
Labels:
 org.mobyproject.buildkit.worker.moby.host-gateway-ip: 172.17.0.1
GC Policy rule#0:
 All:           false
 Keep Duration: 48h0m0s
`

const TWO = `Name:   farm
Driver: docker-container

Nodes:
Name:                  farm0
Endpoint:              unix:///var/run/docker.sock
Driver Options:        network="host"
Status:                running
BuildKit daemon flags: --debug
Buildkit:              v0.11.0
Platforms:             linux/arm64*, linux/amd64

Name:     farm1
Endpoint: tcp://far:1234
Error:    no route to host
`

test('reads a builder with a node', () => {
  const builder = parseBuilder(DOCKER)
  expect(builder).toMatchObject({name: 'default', driver: 'docker'})
  expect(builder.nodes).toEqual([
    {
      name: 'default',
      endpoint: 'desktop',
      status: 'running',
      version: 'v0.22.0',
      platforms: [
        {os: 'linux', architecture: 'amd64'},
        {os: 'linux', architecture: 'amd64', variant: 'v2'},
        {os: 'linux', architecture: '386'},
      ],
      labels: {'org.mobyproject.buildkit.worker.moby.host-gateway-ip': '172.17.0.1'},
    },
  ])
})

test('reads several nodes, an error of one, and the words of an older buildx', () => {
  expect(parseBuilder(TWO).nodes).toMatchObject([
    {name: 'farm0', version: 'v0.11.0', platforms: [{architecture: 'arm64'}, {architecture: 'amd64'}]},
    {name: 'farm1', endpoint: 'tcp://far:1234', error: 'no route to host', platforms: []},
  ])
})

test.each([
  {what: "Docker's own", text: DOCKER, want: false},
  {
    what: "Docker's own with the containerd store",
    text: DOCKER.replace('Labels:\n', 'Labels:\n org.mobyproject.buildkit.worker.snapshotter: overlayfs\n'),
    want: true,
  },
  {what: 'a container', text: TWO, want: true},
])('$what writes layouts: $want', ({text, want}) => expect(canWriteLayout(parseBuilder(text))).toBe(want))

describe('createArguments', () => {
  const making = {name: 'made', nodes: [], allow: []}
  const argumentsOf = (request: Partial<BuilderRequest>, more: object = {}) =>
    createArguments({...NO_BUILDER, ...request}, {...making, ...more})

  test.each<{
    readonly what: string
    readonly request: Partial<BuilderRequest>
    readonly more?: object
    readonly want: readonly string[]
  }>([
    {what: 'nothing', request: {}, want: [`--driver-opt=image=${BUILDKIT_IMAGE}`]},
    {what: 'a mirror', request: {image: 'mirror/bk:1'}, want: ['--driver-opt=image=mirror/bk:1']},
    {
      what: 'options',
      request: {driverOpts: ['image=x:1', 'network=host'], platforms: ['linux/amd64'], buildkitdFlags: '--debug'},
      want: [
        '--buildkitd-flags=--debug',
        '--driver-opt=image=x:1',
        '--driver-opt=network=host',
        '--platform=linux/amd64',
      ],
    },
    {
      what: 'a Docker context',
      request: {},
      more: {endpoint: 'far'},
      want: [`--driver-opt=image=${BUILDKIT_IMAGE}`, '--', 'far'],
    },
    {
      what: 'rights',
      request: {},
      more: {allow: ['network.host', 'security.insecure', 'device']},
      want: [
        '--buildkitd-flags=--allow-insecure-entitlement=network.host --allow-insecure-entitlement=security.insecure',
        `--driver-opt=image=${BUILDKIT_IMAGE}`,
      ],
    },
  ])('a container with $what', ({request, more = {}, want}) => {
    expect(argumentsOf(request, more)).toEqual([['create', '--name=made', '--driver=docker-container', ...want]])
  })

  test('remote nodes get neither an image nor a configuration', async () => {
    const nodes = await parseAppend('- {name: arm, endpoint: tcp://arm:1, platforms: linux/arm64}')
    const request = {driver: 'remote' as const, endpoint: 'tcp://amd:1', driverOpts: ['cacert=ca.pem']}
    const common = ['create', '--name=made', '--driver=remote']
    expect(argumentsOf(request, {nodes, inlineConfig: '/tmp/x.toml'})).toEqual([
      [...common, '--driver-opt=cacert=ca.pem', '--', 'tcp://amd:1'],
      [...common, '--append', '--node=arm', '--platform=linux/arm64', '--', 'tcp://arm:1'],
    ])
  })

  test.each<{readonly request: Partial<BuilderRequest>; readonly subject: string}>([
    {request: {name: 'mine', driver: 'kubernetes'}, subject: 'builder'},
    {request: {driver: 'remote'}, subject: 'endpoint'},
    {request: {buildkitdConfig: '/a', buildkitdConfigInline: 'b'}, subject: 'buildkitd-config-inline'},
  ])('refuses a wrong $subject', ({request, subject}) => {
    expect(builderProblems({...NO_BUILDER, ...request})).toMatchObject([{subject}])
    expect(() => argumentsOf(request)).toThrow(expect.objectContaining({name: 'RequestError'}))
  })

  test('a name and an image alone ask for no builder', () => {
    expect(asksForBuilder({...NO_BUILDER, name: 'mine', image: 'x'})).toBe(false)
    expect(asksForBuilder({...NO_BUILDER, platforms: ['linux/arm64']})).toBe(true)
  })
})

describe('parseAppend', () => {
  test('reads lists and lines', () => {
    const text =
      '- endpoint: ssh://a\n  driver-opts:\n    - x=1\n  platforms: linux/a,linux/b\n- endpoint: b\n  driver-opts: |\n    y=1\n    z=2\n'
    expect(parseAppend(text)).toMatchObject([
      {endpoint: 'ssh://a', driverOpts: ['x=1'], platforms: ['linux/a', 'linux/b']},
      {endpoint: 'b', driverOpts: ['y=1', 'z=2'], platforms: []},
    ])
  })

  test.each([
    {text: 'a: [', message: 'it is no YAML'},
    {text: 'endpoint: x', message: 'it is no list'},
    {text: '- x', message: 'node 1 is no mapping'},
    {text: '- endpoint: a\n- endpont: b', message: 'node 2 has "endpont"'},
    {text: '- endpoint: --use', message: 'begins with a dash'},
  ])('refuses $text', ({text, message}) => {
    const problems = [expect.objectContaining({subject: 'append', message: expect.stringContaining(message)})]
    expect(() => parseAppend(text)).toThrow(expect.objectContaining({problems}))
  })
})

describe('chooseBuilder', () => {
  /** A buildx whose current builder is Docker's own. */
  function fakeBuildx(fail?: string): {readonly exec: Exec; readonly ran: string[]} {
    const ran: string[] = []
    const exec = async ({args}: Command) => {
      const [, command, ...rest] = args
      ran.push([command, ...rest].join(' '))
      if (command === 'version') return {exitCode: 0, stdout: 'github.com/docker/buildx v0.20.0 abc', stderr: ''}
      if (command === fail) return {exitCode: 1, stdout: '', stderr: 'ERROR: no space left on device\n'}
      const made = rest.find(arg => arg.startsWith('go-containerize-'))
      const stdout = made ? TWO.slice(0, TWO.indexOf('Name:     farm1')).replace('farm\n', `${made}\n`) : DOCKER
      return {exitCode: 0, stdout: command === 'inspect' ? stdout : '', stderr: ''}
    }
    return {exec, ran}
  }

  test("makes a container where Docker's own can write no layout, and says what that costs", async () => {
    const {exec, ran} = fakeBuildx()
    const log = keepingLog()
    const made: string[] = []
    const buildx = await findBuildx({exec, env: {}})
    const chosen = await chooseBuilder({buildx, request: NO_BUILDER, allow: [], log, onMake: name => made.push(name)})
    expect(chosen.builder.name).toBe(made[0])
    expect(chosen.reason).toContain('"default" can write no image layout')
    expect(log.lines).toEqual([expect.stringMatching(/costs a pull/)])
    await chosen.remove()
    expect(ran).toEqual([
      'version',
      'inspect --bootstrap',
      // In the Docker context of the one that it stands in for.
      `create --name=${made[0]} --driver=docker-container --driver-opt=image=${BUILDKIT_IMAGE} -- desktop`,
      `inspect --bootstrap -- ${made[0]}`,
      `rm -- ${made[0]}`,
    ])
  })

  test('removes what it began to make, and tells why it could not', async () => {
    const {exec, ran} = fakeBuildx('create')
    const buildx = await findBuildx({exec, env: {}})
    const choosing = chooseBuilder({buildx, request: NO_BUILDER, allow: [], log: keepingLog()})
    await expect(choosing).rejects.toMatchObject({
      message: 'cannot make a builder: no space left on device',
      hint: expect.stringContaining('disk'),
    })
    expect(ran.at(-1)).toMatch(/^rm -- go-containerize-/)
  })
})
