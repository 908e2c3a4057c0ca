import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals'
import {EXAMPLES} from '../dockerfile/examples.ts'
import {REPOSITORY} from '../helpers/bundle.ts'
import {writeFiles} from '../helpers/workspace.ts'
import {cli} from './session.ts'

const ENV = {PATH: process.env.PATH, HOME: process.env.HOME, GOFLAGS: ''}

/** The Dockerfile names the Go at hand; which one that is does not matter here. */
const anyGo = (text: string) => text.replace(/golang:\S+/, 'golang:1.26')

describe('the Dockerfile of an example', () => {
  test.each(Object.entries(EXAMPLES))('%s', async (name, flags) => {
    const {exitCode, stdout, stderr} = await cli(['eject', `examples/${name}`, ...flags], {env: ENV, cwd: REPOSITORY})
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    const golden = fileURLToPath(new URL(`../dockerfile/golden/${name}.Dockerfile`, import.meta.url))
    expect(anyGo(stdout)).toBe(readFileSync(golden, 'utf8'))
  })
})

describe('of other modules', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'eject-'))
  })
  afterEach(() => rmSync(folder, {recursive: true, force: true}))

  const PROGRAM = 'package main\n\nfunc main() {}\n'
  const eject = async (args: readonly string[], dir = '.') => {
    const {exitCode, stdout, stderr} = await cli(['eject', dir, '--json', ...args], {env: ENV, cwd: folder})
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    const {dockerfile, context} = JSON.parse(stdout)
    return {lines: dockerfile.split('\n').map((line: string) => line.trim()), context}
  }

  test('what the modules name is fetched before the sources come, private ones with a secret', async () => {
    writeFiles(folder, {'go.mod': 'module example.com/a\n\ngo 1.24\n', 'go.sum': '', 'main.go': PROGRAM})
    const {lines} = await eject(['--go-private', 'example.com/*', '--go-env', 'GOPROXY=off'])
    const copied = lines.indexOf('COPY go.mod go.sum ./')
    expect(lines.slice(copied - 3)).toEqual(
      expect.arrayContaining(['ENV GOPROXY=off', 'ENV GOPRIVATE="example.com/*"', 'go mod download', 'COPY . .']),
    )
    expect(lines[copied + 1]).toBe(
      'RUN --mount=type=cache,target=/go/pkg/mod --mount=type=secret,id=netrc,target=/root/.netrc \\',
    )
    expect(lines.indexOf('COPY . .')).toBeGreaterThan(copied)
    expect(lines[2]).toBe('#   docker build --secret id=netrc,src=$HOME/.netrc -t IMAGE .')
  })

  test('a command for a strange folder can be pasted', async () => {
    writeFiles(join(folder, '$(x) y'), {'go.mod': 'module example.com/a\n\ngo 1.24\n', 'main.go': PROGRAM})
    const {lines} = await eject([], '$(x) y')
    expect(lines[2]).toBe("#   docker build -t IMAGE '$(x) y'")
  })

  test('a stamp needs .git', async () => {
    writeFiles(folder, {'go.mod': 'module example.com/a\n\ngo 1.24\n', 'main.go': PROGRAM})
    const advice = async (args: readonly string[]) =>
      (await eject(args)).lines.find((line: string) => /dockerignore/.test(line))
    expect([await advice([]), await advice(['--buildvcs'])]).toEqual([
      '# Put .git and what is no source into .dockerignore: a change there would compile everything again.',
      '# Put what is no source into .dockerignore: a change there would compile everything again.',
    ])
  })

  test('vendored modules are not fetched', async () => {
    const vendor = {'vendor/modules.txt': '# example.com/b v1.0.0\n## explicit\n'}
    const goMod = 'module example.com/a\n\ngo 1.24\n\nrequire example.com/b v1.0.0\n'
    writeFiles(folder, {'go.mod': goMod, 'go.sum': '', 'main.go': PROGRAM, ...vendor})
    const {lines} = await eject([])
    expect(lines).toContain('COPY . .')
    expect(lines.join('\n')).not.toMatch(/go mod download|\/go\/pkg\/mod/)
  })

  test('a module beside it that it is made of widens the build context', async () => {
    writeFiles(folder, {
      'app/go.mod':
        'module example.com/a\n\ngo 1.24\n\nrequire example.com/b v1.0.0\n\nreplace example.com/b => ../lib\n',
      'app/go.sum': '',
      'app/cmd/app/main.go': PROGRAM,
      'app/cmd/app/kodata/x': '',
      'lib/go.mod': 'module example.com/b\n\ngo 1.24\n',
    })
    const {lines, context} = await eject(['--main', './cmd/app'], 'app')
    expect(context).toBe(folder)
    expect(lines).toEqual(
      expect.arrayContaining([
        'COPY app/go.mod app/go.sum app/',
        'COPY lib/go.mod lib/',
        'go mod download -C app',
        'go build -C app -trimpath -buildvcs=false -o /out/app ./cmd/app',
        'COPY app/cmd/app/kodata /var/run/ko/',
        'ENV KO_DATA_PATH=/var/run/ko',
      ]),
    )
  })

  test('cgo compiles where the image will run, on the base that was named', async () => {
    writeFiles(folder, {'go.mod': 'module example.com/a\n\ngo 1.24\n', 'main.go': PROGRAM, 'conf/a b': ''})
    const {lines} = await eject([
      '--cgo',
      '--base',
      'debian:12-slim',
      '--files',
      'conf:/etc/',
      '--files',
      'conf/a b:/x',
    ])
    expect(lines.map((line: string) => line.replace(/golang:\S+/, 'golang:1.26'))).toEqual(
      expect.arrayContaining([
        'FROM golang:1.26 AS build',
        'ENV CGO_ENABLED=1',
        'FROM debian:12-slim',
        'COPY conf /etc/conf/',
        'COPY ["conf/a b", "/x"]',
      ]),
    )
    expect(lines.join('\n')).not.toMatch(/GOARCH|zoneinfo/)
  })

  test.each([
    {args: ['--files', '/etc/hostname:/x'], says: 'files: /etc/hostname lies outside of'},
    {args: ['--base', 'oci-layout://x'], says: "a Dockerfile can't name oci-layout://"},
  ])('$args has no Dockerfile', async ({args, says}) => {
    writeFiles(folder, {'go.mod': 'module example.com/a\n\ngo 1.24\n', 'main.go': PROGRAM})
    const {exitCode, stdout, stderr} = await cli(['eject', ...args], {env: ENV, cwd: folder})
    expect({exitCode, stdout}).toEqual({exitCode: 1, stdout: ''})
    expect(stderr).toContain(says)
  })
})
