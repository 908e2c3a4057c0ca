import {expect, test} from '@jest/globals'
import {checkZlib} from '../../src/oci/index.ts'

test('this Node compresses as the official builds do', () => {
  expect(checkZlib()).toEqual({reproducible: true})
})

test('another zlib is noticed', () => {
  expect(checkZlib('sha256:of what other builds give')).toEqual({
    reproducible: false,
    warning: expect.stringContaining('other digests'),
  })
})
