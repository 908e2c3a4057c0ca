import {describe, expect, test} from '@jest/globals'
import {goEnvOf, platformProblems, type RunGo} from '../../src/go/index.ts'
import {offlineGo, platform} from './support.ts'

const noGo: RunGo = async () => {
  throw new Error('no process is needed')
}

describe('goEnvOf', () => {
  test.each([
    ['linux/amd64', {GOARCH: 'amd64', GOAMD64: 'v1'}],
    ['linux/amd64/v3', {GOARCH: 'amd64', GOAMD64: 'v3'}],
    ['linux/arm64', {GOARCH: 'arm64', GOARM64: 'v8.0'}],
    ['linux/arm64/v8', {GOARCH: 'arm64', GOARM64: 'v8.0'}],
    ['linux/arm64/v8.2', {GOARCH: 'arm64', GOARM64: 'v8.2'}],
    ['linux/arm64/v9', {GOARCH: 'arm64', GOARM64: 'v9.0'}],
    ['linux/arm', {GOARCH: 'arm', GOARM: '7'}],
    ['linux/arm/v5', {GOARCH: 'arm', GOARM: '5'}],
    ['linux/arm/v6', {GOARCH: 'arm', GOARM: '6'}],
    ['linux/386', {GOARCH: '386'}],
    ['linux/riscv64', {GOARCH: 'riscv64'}],
  ])('%s', (text, want) => expect(goEnvOf(platform(text))).toEqual({GOOS: 'linux', ...want}))
})

describe('platformProblems', () => {
  const check = (text: string, options: {go?: RunGo; minor?: number} = {}) =>
    platformProblems({go: noGo, dir: process.cwd(), minor: 26, ...options, platforms: [platform(text)]})

  test('knows every Linux platform that the Go at hand lists, without asking it', async () => {
    const go = offlineGo()
    const {stdout} = await go(['tool', 'dist', 'list'], {cwd: process.cwd()})
    const listed = stdout.split('\n').filter(line => line.startsWith('linux/'))
    expect(listed.length).toBeGreaterThan(8)
    for (const line of listed) expect(await check(line)).toEqual([])
  })

  test.each(['linux/arm/v5', 'linux/arm64/v8.9', 'linux/arm64/v9', 'linux/amd64/v4'])('takes %s', async text => {
    expect(await check(text)).toEqual([])
  })

  test.each([
    ['windows/amd64', 'only Linux images', 'linux/amd64'],
    ['linux/amd64/v5', 'knows no v5', 'linux/amd64/v4'],
    ['linux/arm/v8', 'knows no v8', 'linux/arm/v7'],
    ['linux/riscv64/v1', 'knows no v1', 'linux/riscv64'],
    ['linux/mips65', 'does not compile for mips65', 'linux/mips64le'],
    ['linux/xyz', 'does not compile for xyz', 'linux/s390x'],
  ])('refuses %s', async (text, message, hint) => {
    const problems = await check(text, {go: offlineGo()})
    expect(problems).toEqual([
      {subject: 'platforms', message: expect.stringContaining(message), hint: expect.stringContaining(hint)},
    ])
  })

  test('asks a newer Go about an architecture that is not long known', async () => {
    const newer: RunGo = async () => ({exitCode: 0, stdout: 'linux/amd64\nlinux/new64\n', stderr: ''})
    expect(await check('linux/new64', {go: newer})).toEqual([])
  })

  test('refuses a level of arm64 that an older Go would ignore in silence', async () => {
    expect(await check('linux/arm64/v9', {minor: 22})).toHaveLength(1)
    expect(await check('linux/arm64', {minor: 22})).toEqual([])
  })
})
