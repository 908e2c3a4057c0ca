import {describe, expect, test} from '@jest/globals'
import fc from 'fast-check'
import {
  type BuildKeyInput,
  buildKeys,
  insideKeys,
  moduleKeys,
  sourceKey,
  sourceKeys,
  sourceSet,
} from '../../src/ci-cache/keys.ts'
import {type ProfileInput, profileHash} from '../../src/ci-cache/profile.ts'

const input: BuildKeyInput = {
  os: 'Linux',
  arch: 'X64',
  goVersion: 'go1.26.1',
  profile: 'a1b2',
  moduleDirs: ['.'],
  mains: ['example.com/shop/cmd/api', 'example.com/shop/cmd/job'],
  runId: '77',
  attempt: '1',
}

describe('moduleKeys', () => {
  test('fall back to any of the system', () => {
    expect(moduleKeys({os: 'Linux', sums: 'abc'})).toEqual({key: 'gcz-mod-linux-abc', restoreKeys: ['gcz-mod-linux-']})
  })
})

describe('sourceKeys', () => {
  const source = {os: 'Linux', graph: 'abc', programs: ['Dockerfile', '', 'linux/amd64'], runId: '77', attempt: '1'}
  const packages = ['example.com/lib@v1.0.0/a', 'example.com/lib@v1.0.0/b']

  test('find the newest entry of what is compiled, with the same go.mod and go.sum', () => {
    const {key, restoreKeys} = sourceKeys(source)
    expect(restoreKeys).toEqual([expect.stringMatching(/^gcz-src-linux-abc-[0-9a-f]{16}-$/)])
    expect(sourceKey(source, packages).startsWith(restoreKeys[0] ?? '')).toBe(true)
    expect(sourceKey(source, packages)).not.toBe(key)
    expect(sourceKey({...source, runId: '78'}, packages)).not.toBe(sourceKey(source, packages))
  })

  test('say which packages are in an entry, in any order', () => {
    const set = sourceSet(source, [...packages].reverse())
    expect(sourceKey(source, packages).startsWith(set)).toBe(true)
    expect(sourceKey(source, packages.slice(1)).startsWith(set)).toBe(false)
  })

  test.each([{graph: 'abd'}, {programs: ['other.Dockerfile', '', 'linux/amd64']}, {suffix: 'lint'}])(
    'with %j find nothing',
    change => {
      expect(sourceKey({...source, ...change}, packages).startsWith(sourceKeys(source).restoreKeys[0] ?? '')).toBe(
        false,
      )
    },
  )
})

describe('buildKeys', () => {
  test('fall back segment by segment, not beyond Go and profile', () => {
    const {key, restoreKeys} = buildKeys(input)
    expect(key).toMatch(/^gcz-build-linux-x64-go1\.26\.1-a1b2-[0-9a-f]{16}-[0-9a-f]{16}-77-1$/)
    for (const restoreKey of restoreKeys) expect(key.startsWith(restoreKey)).toBe(true)
    expect(restoreKeys.map(restoreKey => restoreKey.split('-').length - 1)).toEqual([8, 7, 6])
    expect(restoreKeys[2]).toBe('gcz-build-linux-x64-go1.26.1-a1b2-')
  })

  test.each([
    {what: 'another run', change: {runId: '78'}, shared: 3},
    {what: 'another attempt', change: {attempt: '2'}, shared: 3},
    {what: 'the mains in another order', change: {mains: [...input.mains].reverse(), runId: '78'}, shared: 3},
    {what: 'other mains', change: {mains: ['example.com/shop/cmd/web']}, shared: 2},
    {what: 'a suffix', change: {suffix: 'lint'}, shared: 2},
    {what: 'another module folder', change: {moduleDirs: ['services/shop']}, shared: 1},
    {what: 'another profile', change: {profile: 'ffff'}, shared: 0},
    {what: 'a Go whose number begins like ours', change: {goVersion: 'go1.26.10'}, shared: 0},
    {what: 'another machine', change: {arch: 'ARM64'}, shared: 0},
  ])('with $what share $shared levels', ({change, shared}) => {
    const other = buildKeys({...input, ...change})
    expect(buildKeys(input).restoreKeys.filter(restoreKey => other.key.startsWith(restoreKey))).toHaveLength(shared)
    expect(other.key).not.toBe(buildKeys(input).key)
  })

  test('of one suffix do not begin with those of another', () => {
    const [first] = buildKeys({...input, suffix: 'a'}).restoreKeys
    for (const suffix of ['ab', 'a-b', 'a.b', 'a b', 'a-1']) {
      expect(buildKeys({...input, suffix}).key.startsWith(first ?? '')).toBe(false)
    }
  })

  test('are the same on Windows', () => {
    const on = (moduleDirs: readonly string[]) => buildKeys({...input, moduleDirs}).key
    expect(on(['services\\shop'])).toBe(on(['services/shop']))
  })

  test('are ones that the service takes, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 900}), fc.string({maxLength: 900}), (suffix, goVersion) => {
        const {key, restoreKeys} = buildKeys({...input, suffix, goVersion, runId: suffix})
        for (const text of [key, ...restoreKeys]) expect(text).toMatch(/^[a-z0-9._-]{1,512}$/)
      }),
    )
  })

  test('of different suffixes are different', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const same = a.toLowerCase() === b.toLowerCase()
        const [keyA, keyB] = [a, b].map(suffix => buildKeys({...input, suffix}).restoreKeys[0])
        expect(same || keyA !== keyB).toBe(true)
      }),
    )
  })
})

