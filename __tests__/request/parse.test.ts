import {resolve} from 'node:path'
import {beforeEach, describe, expect, test} from '@jest/globals'
import {formatPlatform} from '../../src/oci/index.ts'
import {type InputName, parseRequest, type RawInputs, type Request} from '../../src/request/index.ts'

const DIR = resolve('/src/shop')
const CWD = resolve('/work')
const OPTIONS = {dir: DIR, cwd: CWD, warn: (message: string) => void warnings.push(message)}
let warnings: string[] = []
beforeEach(() => {
  warnings = []
})

type Given = Partial<Record<InputName, string | readonly string[]>>

function raw(door: RawInputs['door'], given: Given): RawInputs {
  const values = Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? [value] : value])
  return {door, values: Object.fromEntries(values)}
}
/** The request of inputs in which nothing is wrong. */
function parsed(door: RawInputs['door'], given: Given): Request {
  const {request, problems} = parseRequest(raw(door, given), OPTIONS)
  expect(problems).toEqual([])
  return request
}
const action = (given: Given) => parsed('action', given)
const cli = (given: Given) => parsed('cli', given)
/** `subject: message` of every mistake. */
function mistakes(given: Given, door: RawInputs['door'] = 'action'): readonly string[] {
  return parseRequest(raw(door, given), OPTIONS).problems.map(({subject, message}) => `${subject}: ${message}`)
}

const NO_DOCKERFILE_INPUTS: Request['dockerfile'] = {
  mode: 'auto',
  verifyReplacement: false,
  advice: true,
  call: 'build',
  buildArgs: [],
  buildContexts: [],
  cwd: CWD,
  secrets: [],
  secretEnvs: [],
  secretFiles: [],
  ssh: [],
  cacheFrom: [],
  cacheTo: [],
  noCache: false,
  noCacheFilters: [],
  pull: false,
  addHosts: [],
  ulimit: [],
  allow: [],
  attests: [],
  outputs: [],
}

test('nothing given is a whole request', () => {
  expect(action({})).toEqual({
    dir: DIR,
    images: [],
    mains: [],
    platforms: [
      {os: 'linux', architecture: 'amd64'},
      {os: 'linux', architecture: 'arm64'},
    ],
    tags: [],
    push: 'auto',
    load: false,
    engine: 'auto',
    manifest: 'auto',
    go: {checkLatest: false},
    goPrivate: {patterns: []},
    cache: {mode: 'auto'},
    compile: {buildTags: [], buildFlags: [], buildvcs: 'auto', goEnv: {}, cgo: false},
    container: {labels: {}, annotations: {}, env: {}, ports: [], files: [], binaryPath: '/app/{name}'},
    registry: {logins: [], insecure: []},
    dockerfile: NO_DOCKERFILE_INPUTS,
    given: [],
    builder: {driverOpts: [], platforms: []},
  } satisfies Request)
})

test('the empty text is the same as nothing', () => {
  const names: InputName[] = ['image', 'platforms', 'push', 'load', 'engine', 'user', 'entrypoint', 'password', 'ports']
  expect(action(Object.fromEntries(names.map(name => [name, ' \n'])))).toEqual(action({}))
})

