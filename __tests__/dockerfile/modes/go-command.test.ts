import {describe, expect, test} from '@jest/globals'
import {readGo} from '../../../src/dockerfile/modes/go-command.ts'
import {goOfImage} from '../../../src/dockerfile/modes/golang-image.ts'

function read(...words: readonly string[]) {
  return readGo({words: words.map(text => ({text, pattern: false})), env: {}, cwd: '/'})
}

describe('readGo', () => {
  test('takes flags in both spellings, and what follows them as packages', () => {
    expect(
      read('go', 'build', '-C', 'sub', '--trimpath', '-ldflags', '-s -w', '-tags=a,b', '-o', '/out/', './a', './b'),
    ).toEqual({
      kind: 'compile',
      go: {
        verb: 'build',
        program: 'go',
        folder: 'sub',
        output: '/out/',
        flags: ['-trimpath', '-ldflags=-s -w', '-tags=a,b'],
        packages: ['./a', './b'],
      },
    })
  })

  test.each([
    {
      words: ['xx-go', 'install', '-v', '--', './x'],
      want: {program: 'xx-go', verb: 'install', flags: ['-v'], packages: ['./x']},
    },
    {words: ['/usr/local/go/bin/go', 'build', '-o=app'], want: {program: 'go', output: 'app', packages: []}},
    {words: ['go', 'build', '-o', 'a', '-o', 'b'], want: {output: 'b'}},
    {words: ['go', '-C', 'sub', 'build', '-o', 'a', '.'], want: {folder: 'sub', output: 'a', packages: ['.']}},
    {words: ['go', '-C=sub', 'install'], want: {folder: 'sub', verb: 'install', packages: []}},
    {
      words: ['go', 'build', '-buildvcs=false', '-p', '4', '-a', 'main.go'],
      want: {flags: ['-buildvcs=false', '-p=4', '-a'], packages: ['main.go']},
    },
  ])('$words', ({words, want}) => expect(read(...words)).toMatchObject({kind: 'compile', go: want}))

  test.each([['go', 'mod', 'download'], ['gofmt', '-w', '.'], ['go'], ['go', 'test', './...']])(
    '%s %s is another command',
    (...words) => expect(read(...words)).toEqual({kind: 'other'}),
  )

  test.each([
    {words: ['go', 'build', '-n'], why: /-n/},
    {words: ['go', 'build', '-toolexec=x'], why: /toolexec/},
    {words: ['go', 'build', '-overlay', 'o.json'], why: /overlay/},
    {words: ['go', 'build', '-newflag', 'x'], why: /newflag/},
    {words: ['go', 'build', '-o'], why: /without its value/},
    {words: ['go', 'install', './x@v1'], why: /package of this repository/},
    {words: ['go', 'build', ''], why: /package of this repository/},
  ])('does not guess $words', ({words, why}) => {
    const reading = read(...words)
    expect(reading.kind === 'unclear' ? reading.why : reading.kind).toMatch(why)
  })

  test('a pattern of the shell is not known', () => {
    const words = ['go', 'build', '*.go'].map(text => ({text, pattern: text === '*.go'}))
    expect(readGo({words, env: {}, cwd: '/'})).toMatchObject({kind: 'unclear'})
  })
})

describe('GOFLAGS', () => {
  const build = (GOFLAGS: string, ...words: readonly string[]) =>
    readGo({words: ['go', 'build', ...words].map(text => ({text, pattern: false})), env: {GOFLAGS}, cwd: '/'})

  test.each([
    {goflags: '-trimpath -mod=vendor', words: [], flags: ['-trimpath', '-mod=vendor']},
    {goflags: `'-ldflags=-s -w'\t--tags=a`, words: [], flags: ['-ldflags=-s -w', '-tags=a']},
    {goflags: '-tags=a -gcflags=all=-N', words: ['-gcflags', '-l'], flags: ['-tags=a', '-gcflags=-l']},
    {goflags: ' ', words: ['-v'], flags: ['-v']},
  ])('$goflags $words', ({goflags, words, flags}) =>
    expect(build(goflags, ...words)).toMatchObject({kind: 'compile', go: {flags}}),
  )

  test.each([
    {goflags: '-overlay=/src/o.json', why: /-overlay, in GOFLAGS/},
    {goflags: `-trimpath "-toolexec=/src/x y"`, why: /-toolexec, in GOFLAGS/},
    {goflags: '--compiler=gccgo', why: /-compiler/},
    {goflags: '-linkshared', why: /-linkshared/},
    {goflags: '-pkgdir=pkg', why: /-pkgdir/},
    {goflags: '-n', why: /-n, in GOFLAGS/},
    {goflags: '-o=/elsewhere', why: /-o, in GOFLAGS/},
    {goflags: '-C=sub', why: /-C, in GOFLAGS/},
    {goflags: '-newflag', why: /not known here, in GOFLAGS/},
    {goflags: '-tags a', why: /-tags without its value, in GOFLAGS/},
    {goflags: '-v a', why: /a in GOFLAGS/},
    {goflags: `'-tags=a`, why: /quote that stays open/},
  ])('$goflags is not taken over', ({goflags, why}) => {
    const reading = build(goflags)
    expect(reading.kind === 'unclear' ? reading.why : reading.kind).toMatch(why)
  })
})

describe('goOfImage', () => {
  test.each([
    {image: 'golang:1.26.5', want: {kind: 'exact', version: '1.26.5'}},
    {image: 'golang:1.26.5-alpine3.22@sha256:abc', want: {kind: 'exact', version: '1.26.5'}},
    {image: 'golang:1.27rc1', want: {kind: 'exact', version: '1.27rc1'}},
    {image: 'registry.test:5000/mirror/golang:1.25.1-bookworm', want: {kind: 'exact', version: '1.25.1'}},
    {image: 'golang:1.26', want: {kind: 'floating', version: '1.26'}},
    {image: 'golang:1', want: {kind: 'floating', version: '1'}},
    {image: 'golang:alpine', want: {kind: 'floating', version: ''}},
    {image: 'golang', want: {kind: 'floating', version: ''}},
    {image: 'registry.test:5000/golang', want: {kind: 'floating', version: ''}},
    {image: '', want: {kind: 'unknown'}},
    {image: 'golang@sha256:abc', want: {kind: 'unknown'}},
    {image: 'golang:tip-20260101', want: {kind: 'unknown'}},
    {image: 'golang:1.26-nanoserver', want: {kind: 'unknown'}},
    {image: 'example.com/oss/go/microsoft/golang:1.26', want: {kind: 'unknown'}},
    {image: 'alpine:3.22', want: {kind: 'unknown'}},
    {image: 'acme/golang-builder:1.26', want: {kind: 'unknown'}},
  ])('$image', ({image, want}) => expect(goOfImage(image)).toMatchObject(want))
})
