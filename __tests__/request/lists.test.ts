import {describe, expect, test} from '@jest/globals'
import fc from 'fast-check'
import {parseLines, parseList, parsePair, parseRecords} from '../../src/request/lists.ts'

describe('a list', () => {
  test.each([
    ['a,b\nc', ['a', 'b', 'c']],
    ['# a comment\n  # another, with "quotes\na', ['a']],
    ['a, b ,\n\n , c', ['a', 'b', 'c']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['"a,b",c', ['a,b', 'c']],
    ['"#a"', ['#a']],
    ['a#b', ['a#b']],
    ['"say ""hi"""', ['say "hi"']],
    ['', []],
  ])('%j holds %j', (text, value) => expect(parseList(text)).toEqual({value}))

  test.each(['"never closed', 'a\n"b" c'])('%j can not be read', text => {
    expect(parseList(text)).toEqual({problem: expect.stringContaining('double quote'), hint: expect.any(String)})
  })
})

describe('lines', () => {
  test.each([
    ['A=1,2\nB=3', ['A=1,2', 'B=3']],
    ['-X main.a=b -X "main.c=d e"', ['-X main.a=b -X "main.c=d e"']],
    ['color=#fff\n#color=#000', ['color=#fff']],
    ['"A=first\nsecond"\nB=2', ['A=first\nsecond', 'B=2']],
  ])('%j holds %j', (text, value) => expect(parseLines(text)).toEqual({value}))
})

test('records keep their fields apart', () => {
  expect(parseRecords('a,b\n"c,d",e')).toEqual({
    value: [
      ['a', 'b'],
      ['c,d', 'e'],
    ],
  })
})

/** How a workflow writes any item so that it is read back as it is. */
const quoted = (item: string) => `"${item.replaceAll('"', '""')}"`
// White space at the ends is trimmed also within quotes' neighbourhood; NUL is the separator that no text holds.
const item = fc.string({unit: 'grapheme', minLength: 1}).filter(text => text.trim() === text && !text.includes('\0'))

test('any items that are quoted come back as they were', () => {
  fc.assert(
    fc.property(fc.array(item), items => {
      expect(parseList(items.map(quoted).join(','))).toEqual({value: items})
      expect(parseLines(items.map(quoted).join('\n'))).toEqual({value: items})
    }),
  )
})

test.each([
  ['a=b=c', {key: 'a', value: 'b=c'}],
  ['a=', {key: 'a', value: ''}],
  [' a = b', {key: 'a', value: ' b'}],
  ['=b', undefined],
  ['a', undefined],
])('%j is the pair %j', (text, pair) => expect(parsePair(text)).toEqual(pair))
