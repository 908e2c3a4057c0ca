import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, describe, expect, test} from '@jest/globals'
import {readBuildInfo} from '../../../src/dockerfile/modes/build-info.ts'
import {type ComparedProgram, compareProgram, isReproducible} from '../../../src/dockerfile/modes/verify.ts'
import {goMod, makeTree, program, removeTrees} from '../../helpers/modules.ts'

const info = {
  GoVersion: 'go1.26.1',
  Path: 'example.com/app',
  Main: {Path: 'example.com/app', Version: '(devel)'},
  Deps: [{Path: 'example.com/lib', Version: 'v1.2.3', Sum: 'h1:abc'}],
  Settings: [
    {Key: '-tags', Value: 'a'},
    {Key: '-pgo', Value: '/src/default.pgo'},
    {Key: 'CGO_ENABLED', Value: '0'},
  ],
}
const told = (change: object, sha256 = 'b') => ({sha256, info: readBuildInfo(JSON.stringify({...info, ...change}))})

describe('compareProgram', () => {
  test.each<{what: string; change: object; want: readonly string[]}>([
    {what: 'the same', change: {}, want: []},
    {
      what: 'another folder of the profile',
      change: {
        Settings: [
          ...info.Settings.slice(0, 1),
          {Key: '-pgo', Value: '/home/x/default.pgo'},
          ...info.Settings.slice(2),
        ],
      },
      want: [],
    },
    {what: 'another Go', change: {GoVersion: 'go1.26.2'}, want: ['Go version: go1.26.1, go1.26.2']},
    {
      what: 'another main package',
      change: {Path: 'example.com/b'},
      want: ['main package: example.com/app, example.com/b'],
    },
    {
      what: 'a version',
      change: {Main: {Path: 'example.com/app', Version: 'v1.0.0'}},
      want: ['main module: example.com/app (devel), example.com/app v1.0.0'],
    },
    {
      what: 'another sum',
      change: {Deps: [{Path: 'example.com/lib', Version: 'v1.2.3', Sum: 'h1:x'}]},
      want: ['module example.com/lib: example.com/lib v1.2.3 h1:abc, example.com/lib v1.2.3 h1:x'],
    },
    {
      what: 'a module less',
      change: {Deps: []},
      want: ['module example.com/lib: example.com/lib v1.2.3 h1:abc, (none)'],
    },
    {
      what: 'a setting more',
      change: {Settings: [...info.Settings, {Key: 'vcs', Value: 'git'}]},
      want: ['setting vcs: (none), git'],
    },
  ])('$what', ({change, want}) => {
    const differences = compareProgram({reproducible: false, original: told({}, 'a'), ours: told(change)})
    expect(differences.map(({what, original, ours}) => `${what}: ${original}, ${ours}`)).toEqual(want)
  })

  test('equal bytes need no build info', () => {
    const same: ComparedProgram = {sha256: 'a', info: undefined}
    expect(compareProgram({reproducible: true, original: same, ours: same})).toEqual([])
  })

  test('a reproducible build that differs is named by its sum too', () => {
    const differences = compareProgram({reproducible: true, original: told({}, 'a'), ours: told({})})
    expect(differences).toEqual([{what: 'sha256', original: 'a', ours: 'b'}])
  })

  test('without build info nothing is believed', () => {
    const differences = compareProgram({
      reproducible: false,
      original: told({}, 'a'),
      ours: {sha256: 'b', info: undefined},
    })
    expect(differences).toEqual([{what: 'build info', original: 'present', ours: '(none)'}])
  })

  test.each([
    {flags: ['-trimpath'], want: true},
    {flags: ['-trimpath', '-trimpath=false'], want: false},
    {flags: ['-mod=mod', '-trimpath'], want: true},
    {flags: ['-ldflags=-s'], want: false},
  ])('isReproducible: $flags', ({flags, want}) => {
    expect(isReproducible({flags})).toBe(want)
  })
})

describe('with programs of the Go at hand', () => {
  afterAll(removeTrees)

  async function build(dir: string, ...flags: readonly string[]): Promise<ComparedProgram> {
    const path = join(dir, 'app')
    const env = {...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false'}
    expect(spawnSync('go', ['build', ...flags, '-o', path, '.'], {cwd: dir, env}).status).toBe(0)
    const {stdout} = spawnSync('go', ['version', '-m', '-json', path], {encoding: 'utf8'})
    return {
      sha256: createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
      info: readBuildInfo(stdout),
    }
  }

  test('two folders, with and without -trimpath, and another tag', async () => {
    const files = {'go.mod': goMod('example.com/app'), 'main.go': program()}
    const [one, two] = [await makeTree(files), await makeTree(files)]
    const compare = (original: ComparedProgram, ours: ComparedProgram, reproducible: boolean) =>
      compareProgram({original, ours, reproducible}).map(({what}) => what)
    expect(compare(await build(one, '-trimpath'), await build(two, '-trimpath'), true)).toEqual([])
    const [here, there] = [await build(one), await build(two)]
    expect(here.sha256).not.toBe(there.sha256)
    expect(compare(here, there, false)).toEqual([])
    expect(compare(here, await build(two, '-tags=x'), false)).toEqual(['setting -tags'])
  })
})
