// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are a Dockerfile’s variables
import {expect, test} from '@jest/globals'
import fc from 'fast-check'
import {expand} from '../../src/dockerfile/index.ts'
import {word} from './arbitrary.ts'

const VARIABLES = new Map([
  ['A', {value: 'a', unset: []}],
  ['EMPTY', {value: '', unset: []}],
  ['FROM_B', {value: 'x', unset: ['B']}],
])

test.each([
  ['$A/${A}', 'a/a', []],
  ['"$A" \'$A\' \\$A', 'a $A $A', []],
  ['${B:-d}${EMPTY:-e}${EMPTY-f}', 'de', ['B']],
  ['${A:+y}${B+n}', 'y', ['B']],
  ['${B:-${C:-c}}', 'c', ['C', 'B']],
  ['${FROM_B}', 'x', ['B']],
  ['${A%a}b', 'b', []],
])('%s is %s', (text, value, unset) => expect(expand(text, VARIABLES)).toMatchObject({value, unset}))

test.each([
  ['${B:?say it}', 'failed to process "${B:?say it}": B: say it'],
  ['${A', 'failed to process "${A": unsupported modifier (\ufffd) in substitution'],
  ['${A!}', 'failed to process "${A!}": unsupported modifier (!) in substitution'],
  ['"x', 'failed to process "\\"x": unexpected end of statement while looking for matching double-quote'],
])('%s is refused', (text, problem) => expect(expand(text, VARIABLES)).toEqual({problem}))

test('knows the other escape', () => {
  expect(expand('`$A \\$A', VARIABLES, {escape: '`'})).toMatchObject({value: '$A \\a'})
})

test('in a heredoc quotes are text', () => {
  expect(expand('"$A" \'$A\'', VARIABLES, {quotesAreText: true})).toMatchObject({value: '"a" \'a\''})
})

test('never throws', () => {
  const words = fc.oneof(word(), fc.string({unit: 'binary'}))
  fc.assert(
    fc.property(words, text => expect(expand(text, VARIABLES)).toBeDefined()),
    {numRuns: 3000},
  )
})

test('a pattern that a regular expression would take hours for', () => {
  const variables = new Map([['A', {value: 'a'.repeat(1000), unset: []}]])
  const pattern = `${'*a'.repeat(30)}b`
  for (const text of [`\${A#${pattern}}`, `\${A%%${pattern}}`, `\${A/${pattern}/x}`])
    expect(expand(text, variables)).toMatchObject({value: 'a'.repeat(1000)})
})

test('defaults in defaults without end', () => {
  const text = '${B:-'.repeat(20_000) + '}'.repeat(20_000)
  expect(expand(text, VARIABLES)).toMatchObject({
    problem: expect.stringMatching(/more than 500 substitutions in one another$/),
  })
})
