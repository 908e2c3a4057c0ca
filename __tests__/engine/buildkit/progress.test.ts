import {describe, expect, test} from '@jest/globals'
import {checkAnnotations} from '../../../src/engine/buildkit/index.ts'
import {followProgress} from '../../../src/engine/buildkit/progress.ts'
import {keepingLog} from './building.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const at = (second: number) => new Date(second * 1000).toISOString()
const vertex = (digest: string, more: object) => ({vertexes: [{digest, name: `[${digest} 1/1] RUN x`, ...more}]})
const log = (digest: string, data: string) => ({logs: [{vertex: digest, stream: 1, data: base64(data)}]})

function follow(...events: readonly (object | string)[]) {
  const said = keepingLog()
  const progress = followProgress(said)
  for (const event of events) progress.line(typeof event === 'string' ? event : JSON.stringify(event))
  return {progress, lines: said.lines}
}

test('a step begins, prints and ends', () => {
  const {progress, lines} = follow(
    vertex('a', {}),
    vertex('a', {started: at(1)}),
    log('a', 'one\ntw'),
    log('a', 'o\n\u001B[31mred\u001B[0m\n 10%\r 20%\r100%'),
    vertex('a', {started: at(1), completed: at(3.5)}),
  )
  expect(lines).toEqual(['#1 [a 1/1] RUN x', '#1 | one', '#1 | two', '#1 | red', '#1 | 100%', '#1 done in 2.5 s'])
  expect(progress.steps()).toEqual([
    {name: '[a 1/1] RUN x', milliseconds: 2500, cached: false, error: undefined, tail: ['one', 'two', 'red', '100%']},
  ])
})

test('several steps, a cached and a failed one among them', () => {
  const {progress, lines} = follow(
    vertex('a', {started: at(1), completed: at(1), cached: true}),
    vertex('b', {started: at(1)}),
    vertex('never', {}),
    vertex('b', {started: at(1), completed: at(2), error: 'exit code: 1'}),
  )
  expect(lines).toEqual(['#1 [a 1/1] RUN x', '#1 cached', '#2 [b 1/1] RUN x', '#2 [b 1/1] RUN x failed: exit code: 1'])
  expect(progress.steps().map(({cached, error}) => ({cached, error}))).toEqual([
    {cached: true, error: undefined},
    {cached: false, error: 'exit code: 1'},
  ])
})

test("BuildKit's house-keeping is said once, to those who debug, and its failure to all", () => {
  const load = (more: object) => ({vertexes: [{digest: 'l', name: '[internal] load metadata', ...more}]})
  const twice = load({started: at(1), completed: at(1)})
  expect(follow(twice, twice).lines).toEqual([])
  expect(follow(load({started: at(1), completed: at(1), error: 'gone'})).lines).toEqual([
    '#1 [internal] load metadata failed: gone',
  ])
})

test('keeps the end of a long output, and what is said in words', () => {
  const lines = Array.from({length: 50}, (_, index) => `line ${index}\n`).join('')
  const {progress} = follow(vertex('a', {started: at(1)}), log('a', lines), 'ERROR: no', '{"half', '')
  expect(progress.steps()[0]?.tail).toHaveLength(12)
  expect(progress.steps()[0]?.tail.at(-1)).toBe('line 49')
  expect(progress.said()).toBe('ERROR: no\n{"half')
})

describe('warnings', () => {
  const warning = {
    vertex: 'a',
    short: base64("FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 3)"),
    detail: [base64('The as keyword should match')],
    url: 'https://example.com/rule',
    sourceInfo: {filename: 'Dockerfile.overlay'},
    range: [{start: {line: 3}, end: {line: 3}}],
  }

  test('are told once, though each platform has them', () => {
    const {progress} = follow({warnings: [warning]}, {warnings: [warning]})
    expect(progress.warnings()).toEqual([
      {
        ruleName: 'FromAsCasing',
        detail: "'as' and 'FROM' keywords' casing do not match",
        description: 'The as keyword should match',
        url: 'https://example.com/rule',
        file: 'Dockerfile.overlay',
        line: 3,
      },
    ])
  })

  test("stand at the user's lines, and those of our lines nowhere", () => {
    const {progress} = follow(
      {warnings: [warning, {...warning, range: [{start: {line: 9}}]}]},
      {warnings: [{short: base64('something else'), detail: []}]},
    )
    const source = {path: 'docker/Dockerfile', lineOf: (line: number) => (line === 9 ? undefined : line - 1)}
    expect(checkAnnotations(progress.warnings(), source)).toEqual([
      {
        message: "FromAsCasing: 'as' and 'FROM' keywords' casing do not match (https://example.com/rule)",
        at: {file: 'docker/Dockerfile', line: 2},
      },
      {message: 'something else'},
    ])
  })
})