describe('images and tags', () => {
  test.each([
    ['ghcr.io/acme/shop', ['ghcr.io/acme/shop']],
    ['ghcr.io/Acme/Shop', ['ghcr.io/acme/shop']],
    ['ghcr.io/acme/shop/{name}', ['ghcr.io/acme/shop/{name}']],
    ['localhost:5000/{name}-dev\nacme/shop,acme/shop', ['localhost:5000/{name}-dev', 'docker.io/acme/shop']],
  ])('image %j', (image, images) => expect(action({image}).images).toEqual(images))

  test.each([
    ['v1.4.2, latest', ['v1.4.2', 'latest']],
    ['ghcr.io/Acme/shop:V1', ['ghcr.io/acme/shop:V1']],
    ['localhost:5000/shop', ['localhost:5000/shop:latest']],
    ['alpine:3', ['docker.io/library/alpine:3']],
    ['ghcr.io/acme/{name}:dev', ['ghcr.io/acme/{name}:dev']],
  ])('tags %j', (tags, want) => expect(action({tags}).tags).toEqual(want))

  test.each<[Given, string]>([
    [{image: 'ghcr.io/acme/shop:v1'}, 'image: "ghcr.io/acme/shop:v1" has a tag'],
    [{image: `ghcr.io/acme/shop@sha256:${'0'.repeat(64)}`}, 'has a digest'],
    [{image: 'ghcr.io/acme/-shop'}, 'is not a repository name'],
    [{image: '{name}.io/acme/shop'}, 'has {name} in its host'],
    [{tags: '-x'}, 'tags: "-x" is not a tag'],
    [{tags: 'x'.repeat(129)}, 'at most 128'],
    [{tags: 'type=semver,pattern={{version}}'}, '"type=semver,pattern={{version}}" is a tag rule'],
    [{tags: 'ghcr.io/acme/shop:-'}, '"-" is not a tag'],
  ])('%j is refused', (given, message) => expect(mistakes(given)).toEqual([expect.stringContaining(message)]))
})

describe('platforms', () => {
  test.each([
    ['linux/amd64', ['linux/amd64']],
    ['linux/arm/v7,linux/arm', ['linux/arm/v7']],
    ['linux/x86_64\nlinux/aarch64', ['linux/amd64', 'linux/arm64']],
  ])('%j', (platforms, want) => expect(action({platforms}).platforms.map(formatPlatform)).toEqual(want))

  test.each([
    ['windows/amd64', 'is not linux'],
    ['arm64', 'is not a platform'],
    ['linux/arm/7', 'is not a platform'],
  ])('%s is refused', (platforms, message) =>
    expect(mistakes({platforms})).toEqual([expect.stringContaining(`"${platforms}" ${message}`)]),
  )
})

describe('the container', () => {
  test.each<[Given, Partial<Request['container']>]>([
    [{env: 'A=1,2\nB=x=y'}, {env: {A: '1,2', B: 'x=y'}}],
    [{labels: 'a=1\na=2\n# b=3'}, {labels: {a: '2'}}],
    [{ports: '8080, 53/udp\n9090-9092'}, {ports: ['8080/tcp', '53/udp', '9090/tcp', '9091/tcp', '9092/tcp']}],
    [{user: '1000:1000'}, {user: '1000:1000'}],
    [{user: 'app', base: 'debian:13'}, {user: 'app'}],
    [
      {entrypoint: '["/app/a b"]', cmd: 'serve --port 80'},
      {entrypoint: ['/app/a b'], cmd: ['serve', '--port', '80']},
    ],
    [{cmd: '[]'}, {cmd: []}],
    [{'stop-signal': 'int'}, {stopSignal: 'SIGINT'}],
    [{'stop-signal': 'SIGRTMIN+3'}, {stopSignal: 'SIGRTMIN+3'}],
    [{'image-workdir': '/data/'}, {workdir: '/data'}],
    [{'binary-path': '/usr/bin/'}, {binaryPath: '/usr/bin/{name}'}],
    [{'binary-path': '/server'}, {binaryPath: '/server'}],
    [{files: 'a.txt:/etc/a'}, {files: [{source: resolve(DIR, 'a.txt'), destination: '/etc/a'}]}],
    [{files: 'C:/x:/etc/'}, {files: [{source: resolve(DIR, 'C:/x'), destination: '/etc/'}]}],
  ])('%j', (given, want) => expect(action(given).container).toMatchObject(want))

  test.each<[Given, string]>([
    [{env: 'A'}, 'env: an item of 1 letters has no name and ='],
    [{ports: '0'}, 'ports: "0" is outside of 1 to 65535'],
    [{ports: '9-8'}, 'ends before it begins'],
    [{ports: 'http'}, 'is not a port'],
    [{user: 'app'}, 'an image on scratch knows no "app"'],
    [{user: '-1'}, 'is not a user'],
    [{user: '99999999999'}, 'is not a user'],
    [{'stop-signal': 'KILLL'}, 'is not a signal'],
    [{'image-workdir': 'data'}, 'is not absolute'],
    [{'binary-path': '/app/../x'}, 'has a .. in it'],
    [{'binary-path': '/app/{nam}'}, '"{nam}" is not known here'],
    [{files: 'a.txt:etc/a'}, 'is not SOURCE:DESTINATION'],
    [{files: 'a:/x\nb:/x'}, 'two files go to /x'],
    [{entrypoint: '["a"'}, 'entrypoint: begins with [ but is not a JSON array'],
  ])('%j is refused', (given, message) => expect(mistakes(given)).toEqual([expect.stringContaining(message)]))
})

