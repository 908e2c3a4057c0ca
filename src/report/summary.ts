import type {Plan} from '../plan/types.ts'
import {cachesSection} from './caches.ts'
import {errorText} from './failure.ts'
import {markdownBlock, markdownCode, markdownDetails, markdownList, markdownTable, markdownText} from './markdown.ts'
import {planChoices} from './plan.ts'
import {outcome} from './result.ts'
import {timelineLines, totalMs} from './timeline.ts'
import type {Report, ReportImage} from './types.ts'
import {count, formatBytes, formatDuration} from './units.ts'

/**
 * GitHub drops a step's summary above 1 MiB as a whole.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
 */
const MAX_BYTES = 1_000_000
const OMITTED = '\n\n_The rest would not fit here; the output `report` has all of it._\n'

/** Job summary of a run that did its work, as GitHub's markdown. */
export function formatSummary(report: Report, plan: Plan): string {
  return page([
    ...report.images.map(imageSection),
    warningSection(report.warnings),
    binarySection(report.images),
    timeSection(report),
    cachesSection(report.caches),
    planSection(plan),
  ])
}

/** Job summary of a run that failed; `plan` if it came that far. */
export function formatFailureSummary(error: unknown, plan?: Plan): string {
  return page([
    '### The image was not built',
    markdownBlock([errorText(error, {withTold: true})]),
    plan ? planSection(plan) : '',
  ])
}

/** Sections in the order of their worth: what comes after a full page is left out. */
function page(sections: readonly string[]): string {
  const room = MAX_BYTES - Buffer.byteLength(OMITTED)
  let text = ''
  let used = 0
  for (const section of sections) {
    if (section === '') continue
    const next = `${text === '' ? '' : '\n\n'}${section}`
    used += Buffer.byteLength(next)
    if (used > room) return text + OMITTED
    text += next
  }
  return `${text}\n`
}

function imageSection(image: ReportImage): string {
  const references = image.references.filter(reference => !reference.includes('@'))
  return [
    `### ${markdownCode(image.name)} ${outcome(image)}`,
    markdownBlock([...references, `${image.name}@${image.digest}`]),
    markdownTable(
      ['Platform', 'Size', 'Layers', 'Digest'],
      image.platforms.map(({platform, size, layers, digest}) => [
        markdownText(platform),
        formatBytes(size),
        String(layers.length),
        markdownCode(digest),
      ]),
    ),
  ].join('\n\n')
}

function warningSection(warnings: readonly string[]): string {
  if (warnings.length === 0) return ''
  return `### ${count(warnings.length, 'warning')}\n\n${markdownList(warnings.map(markdownText))}`
}

/** A program that several repositories got is listed once. */
function binarySection(images: readonly ReportImage[]): string {
  const rows = images.flatMap(({platforms}) =>
    platforms.flatMap(({platform, binaries}) =>
      binaries.map(({path, size, sha256}) => [
        markdownCode(path),
        markdownText(platform),
        formatBytes(size),
        markdownCode(sha256),
      ]),
    ),
  )
  const unique = new Map(rows.map(row => [row.join('|'), row]))
  if (unique.size === 0) return ''
  return markdownDetails('Programs', markdownTable(['Path', 'Platform', 'Size', 'SHA-256'], [...unique.values()]))
}

function timeSection({phases}: Report): string {
  const lines = timelineLines(phases)
  if (lines.length === 0) return ''
  return markdownDetails(`Where the time went: ${formatDuration(totalMs(phases))}`, markdownBlock(lines))
}

function planSection(plan: Plan): string {
  const rows = planChoices(plan).map(({about, choice, reason}) => [about, markdownCode(choice), markdownText(reason)])
  return markdownDetails('Why it was done this way', markdownTable(['', 'Choice', 'Reason'], rows))
}
