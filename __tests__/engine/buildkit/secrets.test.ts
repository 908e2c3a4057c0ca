import {expect, test} from '@jest/globals'
import {secretProblems} from '../../../src/engine/buildkit/index.ts'
import {REQUEST} from './building.ts'

/** As in an overlay. */
const MOVED = {lineOf: (line: number) => line + 2}

const secret = (name: string, required: boolean) => ({name, required, line: 3})
const outlineOf = (...secrets: ReturnType<typeof secret>[]) => ({
  target: undefined,
  args: [],
  secrets,
  ssh: [],
  caches: [],
})

test('a required secret that nobody gave', () => {
  expect(secretProblems(outlineOf(secret('tok', true)), REQUEST, MOVED)).toMatchObject([
    {
      subject: 'secrets',
      message: 'the Dockerfile needs the secret "tok" (line 5)',
      hint: expect.stringContaining('tok=VALUE'),
    },
  ])
})

test.each([
  {what: 'by value', request: {secrets: [{id: 'tok', value: ''}]}},
  {what: 'by variable', request: {secretEnvs: ['tok=TOKEN']}},
  {what: 'by file', request: {secretFiles: ['tok=a=b']}},
])('one given $what', ({request}) => {
  expect(secretProblems(outlineOf(secret('tok', true)), {...REQUEST, ...request}, MOVED)).toEqual([])
})

test('one that may be absent', () =>
  expect(secretProblems(outlineOf(secret('tok', false)), REQUEST, MOVED)).toEqual([]))
