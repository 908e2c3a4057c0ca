import {expect, test} from '@jest/globals'
import {formatChecks, formatOutline, formatTargets} from '../../src/report/call.ts'

const STAGE = {platform: undefined, description: undefined, line: 1}

test('targets: a stage without a name has its number, and nothing in the file moves the cursor', () => {
  const text = formatTargets([
    {...STAGE, name: 'build', base: 'golang:1.26', platform: '$BUILDPLATFORM', isDefault: false},
    {...STAGE, name: undefined, base: 'scratch', isDefault: true, description: 'what\u001b[2J runs'},
  ])
  expect(text.split('\n')).toEqual([
    'TARGET  BASE         PLATFORM        DEFAULT  DESCRIPTION',
    'build   golang:1.26  $BUILDPLATFORM',
    '1       scratch                      yes      what runs',
  ])
})

test('outline: only what there is', () => {
  const nothing = {target: undefined, args: [], secrets: [], ssh: [], caches: []}
  expect(formatOutline(nothing)).toBe('The target takes no arguments, secrets or SSH agents')
  const text = formatOutline({
    ...nothing,
    args: [{name: 'VERSION', value: undefined, line: 1}],
    secrets: [
      {name: 'token', required: true, line: 2},
      {name: 'more', required: false, line: 3},
    ],
  })
  expect(text.split('\n')).toEqual([
    'BUILD ARGUMENT  VALUE',
    'VERSION',
    '',
    'SECRET  IS',
    'token   required',
    'more    optional',
  ])
})

test.each([
  {count: 0, text: "BuildKit's checks find nothing to correct"},
  {count: 1, text: "BuildKit's checks find 1 thing to correct"},
  {count: 2, text: "BuildKit's checks find 2 things to correct"},
])('checks: $count', ({count, text}) => {
  const warning = {ruleName: 'A', description: '', detail: '', url: undefined, file: undefined, line: 1}
  expect(formatChecks({warnings: Array(count).fill(warning), error: undefined})).toBe(text)
})
