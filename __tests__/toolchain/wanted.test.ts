import {expect, test} from '@jest/globals'
import type {NamingFiles} from '../../src/toolchain/files.ts'
import {isHeldFast} from '../../src/toolchain/held-fast.ts'
import type {Door, GoRequest, WantedResult} from '../../src/toolchain/types.ts'
import {decideWanted} from '../../src/toolchain/wanted.ts'

interface Case {
  readonly request?: Partial<GoRequest>
  readonly goToolchain?: string
  readonly goMod?: string
  readonly goWork?: string
  readonly given?: readonly [name: string, text: string]
  readonly version?: readonly [name: string, text: string]
}

function decide(door: Door, {request, goToolchain = '', goMod, goWork, given, version}: Case): WantedResult {
  const module = goWork === undefined ? fileOf('go.mod', goMod) : fileOf('go.work', goWork)
  const files: NamingFiles = {
    ...(module ? {module} : {}),
    ...(given ? {given: {name: given[0], text: given[1]}} : {}),
    ...(version ? {version: {name: version[0], text: version[1]}} : {}),
  }
  return decideWanted({request: {checkLatest: false, ...request}, door, files, goToolchain})
}

function fileOf(name: string, text: string | undefined) {
  return text === undefined ? undefined : {name, text: `module m\n\n${text}\n`}
}

function wanted(door: Door, given: Case) {
  const result = decide(door, given)
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result.wanted
}

test.each([
  {version: ['.go-version', 'latest-and-greatest\n'] as const, says: '.go-version says "latest-and-greatest"'},
  {version: ['.tool-versions', 'golang system\n'] as const, says: '.tool-versions says "system"'},
])('$version is not passed over in silence', ({version, says}) => {
  const result = decide('action', {version})
  expect('warnings' in result ? result.warnings : []).toEqual([expect.stringContaining(says)])
})

test('a .tool-versions of other tools is nothing to warn of', () => {
  expect(decide('action', {version: ['.tool-versions', 'nodejs 20.1.0\n']})).toMatchObject({warnings: []})
})

test.each([
  {request: {version: '1.25.3'}, held: true},
  {request: {versionFile: '/w/.go-version'}, held: true},
  {request: {versionFile: '/w/tools/go.mod'}, held: false},
  {request: {}, held: false},
])('$request is held fast for a job: $held', ({request, held}) => expect(isHeldFast(request)).toBe(held))

const range = (text: string) => ({kind: 'range', range: text, text})
const exact = (version: string) => ({kind: 'exact', version})

test.each([
  {goMod: 'go 1.24', ask: range('1.24'), origin: 'the line "go 1.24" of go.mod'},
  {goMod: 'go 1.24.3', ask: exact('1.24.3'), origin: 'the line "go 1.24.3" of go.mod'},
  {goMod: 'go 1.24 // why', ask: range('1.24'), origin: 'the line "go 1.24" of go.mod'},
  {goMod: 'go 1.27rc1', ask: exact('1.27rc1'), origin: 'the line "go 1.27rc1" of go.mod'},
  {goMod: 'go 1.24.0\ntoolchain go1.25.5', ask: exact('1.25.5'), origin: 'the line "toolchain go1.25.5" of go.mod'},
  {
    goMod: 'go 1.24.0\ntoolchain go1.25.5-acme',
    ask: exact('1.25.5-acme'),
    origin: 'the line "toolchain go1.25.5-acme" of go.mod',
  },
  {goMod: 'go 1.26.0\ntoolchain go1.25.5', ask: exact('1.26.0'), origin: 'the line "go 1.26.0" of go.mod'},
  {goMod: 'go 1.24\ntoolchain default', ask: range('1.24'), origin: 'the line "go 1.24" of go.mod'},
  {goMod: 'go 1.18', ask: {kind: 'stable'}, origin: 'the line "go 1.18" of go.mod'},
  {goMod: '', ask: {kind: 'installed', otherwise: {kind: 'stable'}}, origin: 'nothing asks for a version'},
])('in the action "$goMod" asks for $ask', ({goMod, ask, origin}) => {
  expect(wanted('action', {goMod})).toMatchObject({ask, origin})
})

test.each([
  {goMod: 'go 1.24', ask: {kind: 'installed', atLeast: '1.24', otherwise: exact('1.24.0')}},
  {goMod: 'go 1.24.3', ask: {kind: 'installed', atLeast: '1.24.3', otherwise: exact('1.24.3')}},
  {goMod: 'go 1.24\ntoolchain go1.25.5', ask: {kind: 'installed', atLeast: '1.25.5', otherwise: exact('1.25.5')}},
  {goMod: 'go 1.24\ntoolchain default', ask: {kind: 'installed', atLeast: '1.24'}},
  {goMod: 'go 1.18', ask: {kind: 'installed', atLeast: '1.18', otherwise: {kind: 'stable'}}},
])('on a laptop "$goMod" asks for $ask', ({goMod, ask}) => expect(wanted('cli', {goMod}).ask).toEqual(ask))

