import {describe, expect, test} from '@jest/globals'
import {type ConfigRequest, configWarnings, imageConfig} from '../../src/engine/embedded/config.ts'
import type {ContainerConfig, Digest, ImageConfig} from '../../src/oci/index.ts'
import {CONTAINER} from './assembling.ts'

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`

function configFor(change: Partial<ConfigRequest> = {}): ImageConfig {
  return imageConfig(requestWith(change))
}

function requestWith(change: Partial<ConfigRequest>): ConfigRequest {
  return {
    platform: {os: 'linux', architecture: 'amd64'},
    container: CONTAINER,
    labels: {},
    created: new Date('2026-01-02T03:04:05.678Z'),
    binaryPaths: ['/app/hello'],
    kodata: false,
    base: undefined,
    layers: [{diffId: digest('a'), createdBy: 'ours'}],
    ...change,
  }
}

function baseWith(config: ContainerConfig, rest: Partial<ImageConfig> = {}): NonNullable<ConfigRequest['base']> {
  const rootfs = {type: 'layers', diff_ids: [digest('1'), digest('2')]} as const
  return {
    name: 'example.com/base:1',
    digest: digest('b'),
    config: {os: 'linux', architecture: 'amd64', config, rootfs, ...rest},
  }
}

const BASE: ContainerConfig = {
  User: 'www',
  Env: ['PATH=/bin:/sbin', 'A=1', 'B=x=y'],
  Entrypoint: ['/docker-entrypoint.sh'],
  Cmd: ['nginx'],
  ExposedPorts: {'80/tcp': {}},
  Volumes: {'/data': {}},
  WorkingDir: '/work',
  StopSignal: 'SIGQUIT',
  Healthcheck: {Test: ['CMD', 'true']},
  Labels: {'org.opencontainers.image.title': 'nginx', vendor: 'acme'},
}

test('on scratch: everything that is not asked for is absent', () => {
  expect(configFor()).toEqual({
    created: '2026-01-02T03:04:05Z',
    architecture: 'amd64',
    os: 'linux',
    config: {
      User: '65532',
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/app'],
      Entrypoint: ['/app/hello'],
    },
    rootfs: {type: 'layers', diff_ids: [digest('a')]},
    history: [{created: '2026-01-02T03:04:05Z', created_by: 'ours'}],
  })
})

test('from a base: what is inherited, replaced and left out', () => {
  expect(configFor({base: baseWith(BASE)}).config).toEqual({
    User: 'www',
    Env: ['PATH=/bin:/sbin:/app', 'A=1', 'B=x=y'],
    Entrypoint: ['/app/hello'],
    ExposedPorts: {'80/tcp': {}},
    Volumes: {'/data': {}},
    WorkingDir: '/work',
    StopSignal: 'SIGQUIT',
    Healthcheck: {Test: ['CMD', 'true']},
    Labels: {
      'org.opencontainers.image.base.digest': digest('b'),
      'org.opencontainers.image.base.name': 'example.com/base:1',
      vendor: 'acme',
    },
  })
})

test('what is asked for wins over the base', () => {
  const container = {
    ...CONTAINER,
    user: '1000:1000',
    env: {B: 'own', C: ''},
    entrypoint: ['/app/hello', 'serve'],
    cmd: ['--help'],
    ports: ['8080/tcp'],
    workdir: '/srv',
    stopSignal: 'SIGINT',
    healthcheck: {Test: ['NONE']},
  }
  const labels = {vendor: 'us', 'org.opencontainers.image.base.name': 'said by the user'}
  expect(configFor({base: baseWith(BASE), container, labels}).config).toEqual({
    User: '1000:1000',
    Env: ['PATH=/bin:/sbin:/app', 'A=1', 'B=own', 'C='],
    Entrypoint: ['/app/hello', 'serve'],
    Cmd: ['--help'],
    ExposedPorts: {'80/tcp': {}, '8080/tcp': {}},
    Volumes: {'/data': {}},
    WorkingDir: '/srv',
    StopSignal: 'SIGINT',
    Healthcheck: {Test: ['NONE']},
    Labels: {
      'org.opencontainers.image.base.digest': digest('b'),
      'org.opencontainers.image.base.name': 'said by the user',
      vendor: 'us',
    },
  })
})

test.each([
  {
    what: 'none given',
    env: [],
    own: {},
    paths: ['/app/a'],
    want: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/app',
  },
  {what: 'several programs in one folder', env: ['PATH=/bin'], own: {}, paths: ['/app/a', '/app/b'], want: '/bin:/app'},
  {what: 'a program where PATH leads already', env: ['PATH=/bin'], own: {}, paths: ['/bin/a'], want: '/bin'},
  {what: 'a program in /', env: ['PATH=/bin'], own: {}, paths: ['/a'], want: '/bin:/'},
  {what: "the user's own", env: ['PATH=/bin'], own: {PATH: '/mine'}, paths: ['/app/a'], want: '/mine'},
])('PATH: $what', ({env, own, paths, want}) => {
  const container = {...CONTAINER, env: own, entrypoint: ['/x']}
  const {config} = configFor({base: baseWith({Env: env}), container, binaryPaths: paths})
  expect(config?.Env).toEqual([`PATH=${want}`])
})

test.each([
  {platform: {os: 'linux', architecture: 'arm', variant: 'v6'}, variant: 'v6'},
  {platform: {os: 'linux', architecture: 'arm64'}, variant: undefined},
  {platform: {os: 'linux', architecture: 'amd64', variant: 'v3'}, variant: 'v3'},
])('variant of $platform', ({platform, variant}) => expect(configFor({platform}).variant).toBe(variant))

describe('history has one non-empty entry per layer', () => {
  const empty = {created_by: 'ENV A=1', empty_layer: true}
  const padding = {created_by: 'layer of the base image'}
  test.each([
    {
      what: 'complete',
      history: [{created_by: 'ADD'}, empty, {created_by: 'RUN'}],
      want: [{created_by: 'ADD'}, empty, {created_by: 'RUN'}],
    },
    {what: 'absent', history: undefined, want: [padding, padding]},
    {what: 'too short', history: [{created_by: 'ADD'}, empty], want: [{created_by: 'ADD'}, empty, padding]},
    {what: 'too long', history: [{}, {}, {}], want: [padding, padding]},
  ])('a base whose history is $what', ({history, want}) => {
    const config = configFor({base: baseWith({}, history ? {history} : {})})
    expect(config.history).toEqual([...want, {created: '2026-01-02T03:04:05Z', created_by: 'ours'}])
    expect(config.rootfs.diff_ids).toEqual([digest('1'), digest('2'), digest('a')])
  })
})

test('KO_DATA_PATH only where there is kodata', () => {
  expect(configFor({kodata: true}).config?.Env).toContain('KO_DATA_PATH=/var/run/ko')
  expect(configFor().config?.Env).not.toContain('KO_DATA_PATH=/var/run/ko')
})

test('the order in which labels and ports were said does not show', () => {
  const one = configFor({labels: {a: '1', b: '2'}, container: {...CONTAINER, ports: ['1/tcp', '2/tcp']}})
  const two = configFor({labels: {b: '2', a: '1'}, container: {...CONTAINER, ports: ['2/tcp', '1/tcp']}})
  expect(JSON.stringify(one)).toBe(JSON.stringify(two))
})

test('ONBUILD is left out, and said', () => {
  const request = requestWith({base: baseWith({OnBuild: ['RUN make', 'COPY . .']})})
  expect(imageConfig(request).config).not.toHaveProperty('OnBuild')
  expect(configWarnings(request)).toEqual([expect.stringContaining('RUN make; COPY . .')])
  expect(configWarnings(requestWith({base: baseWith({})}))).toEqual([])
})

test('a layout as base: its path is of this machine and does not go into the image', () => {
  const base = {...baseWith({}), name: 'oci-layout:///home/me/base'}
  expect(configFor({base}).config?.Labels).toEqual({'org.opencontainers.image.base.digest': digest('b')})
})
