import {expect, test} from '@jest/globals'
import {RequestError, UserError} from '../../src/lib/errors.ts'
import {failureJson, formatError} from '../../src/report/index.ts'

const systemError = Object.assign(new Error('ENOSPC: no space left on device, write'), {code: 'ENOSPC'})
const refused = new AggregateError([
  new Error('connect ECONNREFUSED ::1:5000'),
  new Error('connect ECONNREFUSED 127.0.0.1:5000'),
])

test.each([
  {
    name: 'one mistake',
    error: new RequestError([{subject: 'image', message: '"Shop" is no name', hint: 'use "shop"'}]),
    want: 'error: image: "Shop" is no name\nhint: use "shop"',
  },
  {
    name: 'several mistakes, each with its hint',
    error: new RequestError([
      {subject: 'image', message: '"Shop" is no name', hint: 'use "shop"'},
      {subject: 'platforms', message: 'windows is no platform'},
    ]),
    want: `error: 2 things in the request are wrong
  image: "Shop" is no name
    hint: use "shop"
  platforms: windows is no platform`,
  },
  {name: 'without a hint', error: new UserError('no go.mod'), want: 'error: no go.mod'},
  {
    name: 'with a place',
    error: new UserError('no such tool', {at: {file: 'go.mod', line: 3}, hint: 'fix it'}),
    want: 'error: go.mod:3: no such tool\nhint: fix it',
  },
  {
    name: 'cancelled',
    error: Object.assign(new Error('stopped by SIGINT'), {name: 'AbortError'}),
    want: 'error: stopped by SIGINT',
  },
])('$name', ({error, want}) => expect(formatError(error)).toBe(want))

test('what the machine refuses is explained, not reported as a bug', () => {
  expect(formatError(systemError)).toMatch(/^error: ENOSPC: no space left on device, write\nhint: free some disk/)
})

test.each([new TypeError('x is undefined'), 'thrown text'])('an unexpected error is ours: %s', error => {
  const text = formatError(error)
  expect(text).toContain('Please report this')
  expect(text).toContain(error instanceof Error ? 'failure.test.ts' : 'thrown text')
})

test('verbose names the chain of causes', () => {
  const error = new UserError('cannot push', {cause: new UserError('cannot connect', {cause: refused})})
  expect(formatError(error)).toBe('error: cannot push')
  const verbose = formatError(error, {verbose: true})
  expect(verbose).toContain('caused by: UserError: cannot connect')
  expect(verbose).toContain('caused by: connect ECONNREFUSED ::1:5000; connect ECONNREFUSED 127.0.0.1:5000')
})

test('a chain that bites its tail ends', () => {
  const error = new Error('a')
  error.cause = error
  expect(formatError(new UserError('x', {cause: error}), {verbose: true}).match(/caused by/g)).toHaveLength(8)
})

test.each([
  {
    name: 'mistakes',
    error: new RequestError([
      {subject: 'image', message: '"Shop" is no name', hint: 'use "shop"'},
      {subject: 'platforms', message: 'windows is no platform'},
    ]),
    want: {
      message: 'image: "Shop" is no name\nplatforms: windows is no platform',
      problems: [
        {subject: 'image', message: '"Shop" is no name', hint: 'use "shop"'},
        {subject: 'platforms', message: 'windows is no platform'},
      ],
    },
  },
  {name: 'the message alone', error: new UserError('no go.mod'), want: {message: 'no go.mod'}},
  {
    name: 'all that there is to say',
    error: new UserError('no such tool', {
      at: {file: 'go.mod', folder: '/home/me', line: 3},
      hint: 'fix it',
      told: 'go.mod:3: x',
    }),
    want: {message: 'no such tool', hint: 'fix it', at: {file: 'go.mod', line: 3}, output: 'go.mod:3: x'},
  },
  {
    name: 'what the machine refuses',
    error: systemError,
    want: {message: systemError.message, hint: expect.stringContaining('free some disk')},
  },
  {
    name: 'a fault of ours, without a stack',
    error: new TypeError('x is undefined'),
    want: {message: 'x is undefined', hint: expect.stringContaining('Please report this')},
  },
])('as JSON: $name', ({error, want}) => expect(failureJson(error)).toEqual({error: want}))