describe('how it is compiled', () => {
  test('reads flags, tags and variables', () => {
    const given: Given = {
      'build-tags': 'netgo, osusergo',
      'build-flags': '-mod=vendor -pgo=off',
      ldflags: '-s -w -X "main.v=a,b"',
      'go-env': 'GOEXPERIMENT=jsonv2,greenteagc',
      buildvcs: 'true',
      cgo: 'TRUE',
    }
    expect(action(given).compile).toEqual({
      buildTags: ['netgo', 'osusergo'],
      buildFlags: ['-mod=vendor', '-pgo=off'],
      ldflags: '-s -w -X "main.v=a,b"',
      goEnv: {GOEXPERIMENT: 'jsonv2,greenteagc'},
      buildvcs: true,
      cgo: true,
    })
  })

  test.each<[Given, string]>([
    [{'go-env': 'GOOS=windows'}, 'go-env: "GOOS" is what platforms decides'],
    [{'go-env': 'GOARCH=arm'}, 'go-env: "GOARCH" is what platforms decides'],
    [{'go-env': 'GOAMD64=v3'}, 'go-env: "GOAMD64" is what platforms decides (linux/amd64/v3)'],
    [{'go-env': 'CGO_ENABLED=1'}, '"CGO_ENABLED" is what cgo decides'],
    [{'build-tags': 'a;b'}, '"a;b" is not a build tag'],
    [{main: '-o=/x'}, 'main: "-o=/x" is not a package'],
    [{main: 'cmd/a/main.go'}, 'is a file'],
    [{cgo: 'yes'}, 'cgo: "yes" is neither true nor false'],
    [{buildvcs: 'maybe'}, 'buildvcs: "maybe" is none of auto, true, false'],
  ])('%j is refused', (given, message) => expect(mistakes(given)).toEqual([expect.stringContaining(message)]))
})

describe('registries', () => {
  test('credentials by registry', () => {
    const auth = 'registry=ghcr.io,username=ci,password=p=1\nregistry=docker.io,username=me,"password=a,""b"'
    expect(action({'registry-auth': auth}).registry.logins).toEqual([
      {registry: 'ghcr.io', username: 'ci', password: 'p=1'},
      {registry: 'docker.io', username: 'me', password: 'a,"b'},
    ])
  })

  test.each<[Given, string]>([
    [{password: 'hunter2'}, 'username: is missing beside password'],
    [{'registry-auth': 'ghcr.io hunter2'}, 'entry 1 has a field that is none of'],
    [{'registry-auth': 'registry=ghcr.io'}, 'entry 1 has no username and no password'],
    [{'registry-auth': '- registry: ghcr.io\n  password: hunter2'}, 'is a YAML list'],
    [{'registry-auth': 'registry=https://ghcr.io/x,username=x,password=hunter2'}, 'is not a host'],
    [{'registry-auth': 'registry=ghcr.io,username=x,"password=hunter2'}, 'double quote'],
    [{'insecure-registries': 'http://a:5000'}, '"http://a:5000" is not a registry host'],
  ])('%j is refused, and no secret is repeated', (given, message) => {
    const found = mistakes(given)
    expect(found).toEqual([expect.stringContaining(message)])
    expect(found.join()).not.toContain('hunter2')
  })
})

