import {describe, expect, test} from '@jest/globals'
import {splitQuoted} from '../../src/go/flag-words.ts'
import {buildFlags} from '../../src/go/index.ts'
import {NO_REQUEST} from './support.ts'

test.each([
  ['', []],
  ['  ', []],
  ['-tags=a -v', ['-tags=a', '-v']],
  [`"-ldflags=-s -w" -x`, ['-ldflags=-s -w', '-x']],
  [`'-ldflags=-X "a=b"'`, ['-ldflags=-X "a=b"']],
  [`-ldflags="-s -w"`, ['-ldflags="-s', '-w"']], // a quote inside a word is an ordinary character
  [`"" -v`, ['', '-v']],
  [`"-ldflags=-s`, undefined],
])('splits GOFLAGS %j', (text, want) => expect(splitQuoted(text)).toEqual(want))

function flagsOf(goFlags: string, request: Partial<typeof NO_REQUEST> = {}, buildvcs = false) {
  return buildFlags({goFlags, compile: {...NO_REQUEST, ...request}, buildvcs, trusted: true})
}

const DEFAULT = ['-trimpath', '-buildvcs=false']

describe('buildFlags', () => {
  test.each([
    ['', {}, DEFAULT],
    ['-tags=a', {}, DEFAULT], // GOFLAGS works by itself
    ['-tags=a,b', {buildTags: ['c', 'a']}, [...DEFAULT, '-tags=a,b,c']],
    ['', {buildTags: ['a'], buildFlags: ['-tags=b c']}, [...DEFAULT, '-tags=a,b,c']],
    ['-tags=x -tags=a', {buildTags: ['b']}, [...DEFAULT, '-tags=a,b']],
    ['"-ldflags=-s -w"', {}, DEFAULT],
    ['"-ldflags=-s -w"', {ldflags: '-X main.v=1'}, [...DEFAULT, '-ldflags=-s -w -X main.v=1']],
    ['', {ldflags: '-s', buildFlags: ['-ldflags=-w']}, [...DEFAULT, '-ldflags=-s -w']],
    ['-ldflags=-s', {ldflags: 'all=-w'}, [...DEFAULT, '-ldflags=-s', '-ldflags=all=-w']],
    ['-ldflags=all=-w', {ldflags: '-s'}, [...DEFAULT, '-ldflags=all=-w', '-ldflags=-s']],
    ['-gcflags=-N', {gcflags: '-l'}, [...DEFAULT, '-gcflags=-N -l']],
    ['', {buildFlags: ['-p=1', '-race']}, [...DEFAULT, '-p=1', '-race']],
    ['-trimpath=false', {}, ['-buildvcs=false']],
    ['', {buildFlags: ['-trimpath=false']}, ['-buildvcs=false', '-trimpath=false']],
  ])('GOFLAGS=%s and %j', (goFlags, request, want) => {
    const {flags, problems} = flagsOf(goFlags, request)
    expect(flags.build).toEqual(want)
    expect(problems).toEqual([])
  })

  test('states a wanted stamp, so that the GOFLAGS of a machine can not undo it', () => {
    expect(flagsOf('-buildvcs=false', {}, true).flags.build).toContain('-buildvcs=true')
  })

  test('keeps what changes with every commit out of the profile', () => {
    const plain = flagsOf('').flags.profile
    expect(flagsOf('', {ldflags: '-X main.v=1'}, true).flags.profile).toEqual(plain)
    expect(flagsOf('', {buildTags: ['a']}).flags.profile).not.toEqual(plain)
    expect(flagsOf('', {cgo: true}).flags.profile).not.toEqual(plain)
  })

  test.each([
    [['-o=x'], '-o can'],
    [['--o=x'], '-o can'],
    [['-C=dir'], '-C can'],
    [['-n'], '-n can'],
    [['-buildmode=c-shared'], 'no program'],
    [['main.go'], 'is not a flag'],
    [['-p 4'], 'has no `=`'],
    [['-tags'], 'has no `=`'],
  ])('refuses build-flags %j', (words, message) => {
    expect(flagsOf('', {buildFlags: words}).problems).toEqual([
      expect.objectContaining({subject: 'build-flags', message: expect.stringContaining(message)}),
    ])
  })

  test.each([
    ['-n', '-n can'],
    ['-o=/tmp/x', '-o can'],
    ['"-tags=a', 'a quote stays open'],
  ])('refuses GOFLAGS %s', (goFlags, message) => {
    expect(flagsOf(goFlags).problems).toEqual([
      expect.objectContaining({subject: 'GOFLAGS', message: expect.stringContaining(message)}),
    ])
  })

  test.each([
    {compile: {ldflags: "-X 'main.x=a b"}, subject: 'ldflags'},
    {compile: {gcflags: 'all="-N -l'}, subject: 'gcflags'},
  ])('refuses a quote that stays open in $subject', ({compile, subject}) => {
    expect(flagsOf('', compile).problems).toEqual([
      expect.objectContaining({subject, message: expect.stringContaining('a quote stays open')}),
    ])
  })

  test.each(["-X 'main.x=a b'", "main=-X 'main.x=it is'", 'all=-s -w'])('takes ldflags %s', ldflags =>
    expect(flagsOf('', {ldflags}).problems).toEqual([]),
  )

  test('lets only a trusted trigger start programs through -toolexec', () => {
    const input = {goFlags: '', compile: {...NO_REQUEST, buildFlags: ['-toolexec=x']}, buildvcs: false}
    expect(buildFlags({...input, trusted: true}).problems).toEqual([])
    expect(buildFlags({...input, trusted: false}).problems).toHaveLength(1)
  })
})
