import {expect, test} from '@jest/globals'
import {environmentFor} from '../../src/lib/environment.ts'

test.each([
  {name: 'PATH', passes: true},
  {name: 'Path', passes: true},
  {name: 'XDG_CONFIG_HOME', passes: true},
  {name: 'tool_home', passes: true},
  {name: 'INPUT_PASSWORD', passes: false},
  {name: 'GITHUB_TOKEN', passes: false},
  {name: 'MY_PATH', passes: false},
])('a child that also reads TOOL_*: $name passes = $passes', ({name, passes}) => {
  expect(environmentFor({[name]: 'x'}, upper => upper.startsWith('TOOL_'))).toEqual(passes ? {[name]: 'x'} : {})
})

test('what is not set stays unset', () => {
  expect(environmentFor({HOME: undefined}, () => true)).toEqual({})
})
