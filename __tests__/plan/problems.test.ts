import {describe, expect, test} from '@jest/globals'
import type {MainPackage} from '../../src/go/index.ts'
import {makePlan} from '../../src/plan/index.ts'
import {parseRequest} from '../../src/request/index.ts'

const main = (name: string): MainPackage & {reason: string} => ({
  importPath: `example.com/app/cmd/${name}`,
  dir: `/repo/cmd/${name}`,
  name,
  modulePath: 'example.com/app',
  moduleDir: '/repo',
  reason: '',
})

/** What makes the request wrong with these programs. */
function problemsOf(given: Readonly<Record<string, string>>, names: readonly string[] = ['app']) {
  const values = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [value]]))
  const {request} = parseRequest({door: 'cli', values}, {dir: '/repo', cwd: '/repo', warn: () => {}})
  const {problems} = makePlan(request, {
    trigger: {kind: 'local', trust: {trusted: true, reason: ''}},
    go: null,
    mains: names.map(main),
    dockerfile: undefined,
    caches: null,
    unresolved: [],
  })
  return problems
}

function mistakes(...given: Parameters<typeof problemsOf>): readonly string[] {
  return problemsOf(...given).map(({subject, message}) => `${subject}: ${message}`)
}

describe('what stands in one place', () => {
  const all = {image: 'r.io/x', entrypoint: '/app/a'}

  test.each([
    {
      name: 'two programs of an image',
      given: {...all, 'binary-path': '/app/x'},
      want: ['binary-path: two programs of r.io/x would be at /app/x'],
    },
    {name: 'each has its own image', given: {image: 'r.io/{name}', 'binary-path': '/app/x'}, want: []},
    {name: 'each has its own path', given: {...all, 'binary-path': '/bin/'}, want: []},
    {
      name: 'a file and a program',
      given: {...all, files: 'x:/app/a'},
      want: ['files: /repo/x:/app/a would be where the program is'],
    },
    {
      name: 'a file in the folder of a program',
      given: {...all, files: 'x/b:/app/'},
      want: ['files: /repo/x/b:/app/ would be where the program is'],
    },
    {
      name: 'a file and the same path in each image, once',
      given: {image: 'r.io/{name}', 'binary-path': '/app/x', files: 'x:/app/x'},
      want: ['files: /repo/x:/app/x would be where the program is'],
    },
    {name: 'a file beside a program', given: {...all, files: 'x:/app/'}, want: []},
  ])('$name', ({given, want}) => expect(mistakes(given, ['a', 'b'])).toEqual(want))
})

describe('which program an image starts', () => {
  const path = 'example.com/app/cmd'

  test.each([
    {
      name: 'two programs, and nobody says which',
      given: {image: 'r.io/x'},
      want: [`entrypoint: needed, because r.io/x holds 2 programs (${path}/a, ${path}/b)`],
    },
    {name: 'two programs, one is named', given: {image: 'r.io/x', entrypoint: '/app/a'}, want: []},
    {name: 'an image for each', given: {image: 'r.io/{name}'}, want: []},
  ])('$name', ({given, want}) => expect(mistakes(given, ['a', 'b'])).toEqual(want))
})

test.each([
  {given: {image: 'r.io/x'}, says: 'write {name} into `image`'},
  {given: {image: 'r.io/{name}', tags: 'r.io/x:v1'}, says: 'write {name} into its reference in `tags`'},
])('several programs in one image, $given', ({given, says}) => {
  const hints = problemsOf(given, ['a', 'b']).map(({hint}) => hint)
  expect(hints).toEqual([expect.stringContaining(says)])
})