describe('profileHash', () => {
  const profile: ProfileInput = {
    platforms: ['linux/amd64', 'linux/arm64'],
    cgo: false,
    flags: ['-trimpath', '-buildvcs=false', '-ldflags=-s -w'],
    env: {},
  }

  test.each<{what: string; change: Partial<ProfileInput>}>([
    {what: 'the order of platforms', change: {platforms: ['linux/arm64', 'linux/amd64', 'linux/amd64']}},
    {what: 'link flags', change: {flags: ['-trimpath', '-ldflags=-X main.version=2', '-buildvcs=true']}},
    {what: 'what is printed', change: {flags: ['-trimpath', '--v', '-x', '-json', '-p=4']}},
    {what: 'other variables', change: {env: {HOME: '/root', GOPATH: '/go', CGO_ENABLED: '1'}}},
    {what: 'empty variables', change: {env: {CC: '', GOEXPERIMENT: undefined}}},
  ])('stays with $what', ({change}) => {
    expect(profileHash({...profile, ...change})).toBe(profileHash(profile))
  })

  test.each<{what: string; change: Partial<ProfileInput>}>([
    {what: 'a platform more', change: {platforms: ['linux/amd64', 'linux/arm64', 'linux/arm/v7']}},
    {what: 'a CPU level', change: {platforms: ['linux/amd64/v3', 'linux/arm64']}},
    {what: 'cgo', change: {cgo: true}},
    {what: '-race', change: {flags: ['-trimpath', '-race']}},
    {what: 'no -trimpath', change: {flags: []}},
    {what: 'a build mode', change: {flags: ['-trimpath', '-buildmode=pie']}},
    {what: 'gcflags', change: {flags: ['-trimpath', '-gcflags=all=-N -l']}},
    {what: 'tags', change: {flags: ['-trimpath', '-tags=netgo']}},
    {what: 'a compiler', change: {env: {CC: 'zig cc'}}},
    {what: 'flags of cgo', change: {env: {CGO_CFLAGS: '-O3'}}},
    {what: 'an experiment', change: {env: {GOEXPERIMENT: 'jsonv2'}}},
    {what: 'a profile', change: {pgo: 'ab12'}},
  ])('changes with $what', ({change}) => {
    expect(profileHash({...profile, ...change})).not.toBe(profileHash(profile))
  })
})

describe('insideKeys', () => {
  const input = {
    os: 'Linux',
    arch: 'X64',
    sums: 'abc',
    image: 'golang:1.26-alpine',
    platforms: ['linux/amd64', 'linux/arm64'],
    file: 'Dockerfile',
    target: undefined,
    runId: '7',
    attempt: '1',
  }

  test('are found by another run of the Dockerfile, then by another Dockerfile with this image', () => {
    const {modules, build} = insideKeys(input)
    expect(modules).toEqual({key: 'gcz-inside-mod-linux-abc', restoreKeys: ['gcz-inside-mod-linux-']})
    const next = insideKeys({...input, runId: '8'}).build
    expect(build.key).not.toBe(next.key)
    expect(build.restoreKeys).toEqual(next.restoreKeys)
    const other = insideKeys({...input, file: 'cmd/x/Dockerfile', target: 'prod'}).build
    expect(other.restoreKeys.filter(key => build.restoreKeys.includes(key))).toHaveLength(1)
  })

  test('another image or other platforms share nothing', () => {
    const {build} = insideKeys(input)
    for (const change of [{image: 'golang:1.25'}, {platforms: ['linux/amd64']}, {arch: 'ARM64'}]) {
      const {restoreKeys} = insideKeys({...input, ...change}).build
      expect(restoreKeys.filter(key => build.restoreKeys.includes(key))).toEqual([])
    }
  })

  test('no build entry is taken for a module entry', () => {
    const {modules, build} = insideKeys({...input, os: 'mod-linux'})
    expect(build.key.startsWith('gcz-inside-mod-')).toBe(false)
    expect(modules.key.startsWith('gcz-inside-mod-')).toBe(true)
  })
})
