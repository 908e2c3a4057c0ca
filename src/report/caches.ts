import type {CachesReport, CompileShare, RestoreReport, SaveReport} from '../ci-cache/types.ts'
import type {Log} from '../lib/log.ts'
import {markdownCode, markdownDetails, markdownTable, markdownText} from './markdown.ts'
import {safeLine} from './text.ts'
import {formatBytes, formatDuration} from './units.ts'

/** What the entries are called in logs, phases and the summary. */
export const CACHE_TITLES = {
  modules: 'modules',
  sources: 'sources of modules',
  build: 'build cache',
  outputs: 'programs',
} as const
export type CacheKind = keyof typeof CACHE_TITLES

/** What came, how much, and how near to what was asked for; and the warning. */
export function sayRestored(log: Log, kind: CacheKind, report: RestoreReport): void {
  if (report.warning !== undefined) log.warn(report.warning)
  if (report.result !== 'failed') log.info(`${CACHE_TITLES[kind]}: ${restoredText(report)}`)
}

function restoredText({result, key, exact, bytes, files, ms}: RestoreReport): string {
  if (result !== 'restored') return 'nothing to restore yet'
  const which = exact ? 'the very entry' : 'the nearest entry'
  return `${files} files of ${formatBytes(bytes)} restored in ${formatDuration(ms)} (${which}, ${safeLine(key ?? '')})`
}

/** `reason`: why it was worth saving, or not; then there is no report. */
export function saySaved(log: Log, kind: CacheKind, report: SaveReport | undefined, reason: string): void {
  if (report?.warning !== undefined) log.warn(report.warning)
  else log.info(`${CACHE_TITLES[kind]}: ${report ? savedText(report, reason) : `not saved (${reason})`}`)
}

function savedText({result, bytes, files, ms}: SaveReport, reason: string): string {
  switch (result) {
    case 'saved':
      return `${files} files of ${formatBytes(bytes)} saved in ${formatDuration(ms)} (${reason})`
    case 'exists':
      return 'another job has saved this entry already'
    case 'denied':
      return "not saved, the job's token may not write caches"
    case 'empty':
      return 'nothing to save'
    case 'failed':
      return 'not saved'
  }
}

/** A part of the job summary. */
export function cachesSection(caches: CachesReport | null): string {
  if (!caches) return ''
  const rows = (
    [
      ['Modules', caches.modules],
      ...(caches.sources ? ([['Sources of modules', caches.sources]] as const) : []),
      ['Build cache', caches.build],
      ['Programs and layers', caches.outputs],
    ] as const
  ).map(([title, part]) => [title, restoredCell(part.restore), savedCell(part.save), markdownText(part.reason)])
  const table = markdownTable(['Cache', 'Restored', 'Saved', 'Why'], rows)
  const {compiled} = caches
  return markdownDetails(
    `Caches${compiled ? `: ${shareOf(compiled)}` : ''}`,
    [table, ...(compiled ? slowestTable(compiled) : [])].join('\n\n'),
  )
}

export function shareOf({executed, total}: CompileShare): string {
  return `${executed} of ${total} packages compiled anew`
}

function restoredCell(report: RestoreReport | undefined): string {
  if (!report) return '–'
  return report.result === 'restored' ? `${formatBytes(report.bytes)} in ${formatDuration(report.ms)}` : report.result
}

function savedCell(report: SaveReport | undefined): string {
  if (!report) return '–'
  return report.result === 'saved' ? `${formatBytes(report.bytes)} in ${formatDuration(report.ms)}` : report.result
}

function slowestTable({slowest}: CompileShare): readonly string[] {
  if (slowest.length === 0) return []
  const rows = slowest.map(({package: name, ms}) => [markdownCode(name), formatDuration(ms)])
  return [markdownTable(['Slowest packages', 'Time'], rows)]
}
