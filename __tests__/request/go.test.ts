import {resolve} from 'node:path'
import {describe, expect, test} from '@jest/globals'
import {type InputName, parseRequest} from '../../src/request/index.ts'

const CWD = resolve('/work')

function parse(given: Partial<Record<InputName, string>>) {
  const values = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [value]]))
  const {request, problems} = parseRequest({door: 'action', values}, {dir: CWD, cwd: CWD, warn: () => {}})
  return {...request, problems: problems.map(({subject, message}) => `${subject}: ${message}`)}
}

test('everything about Go, as given', () => {
  const {go, problems} = parse({
    'go-version': ' 1.25.x ',
    'go-version-file': 'shop/go.mod',
    'check-latest': 'true',
    architecture: 'arm64',
    'go-download-base-url': 'https://mirror.example.com/go',
    'go-toolchain-sum': 'h1:abc=',
  })
  expect(problems).toEqual([])
  expect(go).toEqual({
    version: '1.25.x',
    versionFile: resolve(CWD, 'shop/go.mod'),
    checkLatest: true,
    architecture: 'arm64',
    downloadBaseUrl: 'https://mirror.example.com/go',
    moduleSum: 'h1:abc=',
  })
})

describe('go-private', () => {
  test.each([
    'github.com/acme/*',
    'git.example.com',
    '*.example.com/team',
    'git[12].example.com/x-y',
    'git.example.com:8443/acme',
  ])('%s is a pattern', text => {
    expect(parse({'go-private': text})).toMatchObject({goPrivate: {patterns: [text]}, problems: []})
  })

  test.each(['acme', '*', 'https://github.com/acme', 'localhost/acme', 'github.com/a b'])('%s is none', text => {
    const {goPrivate, problems} = parse({'go-private': text})
    expect(goPrivate.patterns).toEqual([])
    expect(problems).toEqual([`go-private: "${text}" is no pattern of module paths`])
  })

  test('several, separated by commas or lines', () => {
    const {goPrivate} = parse({'go-private': 'github.com/acme/*,git.example.com\n github.com/other '})
    expect(goPrivate).toEqual({patterns: ['github.com/acme/*', 'git.example.com', 'github.com/other']})
  })

  test('a token needs a host that it is for', () => {
    const token = {'go-private-token': 'hunter2'}
    expect(parse({...token, 'go-private': 'github.com/acme/*'})).toMatchObject({
      goPrivate: {token: 'hunter2'},
      problems: [],
    })
    expect(parse(token).problems).toEqual(['go-private: is missing: go-private-token has to know which host it is for'])
    expect(parse({...token, 'go-private': '*.example.com'}).problems).toEqual([
      'go-private: names no whole host: go-private-token is sent to such alone',
    ])
    expect(parse({...token, 'go-private': '*.example.com,github.com/acme'}).problems).toEqual([])
    // One mistake is told once.
    expect(parse({...token, 'go-private': 'acme'}).problems).toHaveLength(1)
  })
})

describe('cache', () => {
  test.each(['auto', 'true', 'false', 'read'])('%s', mode => {
    expect(parse({cache: mode})).toMatchObject({cache: {mode}, problems: []})
  })

  test('a suffix', () => expect(parse({'cache-suffix': 'nightly'}).cache).toEqual({mode: 'auto', suffix: 'nightly'}))

  test('another word is a mistake, with the words that are none', () => {
    expect(parse({cache: 'sometimes'}).problems).toEqual([expect.stringMatching(/^cache: .*sometimes/)])
  })
})
