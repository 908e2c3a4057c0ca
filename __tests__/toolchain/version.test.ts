import {expect, test} from '@jest/globals'
import {
  compareVersions,
  fromSemver,
  isFirstRelease,
  isLanguage,
  newestOf,
  readVersion,
  suffixOf,
  toSemver,
} from '../../src/toolchain/version.ts'

test.each([
  ['1.26.1', '1.26.1'],
  ['go1.26.1', '1.26.1'],
  ['1.27rc1', '1.27rc1'],
  ['1.21beta1', '1.21beta1'],
  ['1.22', '1.22'],
  ['1', '1'],
  ['go1.24.0-acme', '1.24.0-acme'],
  ['go1.24.0 X:boringcrypto', '1.24.0 X:boringcrypto'],
])('%s is a version', (text, want) => expect(readVersion(text)).toBe(want))

test.each(['', 'go', '1.', '1.22.', '1.022', '1.22.1rc1', '1.22rc', 'x1.22', '1.22.3.4', '1.24.0-a/b', '^1.22'])(
  '"%s" is none',
  text => expect(readVersion(text)).toBeUndefined(),
)

test('the order is cmd/go’s', () => {
  const order = [
    '1.9',
    '1.20rc1',
    '1.20',
    '1.20.1',
    '1.21',
    '1.21beta1',
    '1.21rc1',
    '1.21rc2',
    '1.21.0',
    '1.21.9',
    '1.21.10',
    '1.22',
  ]
  expect(order.toReversed().toSorted(compareVersions)).toEqual(order)
  expect(newestOf(order)).toBe('1.22')
  expect(compareVersions('1.20', '1.20.0')).toBe(0)
  expect(compareVersions('1.24.0-acme', '1.24.0')).toBe(0)
})

test.each([
  ['1.22', true],
  ['1.20', false], // once a release
  ['1.22.0', false],
  ['1.22rc1', false],
])('%s is a language version: %s', (version, want) => expect(isLanguage(version)).toBe(want))

test('first releases are those with a .0', () => {
  expect(['1.22.0', '1.22.1', '1.22', '1.20'].map(isFirstRelease)).toEqual([true, false, false, false])
})

test.each([
  ['1.26.1', '1.26.1'],
  ['1.20rc2', '1.20.0-rc.2'],
  ['1.21beta1', '1.21.0-beta.1'],
  ['1.20', '1.20.0'],
  ['1.21.0', '1.21.0'],
])('%s is %s in the tool cache, and back', (version, semver) => {
  expect(toSemver(version)).toBe(semver)
  expect(fromSemver(semver)).toBe(version)
})

test.each(['1.25', '^1.25', '1.25.x', '1.25.3-rc.1', 'stable'])('%s is no whole semver version', text =>
  expect(fromSemver(text)).toBeUndefined(),
)

test('the suffix of a custom build', () => expect(suffixOf('1.24.0-acme')).toBe('-acme'))
