import {describe, expect, test} from '@jest/globals'
import {decideEngine} from '../../src/plan/engine.ts'
import type {InputName, Request} from '../../src/request/index.ts'

const DOCKERFILE = 'build/Dockerfile'

test.each([
  {engine: 'auto', dockerfile: undefined, name: 'embedded', uses: false, reason: /there is no Dockerfile/},
  {engine: 'auto', dockerfile: DOCKERFILE, name: 'buildkit', uses: true, reason: /there is build\/Dockerfile/},
  {engine: 'embedded', dockerfile: DOCKERFILE, name: 'embedded', uses: false, reason: /^engine: embedded$/},
  {engine: 'buildkit', dockerfile: DOCKERFILE, name: 'buildkit', uses: true, reason: /^engine: buildkit$/},
  {engine: 'buildkit', dockerfile: undefined, name: 'buildkit', uses: false, reason: /written for the run/},
] as const)('engine: $engine with $dockerfile', ({engine, dockerfile, name, uses, reason}) => {
  const decision = decideEngine({engine, given: []}, dockerfile)
  expect(decision).toMatchObject({engine: {name, reason: expect.stringMatching(reason)}, usesDockerfile: uses})
})

describe('what was given and is of no use', () => {
  const unused = (engine: Request['engine'], dockerfile: string | undefined, given: readonly InputName[]) =>
    decideEngine({engine, given}, dockerfile).problems

  test.each([
    {what: 'a Dockerfile is built', engine: 'auto', dockerfile: DOCKERFILE, want: ['base', 'ldflags']},
    {what: 'one is left aside', engine: 'embedded', dockerfile: DOCKERFILE, want: ['target', 'cache-from', 'builder']},
    {what: 'there is none', engine: 'auto', dockerfile: undefined, want: ['target', 'cache-from', 'builder']},
    {what: 'there is none, and BuildKit builds', engine: 'buildkit', dockerfile: undefined, want: ['target']},
  ] as const)('$what: $want', ({engine, dockerfile, want}) => {
    const given = ['base', 'ldflags', 'labels', 'target', 'cache-from', 'builder'] as const
    const problems = unused(engine, dockerfile, given)
    expect(problems.map(({subject}) => subject).sort()).toEqual([...want].sort())
  })

  test('the way out is named', () => {
    expect(unused('auto', undefined, ['sbom'])).toEqual([
      {
        subject: 'sbom',
        message: 'is of no use here: there is no Dockerfile',
        hint: 'name one in `file`, or use engine: buildkit',
      },
    ])
    expect(unused('embedded', DOCKERFILE, ['sbom'])[0]?.hint).toBe('leave engine out, or this input')
    expect(unused('buildkit', undefined, ['build-args'])[0]?.hint).toBe('name one in `file`')
  })
})
