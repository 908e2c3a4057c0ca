import {describe, expect, test} from '@jest/globals'
import {alignColumns, cut, safeLine, safeLines, shellWord} from '../../src/report/text.ts'
import {count, formatBytes, formatDuration, formatElapsed} from '../../src/report/units.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [24_123_456, '24.1 MB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [1_500_000_000, '1.5 GB'],
])('formatBytes %d', (bytes, want) => expect(formatBytes(bytes)).toBe(want))

test.each([
  [0, '0 ms', '0.0 s'],
  [999, '999 ms', '1.0 s'],
  [2149, '2.1 s', '2.1 s'],
  [59_949, '59.9 s', '59.9 s'],
  [59_950, '1 min 0 s', '1 min 0 s'],
  [125_000, '2 min 5 s', '2 min 5 s'],
])('%d ms as duration and as clock', (ms, duration, clock) => {
  expect(formatDuration(ms)).toBe(duration)
  expect(formatElapsed(ms)).toBe(clock)
})

test('count', () =>
  expect([count(0, 'image'), count(1, 'image'), count(2, 'image')]).toEqual(['0 images', '1 image', '2 images']))

describe('text of others', () => {
  test.each([
    {name: 'lines stay', text: 'a\n\tb\n', want: ['a', '\tb']},
    {name: 'a return ends a line, as for a runner', text: 'a\r::warning::b\r\nc', want: ['a', '::warning::b', 'c']},
    {name: 'colours and cursor movements', text: '\x1b[31mred\x1b[0m\x1b[2A\x9b1A', want: ['red']},
    {name: 'bells, backspaces, next-line', text: 'a\x07\x08b\x85c\u2028d', want: ['abcd']},
    {
      name: 'marks that turn text round, and invisible ones',
      text: 'a\u202eb\u2066c\u200bd\u00ade\ufe0f',
      want: ['abcde'],
    },
    {name: 'letters of the world', text: 'grüße 世界', want: ['grüße 世界']},
  ])('$name', ({text, want}) => expect(safeLines(text)).toEqual(want))

  test('as one line', () => expect(safeLine(' a\n  b\tc ')).toBe('a b c'))
})

test('cut counts characters, not code units', () => {
  expect(cut('𝒜𝒜𝒜', 3)).toBe('𝒜𝒜𝒜')
  expect(cut('𝒜𝒜𝒜', 2)).toBe('𝒜…')
  expect(cut('abc', 0)).toBe('…')
})

test('alignColumns', () => {
  const rows = [
    ['a', 'bbb', 'x'],
    ['aaaa', 'b', ''],
  ]
  expect(alignColumns(rows)).toEqual(['a     bbb  x', 'aaaa  b'])
})

test.each([
  ['ghcr.io/acme/shop:main', 'ghcr.io/acme/shop:main'],
  ['/home/me/my images', "'/home/me/my images'"],
  ["it's", "'it'\\''s'"],
  ['$(id)', "'$(id)'"],
  ['', "''"],
])('shellWord %s', (word, want) => expect(shellWord(word)).toBe(want))
