import {expect, test} from '@jest/globals'
import {decidePush} from '../../src/plan/push.ts'
import type {Trigger} from '../../src/trigger/index.ts'

const trusted = {trusted: true, reason: ''}
const stranger = {trusted: false, reason: 'a pull request from a fork'}

test.each<{push: 'auto' | boolean; trigger: Trigger; want: boolean}>([
  {push: 'auto', trigger: {kind: 'local', trust: trusted}, want: false},
  {push: true, trigger: {kind: 'local', trust: trusted}, want: true},
  {push: 'auto', trigger: {kind: 'push', branch: 'main', defaultBranch: 'main', trust: trusted}, want: true},
  {push: 'auto', trigger: {kind: 'push', branch: 'feat', defaultBranch: 'main', trust: trusted}, want: false},
  {push: true, trigger: {kind: 'push', branch: 'feat', defaultBranch: 'main', trust: trusted}, want: true},
  {push: false, trigger: {kind: 'tag', tag: 'v1.0.0', trust: trusted}, want: false},
  {push: 'auto', trigger: {kind: 'tag', tag: 'v1.0.0', trust: trusted}, want: true},
  {push: 'auto', trigger: {kind: 'release', tag: 'v1.0.0', trust: trusted}, want: true},
  {push: 'auto', trigger: {kind: 'schedule', branch: 'main', defaultBranch: 'main', trust: trusted}, want: true},
  {push: 'auto', trigger: {kind: 'dispatch', tag: 'v1.0.0', defaultBranch: 'main', trust: trusted}, want: true},
  {push: 'auto', trigger: {kind: 'dispatch', branch: 'feat', defaultBranch: 'main', trust: trusted}, want: false},
  {push: 'auto', trigger: {kind: 'pull_request', branch: 'main', trust: trusted}, want: false},
  {push: 'auto', trigger: {kind: 'merge_group', branch: 'q', trust: trusted}, want: false},
  {push: 'auto', trigger: {kind: 'workflow_run', branch: 'main', defaultBranch: 'main', trust: trusted}, want: false},
  {push: true, trigger: {kind: 'pull_request', branch: 'main', trust: stranger}, want: false},
])('push: $push on $trigger.kind of $trigger.branch$trigger.tag: $want', ({push, trigger, want}) => {
  const decision = decidePush(push, trigger)
  expect(decision.allowed).toBe(want)
  expect(decision.reason).not.toBe('')
})
