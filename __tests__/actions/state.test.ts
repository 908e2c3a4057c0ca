import {expect, test} from '@jest/globals'
import {formatState, parseState} from '../../src/actions/state.ts'

test('the post step reads what the main step left', () => {
  expect(parseState(formatState({folders: ['/tmp/a b', '/tmp/c']}))).toEqual({folders: ['/tmp/a b', '/tmp/c']})
})

test.each(['', '{', 'null', '[]', '{"folders":"/"}', '{"folders":[1,null,""]}'])('%j holds nothing to do', text => {
  expect(parseState(text)).toEqual({folders: []})
})