describe('a login whose secret is empty', () => {
  const cases: {given: Given; action: string; cli: string}[] = [
    {
      given: {username: 'ci', password: ''},
      action: 'username: is not used, because password is empty',
      cli: 'password: is missing beside username',
    },
    {
      given: {'registry-auth': 'registry=ghcr.io,username=ci,password='},
      action: 'registry-auth: the login of ghcr.io is not used',
      cli: 'registry-auth: the login of ghcr.io has an empty username or password',
    },
  ]
  test.each(cases)('$given is left out in the action, as for forks, and wrong on the command line', one => {
    expect(action(one.given).registry).toEqual({logins: [], insecure: []})
    expect(warnings).toEqual([expect.stringContaining(one.action)])
    expect(mistakes(one.given, 'cli')).toEqual([expect.stringContaining(one.cli)])
  })
})

test('layouts are relative to where the command was given', () => {
  expect(action({output: 'out', base: 'oci-layout://base:v1'})).toMatchObject({
    output: resolve(CWD, 'out'),
    base: `oci-layout://${resolve(CWD, 'base')}:v1`,
  })
  expect(action({base: 'Scratch'}).base).toBeUndefined()
})

test('unknown values name the accepted ones and the nearest', () => {
  expect(mistakes({engine: 'buildkti', manifest: 'list'})).toEqual([
    'engine: "buildkti" is none of auto, embedded, buildkit, buildx (did you mean "buildkit"?)',
    'manifest: "list" is none of auto, single, index',
  ])
  expect(action({engine: 'buildx'}).engine).toBe('buildkit')
})

test('what contradicts itself is refused', () => {
  expect(mistakes({manifest: 'single'})).toEqual(["manifest: single can't hold 2 platforms"])
  expect(mistakes({manifest: 'single', platforms: 'linux/amd64'})).toEqual([])
  expect(mistakes({push: 'true', image: 'shop'})).toEqual(['image: "docker.io/library/shop" belongs to Docker itself'])
  expect(mistakes({push: 'true'}, 'cli')).toEqual(['image: is missing: --push needs to know where to'])
  expect(mistakes({push: 'true', tags: 'localhost:5000/a'}, 'cli')).toEqual([])
})

const ATTESTATIONS: readonly (readonly [Given, string | undefined])[] = [
  [{provenance: 'mode=min'}, 'provenance'],
  [{provenance: 'true', sbom: 'generator=mirror/scanner'}, 'provenance and sbom'],
  [{attests: 'type=provenance,mode=max'}, 'attests'],
  [{attests: 'type=sbom,disabled=false'}, 'attests'],
  [{provenance: 'false', sbom: '0'}, undefined],
  [{provenance: 'mode=max,disabled=true', attests: '"type=sbom","disabled=true"'}, undefined],
]

test.each(ATTESTATIONS)('a single manifest has no place for attestations: %j', (given, named) => {
  const inputs: Given = {manifest: 'single', platforms: 'linux/amd64', ...given}
  const message = 'single is one manifest, and attestations need an index beside it'
  const problem = {subject: 'manifest', message, hint: `leave out manifest, or ${named}`}
  expect(parseRequest(raw('cli', inputs), OPTIONS).problems).toEqual(named === undefined ? [] : [problem])
  expect(mistakes({...inputs, manifest: 'index'}, 'cli')).toEqual([])
})

test('all mistakes come at once', () => {
  expect(mistakes({platforms: 'plan9/386,arm64', tags: '.x', user: 'a b'}, 'cli')).toEqual([
    expect.stringMatching(/^platforms: "plan9\/386"/),
    expect.stringMatching(/^platforms: "arm64"/),
    expect.stringMatching(/^tags: /),
    expect.stringMatching(/^user: /),
  ])
})

