import {expect, test} from '@jest/globals'
import type {CachePolicy} from '../../src/ci-cache/index.ts'
import type {CacheKind} from '../../src/dockerfile/index.ts'
import {policyWithin} from '../../src/stages/dockerfile/plan-inside.ts'

const USED = {restore: true, save: 'worth-it', reason: 'restored; saved if it pays'} as const
const LEFT = {restore: false, save: 'never', reason: expect.stringMatching(/^left alone: no RUN uses it/)}
const POLICY: CachePolicy = {modules: USED, build: {...USED, fresh: false}}

test.each<{kinds: readonly CacheKind[]; want: unknown}>([
  {kinds: ['build', 'modules'], want: POLICY},
  {kinds: ['build'], want: {modules: LEFT, build: {...USED, fresh: false}}},
  {kinds: ['modules'], want: {modules: USED, build: {...LEFT, fresh: false}}},
])('a plan with $kinds promises no other cache', ({kinds, want}) => {
  const volumes = kinds.map((kind, number) => ({kind, number, id: kind, options: {}, target: '/x', isOurs: true}))
  const images = [{image: 'golang', volumes, notes: 'notes', folder: ''}]
  expect(policyWithin({runs: [], takers: [], images}, POLICY)).toEqual(want)
})
