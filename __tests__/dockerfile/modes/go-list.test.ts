import {spawnSync} from 'node:child_process'
import {join} from 'node:path'
import {afterAll, expect, test} from '@jest/globals'
import {
  goImportsArguments,
  goListArguments,
  summarizeGoList,
  summarizeImports,
} from '../../../src/dockerfile/modes/go-list.ts'
import type {StageCompile} from '../../../src/dockerfile/modes/types.ts'
import {goMod, makeTree, removeTrees} from '../../helpers/modules.ts'

afterAll(removeTrees)

const compile: StageCompile = {
  id: 'x',
  platform: {os: 'linux', architecture: 'arm64'},
  line: 1,
  folder: '',
  env: {GOOS: 'linux', GOARCH: 'arm64', CGO_ENABLED: '0', GOFLAGS: ''},
  flags: ['-trimpath', '-tags=special', '-ldflags=-s', '-buildvcs=false'],
  packages: ['./cmd/app'],
  programs: [],
  go: {kind: 'floating', version: '', image: 'golang'},
}

test('names the files that this compile reads, and no others', async () => {
  const dir = await makeTree({
    'repo/go.mod': goMod('example.com/app', 'require example.com/lib v0.0.0\nreplace example.com/lib => ../lib\n'),
    'repo/cmd/app/main.go':
      'package main\n\nimport (\n\t_ "embed"\n\t"example.com/app/in"\n\t"example.com/lib"\n)\n\n//go:embed page.html\nvar page string\n\nfunc main() { println(page, in.X, lib.Y) }\n',
    'repo/cmd/app/page.html': '<p>',
    'repo/cmd/app/main_test.go': 'package main\n',
    'repo/in/in.go': 'package in\n',
    'repo/in/in_arm64.go': 'package in\n\nconst X = 1\n',
    'repo/in/in_amd64.go': 'package in\n\nconst X = 2\n',
    'repo/in/special.go': '//go:build special\n\npackage in\n',
    'repo/unused/u.go': 'package unused\n',
    'lib/go.mod': goMod('example.com/lib'),
    'lib/lib.go': 'package lib\n\nconst Y = 1\n',
  })
  const context = join(dir, 'repo')
  const {stdout, stderr, status} = spawnSync('go', goListArguments(compile), {
    cwd: context,
    env: {...process.env, ...compile.env},
    encoding: 'utf8',
  })
  expect({status, stderr}).toEqual({status: 0, stderr: ''})
  const place = {moduleCache: join(dir, 'mod'), workFile: join(context, 'go.work')}
  expect(summarizeGoList(stdout, {...place, context})).toEqual({
    files: ['cmd/app/main.go', 'cmd/app/page.html', 'go.mod', 'in/in.go', 'in/in_arm64.go', 'in/special.go'],
    outside: [join(dir, 'lib/go.mod'), join(dir, 'lib/lib.go')],
    workFile: 'go.work',
    imports: expect.arrayContaining(['embed', 'example.com/app/in', 'example.com/lib', 'example.com/app/cmd/app']),
    dependencies: [],
  })
  expect(summarizeGoList(stdout, {context: dir, moduleCache: context, workFile: 'off'})).toEqual({
    files: ['lib/go.mod', 'lib/lib.go'],
    outside: [],
    workFile: undefined,
    imports: expect.any(Array),
    dependencies: ['cmd/app', 'in'],
  })
})

test.each([
  {what: 'all at hand', require: '', imports: '', cgoPackages: new Set(['example.com/app/c'])},
  {
    what: 'a module that is not here',
    require: 'require example.com/gone v1.0.0\n',
    imports: '\t_ "example.com/gone"\n',
    cgoPackages: undefined,
  },
])('names what a program is made of, $what', async ({require, imports, cgoPackages}) => {
  const dir = await makeTree({
    'go.mod': goMod('example.com/app', require),
    'cmd/app/main.go': `package main\n\nimport (\n\t_ "net/http"\n\t_ "example.com/app/c"\n${imports})\n\nfunc main() {}\n`,
    'c/c.go': 'package c\n\n// int x;\nimport "C"\n',
  })
  const {stdout, status} = spawnSync('go', goImportsArguments(compile), {
    cwd: dir,
    env: {...process.env, GOFLAGS: '', GOPROXY: 'off', CGO_ENABLED: '1'},
    encoding: 'utf8',
  })
  const facts = summarizeImports(stdout)
  expect(status).toBe(0)
  expect([...facts.imports]).toEqual(expect.arrayContaining(['net', 'net/http', 'crypto/tls', 'example.com/app/c']))
  expect(facts.cgoPackages).toEqual(cgoPackages)
})
