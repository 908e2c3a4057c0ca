import {describe, expect, test} from '@jest/globals'
import fc from 'fast-check'
import {compileShare} from '../../src/ci-cache/action-graph.ts'
import type {CompileShare, RestoreReport} from '../../src/ci-cache/types.ts'
import {shouldSaveBuild, shouldSaveModules, shouldSaveOutputs, shouldSaveSources} from '../../src/ci-cache/worth.ts'

const action = (name: string, ms: number, {executed = true, mode = 'build'} = {}) => ({
  Mode: mode,
  Package: name,
  Cmd: executed ? ['compile …'] : null,
  TimeStart: '2026-03-01T10:00:00.000000001Z',
  TimeDone: new Date(Date.UTC(2026, 2, 1, 10) + ms).toISOString(),
})

describe('compileShare', () => {
  test('counts compiled packages, over all builds', () => {
    const amd64 = [
      action('fmt', 300),
      action('net', 900),
      action('os', 1, {executed: false}),
      action('example.com/app', 250, {mode: 'link'}),
      {Mode: 'build check cache', Package: 'fmt', Cmd: null},
    ]
    const arm64 = [action('fmt', 400), action('net', 1, {executed: false})]
    expect(compileShare([JSON.stringify(amd64), JSON.stringify(arm64)])).toEqual({
      executed: 3,
      total: 5,
      linked: {executed: 1, total: 1},
      slowest: [
        {package: 'net', ms: 900},
        {package: 'fmt', ms: 400},
      ],
    })
  })

  test.each(['', '{}', '[]', 'null', '[1,null,{}]', '[{"Mode":"build","Cmd":'])('of %j is unknown', text => {
    expect(compileShare([text])).toBeUndefined()
    expect(compileShare([JSON.stringify([action('fmt', 1)]), text])?.total).toBe(
      text.startsWith('[1') || text === '[]' ? 1 : undefined,
    )
  })

  test('of no build is unknown', () => expect(compileShare([])).toBeUndefined())

  test('never throws', () => {
    fc.assert(fc.property(fc.array(fc.json()), texts => void compileShare(texts)))
  })
})

const restored = (result: RestoreReport['result'], exact = false): RestoreReport => {
  return {result, exact, bytes: 1, files: 1, ms: 1}
}
const share = (executed: number, total: number): CompileShare => ({
  executed,
  total,
  linked: {executed, total},
  slowest: [],
})

describe('shouldSaveBuild', () => {
  test.each([
    {what: 'nothing was restored', restore: restored('missing'), compiled: share(0, 9), save: true},
    {what: 'the restore failed', restore: restored('failed'), compiled: share(300, 300), save: true},
    {what: 'no restore was allowed', restore: undefined, compiled: share(300, 300), save: true},
    {what: 'all was there', restore: restored('restored'), compiled: share(0, 300), save: false},
    {what: 'all was there, of nothing', restore: restored('restored'), compiled: share(0, 0), save: false},
    {what: 'an edit', restore: restored('restored'), compiled: share(4, 600), save: false},
    {what: 'a new dependency', restore: restored('restored'), compiled: share(40, 600), save: true},
    {what: 'half of a small program', restore: restored('restored'), compiled: share(10, 20), save: true},
    {what: 'an unknown share', restore: restored('restored'), compiled: undefined, save: true},
  ])('$what: $save', ({restore, compiled, save}) => {
    expect(shouldSaveBuild({rule: 'worth-it', restored: restore, compiled}).save).toBe(save)
    expect(shouldSaveBuild({rule: 'never', restored: restore, compiled}).save).toBe(false)
  })
})

test.each([
  {what: 'one program of many', compiled: share(1, 24), save: false},
  {what: 'a package of all', compiled: share(24, 24), save: true},
  {what: 'one of three', compiled: share(1, 3), save: true},
  {what: 'nothing', compiled: share(0, 24), save: false},
])('programs after $what was linked: $save', ({compiled, save}) => {
  expect(shouldSaveOutputs({rule: 'worth-it', restored: restored('restored'), compiled}).save).toBe(save)
  expect(shouldSaveOutputs({rule: 'worth-it', restored: restored('missing'), compiled}).save).toBe(true)
})

describe('a cache of another branch', () => {
  test.each([
    {restore: restored('missing'), save: true},
    {restore: restored('restored'), save: false},
    {restore: restored('failed'), save: false},
    {restore: undefined, save: false},
  ])('after $restore.result: $save', ({restore, save}) => {
    const input = {rule: 'nothing-restored', restored: restore} as const
    expect(shouldSaveBuild({...input, compiled: share(300, 300)}).save).toBe(save)
    expect(shouldSaveModules(input).save).toBe(save)
  })
})

test.each([
  {restore: restored('restored', true), save: false},
  {restore: restored('restored'), save: true},
  {restore: restored('missing'), save: true},
])('modules after $restore: $save', ({restore, save}) => {
  expect(shouldSaveModules({rule: 'worth-it', restored: restore}).save).toBe(save)
})

test.each([
  {rule: 'worth-it', restore: restored('restored'), packages: 9, save: true},
  {rule: 'worth-it', restore: restored('failed'), packages: 9, save: true},
  {rule: 'worth-it', restore: restored('missing'), packages: 0, save: false},
  {rule: 'nothing-restored', restore: restored('restored'), packages: 9, save: false},
  {rule: 'nothing-restored', restore: restored('missing'), packages: 9, save: true},
  {rule: 'never', restore: restored('missing'), packages: 9, save: false},
] as const)('sources of $packages packages by $rule after $restore: $save', ({rule, restore, packages, save}) => {
  expect(shouldSaveSources({rule, restored: restore, packages, same: false}).save).toBe(save)
})

test('sources that were not enough are not saved once more', () => {
  const input = {rule: 'worth-it', restored: restored('restored'), packages: 9, same: true} as const
  expect(shouldSaveSources(input)).toEqual({save: false, reason: expect.stringContaining('go needs more')})
})

test('a service that gave no answer is not asked again', () => {
  const silent = {...restored('failed'), unanswered: true} as const
  const decision = {save: false, reason: 'the cache service did not answer before'}
  expect(shouldSaveModules({rule: 'worth-it', restored: silent})).toEqual(decision)
  expect(shouldSaveBuild({rule: 'worth-it', restored: silent, compiled: share(9, 9)})).toEqual(decision)
  expect(shouldSaveOutputs({rule: 'worth-it', restored: silent, compiled: share(9, 9)})).toEqual(decision)
})
