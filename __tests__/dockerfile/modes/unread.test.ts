import {describe, expect, test} from '@jest/globals'
import type {RequestedMode} from '../../../src/dockerfile/modes/mode-types.ts'
import {decideUnread} from '../../../src/dockerfile/modes/unread.ts'
import {parseDockerfile} from '../../../src/dockerfile/parse.ts'

function decide(text: string, change: {requested?: RequestedMode; buildCommand?: string[]; syntax?: string} = {}) {
  const source = Buffer.from(text)
  const read = parseDockerfile(source, 'Dockerfile')
  if (!('problem' in read)) throw new Error(`this can be read: ${text}`)
  const {requested = 'auto', buildCommand, syntax} = change
  const buildArgs = syntax === undefined ? {} : {BUILDKIT_SYNTAX: syntax}
  return decideUnread({path: 'Dockerfile', source, problem: read.problem, requested, buildCommand, buildArgs})
}

const FILE = 'FROM scratch\nNEWTHING x\n'

describe('a file that can’t be read', () => {
  test.each([
    'docker/dockerfile:1',
    'docker.io/docker/dockerfile:latest',
    'docker/dockerfile',
    'docker/dockerfile:1.29',
    'docker/dockerfile:1.7-labs',
    'docker/dockerfile-upstream:master',
    'docker/dockerfile@sha256:00',
    'example.com/frontend:1.4 with more words',
  ])('is left to %s', syntax => {
    const answer = decide(`# syntax=${syntax}\n${FILE}`)
    expect(answer?.problems).toEqual([])
    expect(answer?.decision).toMatchObject({mode: 'inside', rule: 'unread', line: 3, compilesGo: false})
    expect(answer?.decision?.reason).toBe(
      `only ${syntax.split(' ')[0]} can tell what it says; here reading ends with: unknown instruction: NEWTHING`,
    )
  })

  test.each(['docker/dockerfile:1.28', 'docker.io/docker/dockerfile:1.4.3', 'docker/dockerfile:1.7@sha256:00'])(
    'is refused by %s too',
    syntax => expect(decide(`# syntax=${syntax}\n${FILE}`)).toBeUndefined(),
  )

  test('is refused by the builder’s own frontend', () => {
    expect(decide(FILE)).toBeUndefined()
    expect(decide(`# syntax=docker/dockerfile:1\n${FILE}`, {syntax: 'dockerfile.v0'})).toBeUndefined()
  })

  test('is left to a frontend that a build argument names', () => {
    expect(decide(FILE, {syntax: 'example.com/frontend'})?.decision).toMatchObject({mode: 'inside', line: 2})
  })

  test.each<{change: Parameters<typeof decide>[1]; subject: string}>([
    {change: {requested: 'replace'}, subject: 'dockerfile-mode'},
    {change: {requested: 'prebuilt'}, subject: 'dockerfile-mode'},
    {change: {buildCommand: ['make']}, subject: 'build-command'},
  ])('can’t be built otherwise: $change', ({change, subject}) => {
    const answer = decide(`# syntax=docker/dockerfile:1\n${FILE}`, change)
    expect(answer).toMatchObject({decision: undefined, problems: [{subject}]})
    expect(answer?.problems[0]?.message).toMatch(/Dockerfile:3: only docker\/dockerfile:1 can tell/)
  })
})
