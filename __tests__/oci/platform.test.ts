import {expect, test} from '@jest/globals'
import {formatPlatform, parsePlatform} from '../../src/oci/index.ts'

test.each([
  ['linux/amd64', 'linux/amd64'],
  ['linux/amd64/v1', 'linux/amd64'],
  ['linux/amd64/v3', 'linux/amd64/v3'],
  ['linux/arm64', 'linux/arm64'],
  ['linux/arm64/v8', 'linux/arm64'],
  ['linux/arm64/v9', 'linux/arm64/v9'],
  ['linux/arm', 'linux/arm/v7'],
  ['linux/arm/v5', 'linux/arm/v5'],
  ['LINUX/AMD64', 'linux/amd64'],
  [' linux/riscv64 ', 'linux/riscv64'],
  ['linux/x86_64', 'linux/amd64'],
  ['linux/x86-64', 'linux/amd64'],
  ['linux/aarch64', 'linux/arm64'],
  ['linux/armhf', 'linux/arm/v7'],
  ['linux/mips64le', 'linux/mips64le'],
])('%s is %s', (text, want) => {
  const platform = parsePlatform(text)
  expect(platform && formatPlatform(platform)).toBe(want)
})

test.each(['', 'linux', 'linux/', '/amd64', 'linux/amd64/3', 'linux/amd64/v1/x', 'linux/am;d64', '-linux/amd64'])(
  '%s has not the form of a platform',
  text => expect(parsePlatform(text)).toBeUndefined(),
)
