import {expect, test} from '@jest/globals'
import {endsBefore, inRange, parseSpec} from '../../src/toolchain/range.ts'

test.each([
  ['1.25.3', '1.25.3'],
  ['go1.25.3', '1.25.3'],
  ['v1.25.3', '1.25.3'],
  ['1.20rc2', '1.20rc2'],
  ['1.20.0-rc.2', '1.20rc2'],
  ['1.20.0-rc2', '1.20rc2'],
  ['1.24.0-acme', '1.24.0-acme'],
])('%s is exactly %s', (text, version) => expect(parseSpec(text)).toEqual({kind: 'exact', version}))

test.each(['stable', 'oldstable'] as const)('%s', kind => expect(parseSpec(` ${kind} `)).toEqual({kind}))

test.each([
  {text: '1.25', fits: ['1.25.0', '1.25.9'], not: ['1.24.9', '1.26.0', '1.25rc1']},
  {text: '1.25.x', fits: ['1.25.3'], not: ['1.26.0']},
  {text: '1.20', fits: ['1.20', '1.20.14'], not: ['1.21.0']},
  {text: '^1.24', fits: ['1.24.0', '1.27.1'], not: ['1.23.9', '2.0.0']},
  {text: '~1.24.3', fits: ['1.24.3', '1.24.9'], not: ['1.24.2', '1.25.0']},
  {text: '>=1.24 <1.26', fits: ['1.25.9'], not: ['1.26.0']},
  {text: '1.24.1 || 1.25.1', fits: ['1.25.1'], not: ['1.25.2']},
  {text: '>=1.27rc1', fits: ['1.27rc2', '1.27.0'], not: ['1.27beta1']},
  {text: '1', fits: ['1.25.3'], not: ['2.0.0']},
  {text: '*', fits: ['1.25.3'], not: ['1.27rc1']},
])('range $text', ({text, fits, not}) => {
  const spec = parseSpec(text)
  if (spec?.kind !== 'range') throw new Error(`${text} is no range`)
  const {range} = spec
  expect(spec.text).toBe(text)
  expect([...fits, ...not].filter(version => inRange(version, range))).toEqual(fits)
})

test.each(['', 'latest', 'newest', '1.25.3.4', '1,25', '../1.25', '$(id)', '1.25\n1.26'])('"%s" is nothing', text =>
  expect(parseSpec(text)).toBeUndefined(),
)

test('a range that ends before a version', () => {
  expect(endsBefore('1.20', '1.21')).toBe(true)
  expect(endsBefore('^1.20', '1.21')).toBe(false)
})
