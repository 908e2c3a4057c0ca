import {describe, expect, test} from '@jest/globals'
import fc from 'fast-check'
import {isTag} from '../../src/oci/index.ts'
import {defaultTag, toTag} from '../../src/plan/tags.ts'
import type {Trigger} from '../../src/trigger/index.ts'

const local: Trigger = {kind: 'local', trust: {trusted: true, reason: ''}}

describe('the tag when none is given', () => {
  test.each<{trigger: Partial<Trigger>; want: string}>([
    {trigger: {}, want: 'latest'},
    {trigger: {branch: 'main'}, want: 'main'},
    {trigger: {branch: 'feat/a=b&c'}, want: 'feat-a-b-c'},
    {trigger: {branch: 'latest'}, want: 'branch-latest'},
    {trigger: {branch: 'pr-7'}, want: 'branch-pr-7'},
    {trigger: {branch: '1.2'}, want: 'branch-1.2'},
    {trigger: {branch: 'v1.2.3'}, want: 'branch-v1.2.3'},
    {trigger: {branch: '2024'}, want: 'branch-2024'},
    {trigger: {branch: '1.x'}, want: '1.x'},
    {trigger: {branch: '.hidden'}, want: 'hidden'},
    {trigger: {tag: 'v1.2.3', branch: 'main'}, want: '1.2.3'},
    {trigger: {tag: '1.2.3-rc.1'}, want: '1.2.3-rc.1'},
    {trigger: {tag: 'v1.2.3+build.5'}, want: '1.2.3-build.5'},
    {trigger: {tag: 'nightly/2024'}, want: 'nightly-2024'},
    {trigger: {tag: 'v1.2'}, want: 'v1.2'},
    {
      trigger: {branch: 'main', pullRequest: {number: 7, fromFork: false, action: 'opened'}},
      want: 'pr-7',
    },
  ])('$trigger gives $want', ({trigger, want}) => expect(defaultTag({...local, ...trigger}).name).toBe(want))
})

test('any text becomes a valid tag', () => {
  fc.assert(fc.property(fc.string({unit: 'binary', maxLength: 300}), text => isTag(toTag(text))))
})

test('two long branches that differ at their end keep two tags', () => {
  const long = 'x'.repeat(200)
  expect(toTag(`${long}a`)).not.toBe(toTag(`${long}b`))
  expect(toTag(`${long}a`)).toHaveLength(128)
})