test('on the command line a flag is one item, and the last of several wins where there is one value', () => {
  const request = cli({
    env: ['A=1\n2', '#B=3'],
    cmd: ['serve', '--all'],
    user: ['1', '2'],
    platforms: ['linux/386,linux/amd64'],
  })
  expect(request.container).toMatchObject({env: {A: '1\n2', '#B': '3'}, cmd: ['serve', '--all'], user: '2'})
  expect(request.platforms).toHaveLength(2)
})

describe('a Dockerfile', () => {
  test.each<[Given, Partial<Request['dockerfile']>]>([
    [
      {file: 'build/Dockerfile', context: '.'},
      {file: resolve(CWD, 'build/Dockerfile'), context: CWD},
    ],
    [{'build-args': 'A=1,2\nB'}, {buildArgs: ['A=1,2', 'B']}],
    [
      {'cache-from': 'type=gha,scope=x\ntype=registry,ref=a/b:c'},
      {cacheFrom: ['type=gha,scope=x', 'type=registry,ref=a/b:c']},
    ],
    [
      {secrets: 'a=one=1\n"b=two\nlines"'},
      {
        secrets: [
          {id: 'a', value: 'one=1'},
          {id: 'b', value: 'two\nlines'},
        ],
      },
    ],
    [{'add-hosts': 'db:10.0.0.7,x:::1'}, {addHosts: ['db:10.0.0.7', 'x:::1']}],
    [
      {advice: 'off', 'no-cache': 'true'},
      {advice: false, noCache: true},
    ],
    [{'build-command': 'make build OUT={output}'}, {buildCommand: ['make', 'build', 'OUT={output}']}],
    [{outputs: 'type=local,dest=out'}, {outputs: ['type=local,dest=out']}],
    [{outputs: '"type=tar","dest=a,b"\n# no\ntype=oci'}, {outputs: ['"type=tar","dest=a,b"', 'type=oci']}],
    [{ssh: 'default,hub=/run/agent\nlab=key'}, {ssh: ['default', 'hub=/run/agent', 'lab=key']}],
  ])('%j', (given, want) => expect(action(given).dockerfile).toMatchObject(want))

  test('options of a driver keep the quotes that buildx needs', () => {
    const options = 'network=host\n"env.no_proxy=localhost,127.0.0.1"'
    expect(action({'driver-opts': options}).builder.driverOpts).toEqual(options.split('\n'))
  })

  test.each<[Given, string]>([
    [
      {context: 'https://github.com/acme/shop.git#main'},
      'context: "https://github.com/acme/shop.git#main" is not a folder',
    ],
    [{context: '{{defaultContext}}:sub'}, 'is not a folder'],
    [{target: '--push'}, 'target: "--push" begins with a dash'],
    [{'build-args': '--output=x'}, 'build-args: an item does not begin with the name of an ARG'],
    [{outputs: 'type=registry'}, 'would push behind our back'],
    [{outputs: 'type=image,name=a/b,push=true'}, 'would push behind our back'],
    [{outputs: 'Type=registry,name=a/b'}, 'would push behind our back'],
    [{outputs: 'name=a/b,"type=image","push=1"'}, 'would push behind our back'],
    [{outputs: 'type=local,dest=out,type=image'}, 'would push behind our back'],
    [{outputs: 'type=locl,dest=out'}, 'did you mean "local"'],
    [{secrets: 'hunter2'}, 'secrets: an item of 7 letters has no ID and ='],
    [{'secret-envs': 'TOKEN'}, 'secret-envs: an item has no name and ='],
    [{driver: 'docker'}, '"docker" is none of docker-container, remote, kubernetes'],
  ])('%j is refused', (given, message) => expect(mistakes(given)).toEqual([expect.stringContaining(message)]))
})
