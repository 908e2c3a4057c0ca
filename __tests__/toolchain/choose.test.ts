import {expect, test} from '@jest/globals'
import {chooseGo} from '../../src/toolchain/choose.ts'
import {parseSpec} from '../../src/toolchain/range.ts'
import type {Ask, Choice, GosHere, InstalledGo, Published, Wanted} from '../../src/toolchain/types.ts'
import {MACHINE} from '../helpers/go-proxy.ts'

const LIST: Published = {
  versions: ['1.20.14', '1.24.0', '1.24.11', '1.25.0', '1.25.4', '1.25.5', '1.26.0', '1.26.1', '1.27rc1', '1.27rc2'],
}
const OFFLINE: Published = {unreachable: 'no network'}

interface Case {
  /** go-version, or the whole wish. */
  readonly ask: string | Ask
  readonly newest?: boolean
  readonly least?: string
  readonly firstRelease?: boolean
  readonly path?: string
  readonly cached?: readonly string[]
  readonly published?: Published
  readonly goArch?: string
}

function choose({ask, newest = false, least, firstRelease, path, cached = [], published, goArch}: Case): Choice {
  const parsed = typeof ask === 'string' ? parseSpec(ask) : ask
  if (!parsed) throw new Error(`${ask} is nothing`)
  const wanted: Wanted = {
    ask: parsed,
    origin: 'WHO',
    subject: 'go-version',
    newest,
    ...(least ? {least: {version: least, origin: 'LINE'}} : {}),
    ...(firstRelease ? {firstRelease} : {}),
  }
  const go = (version: string, source: InstalledGo['source']): InstalledGo => ({
    version,
    source,
    program: `/${version}/bin/go`,
    goroot: `/${version}`,
    goArch: goArch ?? MACHINE.architecture.goArch,
  })
  const gos: GosHere = {
    ...(path ? {onPath: go(path, 'PATH')} : {}),
    inToolCache: cached.map(version => go(version, 'tool cache')),
    settings: {goToolchain: '', goProxy: '', goFlags: '', goPrivate: '', goNoProxy: '', goNoSumDb: ''},
  }
  return chooseGo({wanted, gos, machine: MACHINE, ...(published ? {published} : {})})
}

/** `use 1.25.5 of PATH`, `fetch 1.25.5`, `unresolved`, or the problem. */
function short(choice: Choice): string {
  switch (choice.kind) {
    case 'use':
      return `use ${choice.go.version} of ${choice.go.source}`
    case 'fetch':
      return `fetch ${choice.version}`
    case 'unresolved':
      return 'unresolved'
    case 'wrong':
      return choice.problems.map(({message}) => message).join('\n')
  }
}

test.each<Case & {want: string}>([
  {ask: '1.25.5', path: '1.25.5', want: 'use 1.25.5 of PATH'},
  {ask: '1.25.5', path: '1.25.6', cached: ['1.26.0', '1.25.5'], want: 'use 1.25.5 of tool cache'},
  {ask: '1.25.5', path: '1.25.6', want: 'fetch 1.25.5'},
  {ask: '1.25.5', path: '1.25.5 X:boringcrypto', want: 'fetch 1.25.5'},
  {ask: '1.25.5-acme', path: '1.25.5', want: 'fetch 1.25.5-acme'},
  {ask: '1.25.5-acme', path: '1.25.5-acme', want: 'use 1.25.5-acme of PATH'},
  {ask: '1.25.5', path: '1.25.5', goArch: 's390x', want: 'fetch 1.25.5'},
  {ask: '1.27rc1', cached: ['1.27rc1'], want: 'use 1.27rc1 of tool cache'},
])('exact $ask, PATH $path, cached $cached: $want', ({want, ...given}) => expect(short(choose(given))).toBe(want))

test.each<Case & {want: string}>([
  {ask: '1.25', path: '1.25.1', want: 'use 1.25.1 of PATH'},
  {ask: '^1.24', path: '1.24.3', cached: ['1.25.1', '1.24.9'], want: 'use 1.25.1 of tool cache'},
  {ask: '1.25', path: '1.25.1', newest: true, want: 'unresolved'},
  {ask: '1.25', path: '1.25.1', newest: true, published: LIST, want: 'fetch 1.25.5'},
  {ask: '1.25', path: '1.25.5', newest: true, published: LIST, want: 'use 1.25.5 of PATH'},
  {ask: '1.25', path: '1.24.1', want: 'unresolved'},
  {ask: '1.25', published: LIST, want: 'fetch 1.25.5'},
  {ask: '1.25', path: '1.25.1', newest: true, published: OFFLINE, want: 'use 1.25.1 of PATH'},
  {ask: '^1.24', path: '1.25.1', least: '1.25.3', published: LIST, want: 'fetch 1.26.1'},
  {ask: '1.27', published: LIST, want: 'fetch 1.27rc2'}, // nothing else of it is there yet
  {ask: 'stable', path: '1.26.1', want: 'unresolved'},
  {ask: 'stable', path: '1.26.1', published: LIST, want: 'use 1.26.1 of PATH'},
  {ask: 'stable', path: '1.26.0', published: LIST, want: 'fetch 1.26.1'},
  {ask: 'stable', path: '1.25.0', cached: ['1.26.0', '1.27rc1'], published: OFFLINE, want: 'use 1.26.0 of tool cache'},
  {ask: 'oldstable', path: '1.26.1', published: LIST, want: 'fetch 1.25.5'},
])('$ask, PATH $path: $want', ({want, ...given}) => expect(short(choose(given))).toBe(want))

