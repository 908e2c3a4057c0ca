import {symlink} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, expect, test} from '@jest/globals'
import type {ModeDecision, StageCompile} from '../../src/dockerfile/index.ts'
import {goTool} from '../../src/go/index.ts'
import {nodeExec} from '../../src/lib/exec.ts'
import {listCompiles} from '../../src/stages/dockerfile/go-knowledge.ts'
import {goMod, makeTree, program, removeTrees} from '../helpers/modules.ts'

afterAll(removeTrees)

const COMPILE: StageCompile = {
  id: 'build:7 linux/amd64',
  platform: {os: 'linux', architecture: 'amd64'},
  line: 7,
  folder: '',
  env: {CGO_ENABLED: '0', GOFLAGS: '', GOPROXY: 'off'},
  flags: ['-trimpath'],
  packages: [],
  programs: [],
  go: {kind: 'exact', version: '1.26.0', image: 'golang:1.26.0'},
}

async function list(root: string) {
  const decision = {mode: 'replace', open: [COMPILE]} as unknown as ModeDecision
  const go = goTool({exec: nodeExec, env: process.env})
  return listCompiles({signal: new AbortController().signal}, go, root, decision)
}

test('says in go’s words why a compile can’t be listed', async () => {
  const root = await makeTree({
    'go.mod': goMod(
      'example.com/app',
      'require example.com/third v0.0.0\nreplace example.com/third => /no/such/folder\n',
    ),
    'main.go': 'package main\n\nimport _ "example.com/third"\n\nfunc main() {}\n',
  })
  const {compileFacts, unlisted} = await list(root)
  expect(compileFacts.size).toBe(0)
  expect(unlisted.get(COMPILE.id)?.failure).toMatch(/\/no\/such\/folder/)
})

test('follows links: what they lead to is read too', async () => {
  const root = await makeTree({
    'repo/go.mod': goMod('example.com/app'),
    'repo/main.go': program(),
    'repo/other/x.txt': 'package main\n',
    'beside/y.txt': 'package main\n',
  })
  await symlink('other/x.txt', join(root, 'repo/x.go'))
  await symlink('../beside/y.txt', join(root, 'repo/y.go'))
  const {compileFacts} = await list(join(root, 'repo'))
  expect(compileFacts.get(COMPILE.id)).toMatchObject({
    files: ['go.mod', 'main.go', 'other/x.txt', 'x.go', 'y.go'],
    outside: [join(root, 'beside/y.txt')],
  })
})
