import {expect, test} from '@jest/globals'
import {choosePlatform} from '../../src/engine/embedded/base-platform.ts'
import {formatPlatform, type Platform} from '../../src/oci/index.ts'

/** As written, without any normalisation: bases come in every spelling. */
function platform(text: string): Platform {
  const [os = '', architecture = '', variant] = text.split('/')
  return {os, architecture, ...(variant === undefined ? {} : {variant})}
}

test.each([
  {target: 'linux/amd64', base: ['linux/arm64', 'linux/amd64'], want: 'linux/amd64'},
  {target: 'linux/amd64', base: ['linux/amd64/v1'], want: 'linux/amd64/v1'},
  {target: 'linux/amd64', base: ['linux/amd64/v3'], want: undefined},
  {target: 'linux/amd64/v3', base: ['linux/amd64'], want: 'linux/amd64'},
  {target: 'linux/amd64/v3', base: ['linux/amd64', 'linux/amd64/v2', 'linux/amd64/v4'], want: 'linux/amd64/v2'},
  {target: 'linux/amd64', base: ['windows/amd64'], want: undefined},
  {target: 'linux/arm/v7', base: ['linux/arm/v5', 'linux/arm/v6'], want: 'linux/arm/v6'},
  {target: 'linux/arm/v7', base: ['linux/arm/v5'], want: 'linux/arm/v5'},
  {target: 'linux/arm/v7', base: ['linux/arm'], want: 'linux/arm'},
  {target: 'linux/arm', base: ['linux/arm/v7'], want: 'linux/arm/v7'},
  {target: 'linux/arm/v6', base: ['linux/arm/v7'], want: undefined},
  {target: 'linux/arm/v7', base: ['linux/arm64/v8'], want: undefined},
  {target: 'linux/arm64', base: ['linux/arm64/v8'], want: 'linux/arm64/v8'},
  {target: 'linux/arm64', base: ['linux/arm64/v9'], want: undefined},
  {target: 'linux/arm64/v9', base: ['linux/arm64', 'linux/arm64/v9'], want: 'linux/arm64/v9'},
  {target: 'linux/arm64/v9', base: ['linux/arm64/v8'], want: 'linux/arm64/v8'},
  {target: 'linux/arm64/v8.1', base: ['linux/arm64', 'linux/arm64/v8.2'], want: 'linux/arm64'},
  {target: 'linux/s390x', base: ['linux/s390x'], want: 'linux/s390x'},
  {target: 'linux/riscv64', base: ['linux/riscv64/rva22u64', 'linux/riscv64'], want: 'linux/riscv64'},
  {target: 'linux/riscv64', base: ['linux/riscv64/rva22u64'], want: undefined},
])('$target on $base', ({target, base, want}) => {
  const chosen = choosePlatform(
    base.map(text => ({platform: platform(text)})),
    platform(target),
  )
  expect(chosen && formatPlatform(chosen.platform)).toBe(want)
})
