import {expect, test} from '@jest/globals'
import {createPhases, type Phase} from '../../src/lib/phases.ts'

test('times overlapping work from the beginning of the run', async () => {
  let clock = 1000
  const phases = createPhases(() => clock)
  let finish = () => {}
  const slow = phases.time('compile', 'linux/amd64', () => new Promise<void>(resolve => (finish = resolve)))
  clock = 1010
  await phases.time('base', 'alpine', async () => {
    clock = 1030
  })
  clock = 1100
  finish()
  await slow
  expect(phases.done).toEqual([
    {name: 'base', subject: 'alpine', startMs: 10, durationMs: 20},
    {name: 'compile', subject: 'linux/amd64', startMs: 0, durationMs: 100},
  ])
})

test('a failed phase is timed as well, and its error goes on', async () => {
  const seen: [Phase, boolean][] = []
  const phases = createPhases(() => 0, {started() {}, ended: (phase, failed) => seen.push([phase, failed])})
  await expect(phases.time('push', 'x', () => Promise.reject(new Error('403')))).rejects.toThrow('403')
  expect(seen).toEqual([[{name: 'push', subject: 'x', startMs: 0, durationMs: 0}, true]])
})
