import {expect, test} from '@jest/globals'
import {readInputs, secretsOf, variableOf} from '../../src/actions/index.ts'
import {inputsOf} from '../../src/request/index.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

test('a runner gives each input its variable, dashes kept', () => {
  expect(variableOf('go-env')).toBe('INPUT_GO-ENV')
  expect(
    readInputs({'INPUT_GO-ENV': 'A=1', INPUT_IMAGE: 'a', INPUT_IMAGES: 'b\nc', INPUT_LOAD: ''}).values,
  ).toMatchObject({
    'go-env': ['A=1'],
    image: ['a', 'b\nc'],
    load: [],
  })
})

test('every input of the action is read, and none of the command line', () => {
  const env = Object.fromEntries(inputsOf('action').map(({name}) => [variableOf(name), `the ${name}`]))
  const {values} = readInputs({...env, INPUT_JSON: 'true'})
  expect(values).toEqual(Object.fromEntries(inputsOf('action').map(({name}) => [name, [`the ${name}`]])))
})

test('secrets are found in every form in which they travel', () => {
  const secrets = secretsOf(
    readInputs({
      INPUT_USERNAME: 'ci',
      INPUT_PASSWORD: 'hunter2\n',
      'INPUT_GITHUB-TOKEN': 'ghs_1',
      'INPUT_REGISTRY-AUTH': 'registry=ghcr.io,username=me,"password=a,b"',
    }),
  )
  expect(secrets).toEqual([
    'hunter2',
    base64('ci:hunter2'),
    'ghs_1',
    base64('x-access-token:ghs_1'),
    'a,b',
    base64('me:a,b'),
  ])
})

test.each(['registry=ghcr.io,password=hunter2', '- registry: ghcr.io\n  password: "hunter2"', 'password=hunter2'])(
  'a secret is found where %j can not be read',
  text => expect(secretsOf(readInputs({'INPUT_REGISTRY-AUTH': text}))).toContain('hunter2'),
)

test.each([
  ['a=one\nb=two', ['one', 'two']],
  ['"a=one\ntwo"\nb=three', ['one\ntwo', 'three']],
  ['a="broken', ['"broken']],
])('secrets for a build: %j', (text, want) => expect(secretsOf(readInputs({INPUT_SECRETS: text}))).toEqual(want))

test('nothing is masked where nothing is secret', () => {
  expect(secretsOf(readInputs({INPUT_USERNAME: 'ci', INPUT_PASSWORD: '', INPUT_IMAGE: 'x'}))).toEqual([])
})
