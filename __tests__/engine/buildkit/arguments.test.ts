import {describe, expect, test} from '@jest/globals'
import {type BuildTask, buildCommand, harmlessCaches} from '../../../src/engine/buildkit/arguments.ts'
import {csv} from '../../../src/engine/buildkit/csv.ts'
import type {DockerfileRequest} from '../../../src/request/types.ts'
import {AMD64, ARM64, REQUEST, TASK} from './building.ts'

const PINNED = 'oci-mediatypes=true,oci-artifact=false,rewrite-timestamp=true,compression=gzip,compression-level=1'

const commandOf = (request: Partial<DockerfileRequest> = {}, task: Partial<BuildTask> = {}) =>
  buildCommand({...TASK, ...task, request: {...REQUEST, ...request}}, {folder: '/tmp/layout', names: ['r/a:1', 'r/b']})

test('a build of which nothing is said', () => {
  expect(commandOf()).toEqual({
    args: [
      'build',
      '--builder=test',
      '--file=/project/Dockerfile',
      '--platform=linux/amd64',
      '--build-arg=SOURCE_DATE_EPOCH=0',
      '--progress=rawjson',
      `--output=type=oci,tar=false,dest=/tmp/layout,${PINNED}`,
      '--provenance=false',
      '--sbom=false',
      '--',
      '/work',
    ],
    env: {},
  })
})

describe('what is said becomes', () => {
  test.each<{readonly request: Partial<DockerfileRequest>; readonly args: readonly string[]}>([
    {request: {target: 'final'}, args: ['--target=final']},
    {request: {buildArgs: ['A=-x', 'B']}, args: ['--build-arg=A=-x', '--build-arg=B']},
    {request: {buildContexts: ['src=../src']}, args: ['--build-context=src=../src']},
    {request: {secretEnvs: ['tok=GH,TOKEN']}, args: ['--secret=id=tok,"env=GH,TOKEN"']},
    {request: {secretFiles: ['npm=a=b.txt']}, args: ['--secret=id=npm,src=a=b.txt']},
    {request: {ssh: ['default']}, args: ['--ssh=default']},
    {request: {cacheFrom: ['type=gha']}, args: ['--cache-from=type=gha']},
    {request: {cacheTo: ['type=gha,mode=max']}, args: ['--cache-to=type=gha,mode=max,ignore-error=true']},
    {request: {noCache: true, pull: true}, args: ['--no-cache', '--pull']},
    {request: {noCacheFilters: ['build']}, args: ['--no-cache-filter=build']},
    {
      request: {network: 'none', shmSize: '1g', cgroupParent: 'x'},
      args: ['--network=none', '--shm-size=1g', '--cgroup-parent=x'],
    },
    {request: {addHosts: ['a:1.2.3.4']}, args: ['--add-host=a:1.2.3.4']},
    {request: {ulimit: ['nofile=1:2'], allow: ['network.host']}, args: ['--ulimit=nofile=1:2', '--allow=network.host']},
    {request: {outputs: ['type=local,dest=out']}, args: ['--output=type=local,dest=out']},
    {request: {provenance: 'mode=max', sbom: 'true'}, args: ['--provenance=mode=max', '--sbom=true']},
  ])('$args', ({request, args}) => {
    expect(commandOf(request).args).toEqual(expect.arrayContaining([...args]))
  })
})

test('the flags of attestations that are given otherwise are left out', () => {
  const {args} = commandOf({attests: ['type=provenance,mode=max', '"type=sbom"']})
  expect(args.filter(arg => /provenance|sbom/.test(arg))).toEqual([
    '--attest=type=provenance,mode=max',
    '--attest="type=sbom"',
  ])
})

test.each<{readonly request: Partial<DockerfileRequest>; readonly named: boolean}>([
  {request: {}, named: false},
  {request: {provenance: 'false', sbom: 'false'}, named: false},
  {request: {provenance: 'disabled=true'}, named: false},
  {request: {provenance: 'mode=max'}, named: true},
  {request: {sbom: 'true'}, named: true},
  {request: {attests: ['type=sbom']}, named: true},
])('attestations are told what they are about: $request', ({request, named}) => {
  const output = commandOf(request).args.find(arg => arg.startsWith('--output='))
  expect(output?.endsWith(`${PINNED},"name=r/a:1,r/b"`)).toBe(named)
})

test('values of secrets are in the environment, and nowhere else', () => {
  const {args, env} = commandOf({
    secrets: [
      {id: 'a', value: 'one\n"two"'},
      {id: 'b', value: ''},
    ],
  })
  expect(args.filter(arg => arg.startsWith('--secret'))).toEqual([
    '--secret=id=a,env=GO_CONTAINERIZE_SECRET_0',
    '--secret=id=b,env=GO_CONTAINERIZE_SECRET_1',
  ])
  expect(env).toEqual({GO_CONTAINERIZE_SECRET_0: 'one\n"two"', GO_CONTAINERIZE_SECRET_1: ''})
})

test('what the plan adds', () => {
  const {args} = commandOf(
    {buildArgs: ['SOURCE_DATE_EPOCH=7']},
    {
      platforms: [AMD64, ARM64],
      labels: {b: '2', a: '1,"x"'},
      annotations: {n: 'v'},
      contexts: {'go-out': '/tmp/a b'},
      created: new Date(1_700_000_000_999),
    },
  )
  expect(args).toEqual(
    expect.arrayContaining(['--platform=linux/amd64', '--platform=linux/arm64', '--label=a=1,"x"', '--label=b=2']),
  )
  expect(args).toContain('--annotation=index,manifest:n=v')
  expect(args).toContain('--build-context=go-out=/tmp/a b')
  // The last of one name holds.
  expect(args.filter(arg => arg.includes('EPOCH'))).toEqual([
    '--build-arg=SOURCE_DATE_EPOCH=1700000000',
    '--build-arg=SOURCE_DATE_EPOCH=7',
  ])
})

test('buildx has no place for an annotation of the index where there is one platform', () => {
  expect(commandOf({}, {annotations: {n: 'v'}}).args).toContain('--annotation=manifest:n=v')
})

test('no value stands alone, where it could be an option', () => {
  const odd = '--load'
  const {args} = commandOf(
    {target: odd, buildArgs: [odd], cacheFrom: [odd], outputs: [odd], network: odd, provenance: odd},
    {labels: {[odd]: odd}, context: odd, file: odd},
  )
  expect(args.filter(arg => arg === odd)).toEqual([odd])
  expect(args.slice(-2)).toEqual(['--', odd])
})

test.each([
  {entry: 'type=gha', want: ['type=gha,ignore-error=true']},
  {entry: 'type=gha,ignore-error=false', want: ['type=gha,ignore-error=false']},
  {entry: 'type=gha,"ignore-error=false"', want: ['type=gha,"ignore-error=false"']},
  {entry: 'example.com/cache:1', want: ['type=registry,ref=example.com/cache:1,ignore-error=true']},
  {entry: 'a:1,b:2', want: ['type=registry,ref=a:1,ignore-error=true', 'type=registry,ref=b:2,ignore-error=true']},
])('cache-to $entry', ({entry, want}) => expect(harmlessCaches(entry)).toEqual(want))

test.each([
  {fields: ['a=1', 'b'], want: 'a=1,b'},
  {fields: ['a=1,2', 'say "x"'], want: '"a=1,2","say ""x"""'},
  {fields: ['a\nb'], want: '"a\nb"'},
])('csv $want', ({fields, want}) => expect(csv(fields)).toBe(want))
