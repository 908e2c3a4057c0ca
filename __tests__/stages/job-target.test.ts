import {expect, test} from '@jest/globals'
import {jobTarget} from '../../src/stages/job-target.ts'

test('jobs that compile for other machines have other keys', () => {
  const envs = [{}, {GOAMD64: 'v3'}, {GOARM64: 'v9.0'}, {GOARM: '6'}, {GOARM: '7'}, {GOARCH: 'arm'}, {GOOS: 'darwin'}]
  expect(new Set(envs.map(jobTarget)).size).toBe(envs.length)
})