test('an input wins over files, and a range needs no newest', () => {
  const found = wanted('action', {request: {version: '1.25'}, goMod: 'go 1.24', version: ['.go-version', '1.23']})
  expect(found).toEqual({
    ask: range('1.25'),
    origin: 'go-version 1.25',
    subject: 'go-version',
    newest: false,
    least: {version: '1.24', origin: 'the line "go 1.24" of go.mod'},
  })
})

test('files are to mean the same Go everywhere', () => {
  expect(wanted('action', {goMod: 'go 1.24'}).newest).toBe(true)
  expect(wanted('action', {version: ['.go-version', '1.25']})).toMatchObject({
    ask: range('1.25'),
    newest: true,
    origin: '1.25 in .go-version',
  })
})

test.each([
  {given: ['go.mod', 'module m\ngo 1.24\ntoolchain go1.25.1\n'] as const, ask: exact('1.25.1')},
  {given: ['.tool-versions', 'nodejs 20\ngolang 1.25.2 1.24.1 # two\n'] as const, ask: exact('1.25.2')},
  {given: ['.go-version', '# ours\n1.25.3\n'] as const, ask: exact('1.25.3')},
  {given: ['VERSION', 'go1.25.4'] as const, ask: exact('1.25.4')},
])('go-version-file $given', ({given, ask}) => {
  expect(wanted('cli', {given, request: {versionFile: `/x/${given[0]}`}, goMod: 'go 1.22'})).toMatchObject({
    ask,
    subject: 'go-version-file',
  })
})

test('both inputs: a warning says which one counts', () => {
  const result = decide('action', {
    request: {version: '1.25.3', versionFile: '/x/go.mod'},
    given: ['go.mod', 'go 1.24'],
  })
  expect(result).toMatchObject({
    wanted: {ask: exact('1.25.3')},
    warnings: ['go-version and go-version-file are both given: go-version 1.25.3 counts'],
  })
})

test('go.work wins over go.mod', () => {
  expect(wanted('action', {goWork: 'go 1.25.1'}).origin).toBe('the line "go 1.25.1" of go.work')
})

test.each([
  // What an earlier setup-go exports: its Go is the user's choice, the toolchain line is not applied.
  {door: 'action', goToolchain: 'local', ask: {kind: 'installed', atLeast: '1.24', otherwise: range('1.24')}},
  {door: 'cli', goToolchain: 'local', ask: {kind: 'installed', atLeast: '1.24'}},
  {door: 'cli', goToolchain: 'go1.25.7', ask: exact('1.25.7')},
  {door: 'action', goToolchain: 'go1.25.7+auto', ask: exact('1.25.7')},
  {door: 'action', goToolchain: 'go1.23.0+auto', ask: exact('1.25.5')},
  {door: 'action', goToolchain: 'auto', ask: exact('1.25.5')},
] as const)('$door with GOTOOLCHAIN=$goToolchain', ({door, goToolchain, ask}) => {
  expect(wanted(door, {goToolchain, goMod: 'go 1.24\ntoolchain go1.25.5'}).ask).toEqual(ask)
})

test('a .0 of the go line is marked, one of the toolchain line is meant', () => {
  expect(wanted('action', {goMod: 'go 1.22.0'}).firstRelease).toBe(true)
  expect(wanted('action', {goMod: 'go 1.22.0\ntoolchain go1.22.0'}).firstRelease).toBe(false)
})

test.each([
  {given: {request: {version: 'latest'}}, subject: 'go-version', message: '"latest" is neither'},
  {
    given: {given: ['.go-version', 'system']},
    subject: 'go-version-file',
    message: '"system" in .go-version is neither',
  },
  {given: {given: ['.tool-versions', 'nodejs 20']}, subject: 'go-version-file', message: 'names no version'},
  {given: {given: ['go.mod', 'module m']}, subject: 'go-version-file', message: 'names no version'},
  {given: {goMod: 'go one'}, subject: 'go.mod', message: 'the line "go one" of go.mod names no version'},
  {given: {goMod: 'go 1.24\ntoolchain 1.x'}, subject: 'go.mod', message: 'the line "toolchain 1.x" of go.mod'},
] as const)('problem: $message', ({given, subject, message}) => {
  const result = decide('action', given)
  expect(result).toEqual({problems: [expect.objectContaining({subject, message: expect.stringContaining(message)})]})
})

test('a go-version-file that is not there', () => {
  const files = {given: {unreadable: '/x/go.mod does not exist'}}
  const result = decideWanted({
    request: {checkLatest: false, versionFile: '/x/go.mod'},
    door: 'action',
    files,
    goToolchain: '',
  })
  expect(result).toMatchObject({problems: [{subject: 'go-version-file', message: '/x/go.mod does not exist'}]})
})
