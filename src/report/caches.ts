import type {CachesReport, CompileShare, RestoreReport, SaveReport} from '../ci-cache/types.ts'
import {markdownCode, markdownDetails, markdownTable, markdownText} from './markdown.ts'
import {safeLine} from './text.ts'
import {formatBytes, formatDuration} from './units.ts'

/** One line for the log: what came, how much, and how near to what was asked for. */
export function formatRestore(title: string, {result, key, exact, bytes, files, ms}: RestoreReport): string {
  if (result !== 'restored') return `${title}: nothing to restore yet`
  const which = exact ? 'the very entry' : `the nearest entry, ${safeLine(key ?? '')}`
  return `${title}: ${files} files of ${formatBytes(bytes)} restored in ${formatDuration(ms)} (${which})`
}

export function formatSave(title: string, {result, bytes, files, ms}: SaveReport, reason: string): string {
  switch (result) {
    case 'saved':
      return `${title}: ${files} files of ${formatBytes(bytes)} saved in ${formatDuration(ms)} (${reason})`
    case 'exists':
      return `${title}: another job has saved this entry already`
    case 'denied':
      return `${title}: not saved, the job's token may not write caches`
    case 'empty':
      return `${title}: nothing to save`
    case 'failed':
      return `${title}: not saved`
  }
}

/** A part of the job summary. */
export function cachesSection(caches: CachesReport | null): string {
  if (!caches) return ''
  const rows = (
    [
      ['Modules', caches.modules],
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
