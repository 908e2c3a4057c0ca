import {expect, test} from '@jest/globals'
import {formatState, parseState} from '../../src/actions/state.ts'

test('the post step reads what the main step left', () => {
  const state = {
    folders: ['/tmp/a b', '/tmp/c'],
    saves: [
      {kind: 'modules', key: 'gcz-mod-linux-1', folder: '/mod', sums: '/work'},
      {kind: 'build', key: 'gcz-build-linux-1', folder: '/build'},
    ],
    builders: ['go-containerize-1'],
  } as const
  expect(parseState(formatState(state))).toEqual(state)
})

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"folders":"/"}',
  '{"folders":[1,null,""]}',
  '{"saves":[null,{},{"kind":"modules","key":"k","folder":"/f"},{"kind":"other","key":"k","folder":"/f"}]}',
])('%j holds nothing to do', text => {
  expect(parseState(text)).toEqual({folders: [], saves: [], builders: []})
})
