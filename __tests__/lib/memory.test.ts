import {expect, test} from '@jest/globals'
import {release} from '../../src/lib/memory.ts'

const canRelease = 'transfer' in ArrayBuffer.prototype // not in Node 20

test('a large buffer is gone at once', () => {
  const bytes = Buffer.allocUnsafeSlow(1024 * 1024)
  release(bytes.subarray(0, 512 * 1024)) // zlib gives parts of a buffer that is its own
  expect(bytes).toHaveLength(canRelease ? 0 : 1024 * 1024)
})

test('a small one may share its memory, and stays', () => {
  const [bytes, neighbour] = [Buffer.from('small'), Buffer.from('neighbour')]
  release(bytes)
  expect([bytes.toString(), neighbour.toString()]).toEqual(['small', 'neighbour'])
})

test('one that is gone already', () => {
  const bytes = Buffer.allocUnsafeSlow(1024 * 1024)
  release(bytes)
  expect(() => release(bytes)).not.toThrow()
})