const stable: Ask = {kind: 'stable'}
const laptop: Ask = {kind: 'installed', atLeast: '1.25', otherwise: {kind: 'exact', version: '1.25.0'}}
test.each<Case & {want: string}>([
  {ask: laptop, path: '1.26.1', want: 'use 1.26.1 of PATH'},
  {ask: laptop, path: '1.25rc1', want: 'use 1.25rc1 of PATH'},
  {ask: laptop, path: '1.24.9', want: 'fetch 1.25.0'},
  {ask: laptop, cached: ['1.25.0'], want: 'use 1.25.0 of tool cache'},
  {ask: {kind: 'installed', otherwise: stable}, path: '1.22.1', want: 'use 1.22.1 of PATH'},
  {ask: {kind: 'installed', otherwise: stable}, path: '1.20.1', want: 'unresolved'},
  {ask: {kind: 'installed', otherwise: stable}, want: 'unresolved'},
])('installed $ask, PATH $path: $want', ({want, ...given}) => expect(short(choose(given))).toBe(want))

test.each<Case & {want: string}>([
  {ask: '1.24.1', least: '1.25', want: 'WHO is too old: LINE needs Go 1.25 or later'},
  {ask: '1.24', least: '1.25.1', want: 'WHO is too old: LINE needs Go 1.25.1 or later'},
  {ask: 'stable', least: '1.28', published: LIST, want: 'WHO (Go 1.26.1) is too old: LINE needs Go 1.28 or later'},
  {ask: '1.2', want: 'WHO: Go 1.21 or later is needed here'},
  {
    ask: '1.25.9 - 1.25.20',
    published: LIST,
    want: 'no published version of Go satisfies WHO; the nearest are 1.25.4, 1.25.5, 1.26.0, 1.26.1',
  },
  {
    ask: '1.25',
    published: OFFLINE,
    want: 'the newest Go for WHO could not be looked up (no network), and no Go here fits',
  },
  {
    ask: {kind: 'installed', atLeast: '1.26'},
    path: '1.25.1',
    want: 'WHO allows only the installed Go, 1.25.1; WHO asks for 1.26 or later',
  },
])('problem: $want', ({want, ...given}) => expect(short(choose(given))).toBe(want))

test('YAML takes the zero of 1.20 away', () => {
  expect(choose({ask: '1.2'})).toMatchObject({
    problems: [{hint: "YAML reads 1.20 without quotes as the number 1.2: write '1.20' if you meant that"}],
  })
})

test('what could not be looked up is a warning', () => {
  expect(choose({ask: '1.25', path: '1.25.1', newest: true, published: OFFLINE})).toMatchObject({
    warnings: [expect.stringContaining('could not be looked up (no network): Go 1.25.1 is used because it is here')],
  })
})

test('an exact .0 names the newest patch where it is known', () => {
  const warning = (given: Partial<Case>) => {
    const choice = choose({ask: '1.24.0', firstRelease: true, ...given})
    return 'warnings' in choice ? choice.warnings.join() : ''
  }
  expect(warning({published: LIST})).toContain(
    'later patches; the newest is 1.24.11. For the newest patch write "go 1.24"',
  )
  expect(warning({published: {versions: ['1.24.0', '1.25.1']}})).toContain('later patches. For')
  const here = {path: '1.24.0', cached: ['1.25.1', '1.24.9', '1.24.0']}
  expect(warning(here)).toContain('later patches; 1.24.9 is on this machine. For')
  expect(warning({...here, published: OFFLINE})).toContain('later patches; 1.24.9 is on this machine. For')
  expect(warning({path: '1.24.3', cached: ['1.24.0']})).toContain('later patches; 1.24.3 is on this machine. For')
  expect(warning({path: '1.24.0'})).toContain('later patches (`go list -m -versions go` names them). For')
  expect(warning({firstRelease: false})).toBe('')
})
