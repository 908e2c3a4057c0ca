import {describe, expect, test} from '@jest/globals'
import {copyLine, destinationPath, quoted, shellWord, sourcePath} from '../../src/dockerfile/generate/quote.ts'

describe('a word of ENV, LABEL …', () => {
  test.each([
    {text: '/usr/bin:8080', want: '/usr/bin:8080'},
    {text: '', want: '""'},
    {text: 'two words', want: '"two words"'},
    {text: `it's "$HOME" \\n`, want: String.raw`"it's \"\$HOME\" \\n"`},
    {text: '#no comment', want: '"#no comment"'},
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the variable is a Dockerfile's
    {text: 'a\nb', want: '"a${NEWLINE:?is a build argument, one line break}b"'},
  ])('$text', ({text, want}) => expect(quoted(text)).toBe(want))
})

describe('a word for /bin/sh', () => {
  test.each([
    {text: '-tags=a,b', want: '-tags=a,b'},
    {text: '-ldflags=-s -w', want: "-ldflags='-s -w'"},
    {text: "it's", want: `'it'\\''s'`},
    {text: '$(rm)', want: "'$(rm)'"},
    {text: '', want: "''"},
    {text: '-ldflags=a\\b\nc', want: String.raw`-ldflags="$(printf %b 'a\\b\nc')"`},
  ])('$text', ({text, want}) => expect(shellWord(text)).toBe(want))
})

describe('a line of COPY', () => {
  test.each([
    {from: 'a', to: '/b', want: 'COPY a /b'},
    {from: 'a b', to: '/c d/', want: 'COPY ["a b", "/c d/"]'},
    {from: 'a[1]*', to: '/$b', want: String.raw`COPY ["a[[]1][*]", "/\\$b"]`},
    {from: "it's", to: '/x"', want: String.raw`COPY ["it\\'s", "/x\\\""]`},
  ])('$from to $to', ({from, to, want}) => expect(copyLine([], [sourcePath(from)], destinationPath(to))).toBe(want))
})
