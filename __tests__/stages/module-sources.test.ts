import {expect, test} from '@jest/globals'
import type {ModeDecision, StageCompile} from '../../src/dockerfile/index.ts'
import {canUseSources} from '../../src/stages/dockerfile/module-sources.ts'

const COMPILE: StageCompile = {
  id: 'build:7 linux/amd64',
  platform: {os: 'linux', architecture: 'amd64'},
  line: 7,
  folder: '',
  env: {CGO_ENABLED: '0'},
  flags: ['-trimpath'],
  packages: ['.'],
  programs: [],
  go: {kind: 'exact', version: '1.26.0', image: 'golang:1.26.0'},
}

function replace(compile: Partial<StageCompile>, more: object = {}): ModeDecision {
  const compiles = [COMPILE, {...COMPILE, ...compile}]
  return {mode: 'replace', compiles, open: [], commands: [], cuts: [], ...more} as unknown as ModeDecision
}

test('a replaced stage reads sources, when no path of them gets into its program', () => {
  expect(canUseSources(replace({}))).toBe(true)
})

test.each<{name: string; decision: ModeDecision | undefined}>([
  {name: 'paths in the program', decision: replace({flags: []})},
  {name: '-trimpath taken back', decision: replace({flags: ['-trimpath', '-trimpath=false']})},
  {name: 'C', decision: replace({env: {CGO_ENABLED: '1'}})},
  {name: 'perhaps C', decision: replace({env: {CGO_ENABLED: ''}})},
  {name: 'another go.mod', decision: replace({flags: ['-trimpath', '-modfile=tools.mod']})},
  {name: 'a go.mod that go may change', decision: replace({flags: ['-mod=mod', '-trimpath']})},
  {name: "a user's command", decision: replace({}, {commands: [{}]})},
  {name: 'another mode', decision: {mode: 'inside'} as unknown as ModeDecision},
  {name: 'no decision yet', decision: undefined},
])('not with $name', ({decision}) => expect(canUseSources(decision)).toBe(false))
