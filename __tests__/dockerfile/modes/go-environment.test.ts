import {spawnSync} from 'node:child_process'
import {expect, test} from '@jest/globals'
import {targetOf} from '../../../src/dockerfile/modes/go-environment.ts'
import {platforms} from './support.ts'

test.each<{
  what: string
  own: string
  image: string
  env?: Record<string, string>
  program?: 'go' | 'xx-go'
  want: Record<string, string>
}>([
  {
    what: 'nothing said',
    own: 'linux/amd64',
    image: 'linux/amd64',
    want: {GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v1'},
  },
  {
    what: 'a better image',
    own: 'linux/amd64/v3',
    image: 'linux/amd64/v3',
    want: {GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v1'},
  },
  {
    what: 'across',
    own: 'linux/amd64',
    image: 'linux/arm64',
    env: {GOARCH: 'arm64'},
    want: {GOOS: 'linux', GOARCH: 'arm64', GOARM64: 'v8.0'},
  },
  {
    what: 'arm across, no level',
    own: 'linux/amd64',
    image: 'linux/arm/v6',
    env: {GOARCH: 'arm'},
    want: {GOOS: 'linux', GOARCH: 'arm', GOARM: '7'},
  },
  {
    what: 'arm under emulation',
    own: 'linux/arm/v6',
    image: 'linux/arm/v6',
    want: {GOOS: 'linux', GOARCH: 'arm', GOARM: '6'},
  },
  {
    what: 'a level',
    own: 'linux/amd64',
    image: 'linux/amd64',
    env: {GOAMD64: 'v2'},
    want: {GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v2'},
  },
  {
    what: 'empty ones',
    own: 'linux/amd64',
    image: 'linux/amd64',
    env: {GOOS: '', GOARCH: ''},
    want: {GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v1'},
  },
  {
    what: 'xx-go',
    own: 'linux/amd64',
    image: 'linux/arm/v6',
    env: {GOARCH: 'amd64'},
    program: 'xx-go',
    want: {GOOS: 'linux', GOARCH: 'arm', GOARM: '6'},
  },
])('targetOf: $what', ({own, image, env = {}, program = 'go', want}) => {
  const [ownPlatform, platform] = platforms(own, image)
  if (!ownPlatform || !platform) throw new Error('never')
  expect(targetOf({go: {program}, env, platform, ownPlatform})).toEqual(want)
})

test.each(['386', 'arm', 'arm64', 'mips', 'mips64le', 'ppc64le', 'riscv64'])(
  'the level of %s is what go takes',
  name => {
    const [platform] = platforms(`linux/${name}`)
    const ownPlatform = {os: 'linux', architecture: 'amd64'}
    if (!platform) throw new Error('never')
    const {GOOS, GOARCH, ...level} = targetOf({go: {program: 'go'}, env: {GOARCH: name}, platform, ownPlatform})
    const [[variable = '', value] = []] = Object.entries(level)
    const env = {PATH: process.env.PATH, HOME: process.env.HOME, GOENV: 'off', GOOS, GOARCH}
    expect(spawnSync('go', ['env', variable], {env, encoding: 'utf8'}).stdout.trim()).toBe(value)
  },
)
