import {describe, expect, test} from '@jest/globals'
import type {CachesReport, RestoreReport, SaveReport} from '../../src/ci-cache/index.ts'
import {type Log, silentLog} from '../../src/lib/log.ts'
import {cachesSection, sayRestored, saySaved} from '../../src/report/caches.ts'

const restored: RestoreReport = {result: 'restored', key: 'gcz-1', exact: false, bytes: 4_100_000, files: 328, ms: 1240}
const saved: SaveReport = {result: 'saved', key: 'gcz-2', bytes: 4_200_000, files: 330, ms: 460}

function saidBy(say: (log: Log) => void): readonly string[] {
  const said: string[] = []
  say({
    ...silentLog,
    info: message => void said.push(message),
    warn: warning => void said.push(`warning: ${typeof warning === 'string' ? warning : warning.message}`),
  })
  return said
}

test.each([
  {report: restored, says: '328 files of 4.1 MB restored in 1.2 s (the nearest entry, gcz-1)'},
  {report: {...restored, exact: true}, says: '328 files of 4.1 MB restored in 1.2 s (the very entry, gcz-1)'},
  {report: {...restored, result: 'missing' as const}, says: 'nothing to restore yet'},
  {report: {...restored, key: 'gcz\u001b[31m\n::error::x'}, says: /^[^\n\u001b]*$/},
])('restored: $says', ({report, says}) => {
  const [line] = saidBy(log => sayRestored(log, 'build', report))
  if (typeof says === 'string') expect(line).toBe(`build cache: ${says}`)
  else expect(line).toMatch(says)
})

test.each([
  {result: 'saved', says: '330 files of 4.2 MB saved in 460 ms (why)'},
  {result: 'exists', says: 'another job has saved this entry already'},
  {result: 'denied', says: "not saved, the job's token may not write caches"},
  {result: 'empty', says: 'nothing to save'},
  {result: 'failed', says: 'not saved'},
] as const)('saved: $result', ({result, says}) => {
  expect(saidBy(log => saySaved(log, 'modules', {...saved, result}, 'why'))).toEqual([`modules: ${says}`])
})

test('what was not worth saving, and what went wrong', () => {
  expect(saidBy(log => saySaved(log, 'outputs', undefined, 'why'))).toEqual(['programs: not saved (why)'])
  const failed = {...saved, result: 'failed', warning: 'it was down'} as const
  expect(saidBy(log => saySaved(log, 'build', failed, 'why'))).toEqual(['warning: it was down'])
  const notRestored = {...restored, result: 'failed', warning: 'it was down'} as const
  expect(saidBy(log => sayRestored(log, 'build', notRestored))).toEqual(['warning: it was down'])
  expect(saidBy(log => sayRestored(log, 'build', {...restored, warning: 'it was odd'}))).toEqual([
    'warning: it was odd',
    expect.stringContaining('328 files'),
  ])
})

describe('the section of the summary', () => {
  const caches: CachesReport = {
    modules: {reason: 'why | modules', restore: {...restored, exact: true}},
    build: {reason: 'why build', restore: {...restored, result: 'failed'}, save: saved},
    outputs: {reason: 'why outputs', save: {...saved, result: 'exists'}},
    compiled: {
      executed: 2,
      total: 32,
      linked: {executed: 1, total: 3},
      slowest: [{package: 'example.com/shop', ms: 1500}],
    },
  }

  test('is left out where no cache is carried', () => expect(cachesSection(null)).toBe(''))

  test('has a line for each cache, what was compiled, and what took long', () => {
    const text = cachesSection(caches)
    expect(text).toContain('<summary>Caches: 2 of 32 packages compiled anew</summary>')
    expect(text).toContain('| Modules | 4.1 MB in 1.2 s | – | why \\| modules |')
    expect(text).toContain('| Build cache | failed | 4.2 MB in 460 ms | why build |')
    expect(text).toContain('| Programs and layers | – | exists | why outputs |')
    expect(text).toContain('| `example.com/shop` | 1.5 s |')
  })

  test('says no share that is not known, and no slowest of nothing', () => {
    const {compiled: _, ...unknown} = caches
    expect(cachesSection(unknown)).toContain('<summary>Caches</summary>')
    const nothing = {executed: 0, total: 32, linked: {executed: 0, total: 1}, slowest: []}
    expect(cachesSection({...caches, compiled: nothing})).not.toContain('Slowest')
  })
})
