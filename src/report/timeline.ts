import type {Phase} from '../lib/phases.ts'
import {phaseTitle} from './plain.ts'
import {alignColumns, cut} from './text.ts'
import {formatDuration} from './units.ts'

const BAR_WIDTH = 40
const TITLE_WIDTH = 48
/** More lines are no picture any more; the shortest phases go. */
const MAX_PHASES = 30
/** Shorter phases than this part of the whole are invisible in the picture. */
const VISIBLE = 0.005

/** When each phase ran, as bars over one another: what overlaps and what the rest waited for. */
export function timelineLines(phases: readonly Phase[]): string[] {
  const total = totalMs(phases)
  if (total === 0) return []
  const shown = [...phases]
    .filter(phase => phase.durationMs >= total * VISIBLE)
    .sort((a, b) => b.durationMs - a.durationMs)
    .slice(0, MAX_PHASES)
    .sort((a, b) => a.startMs - b.startMs || b.durationMs - a.durationMs)
  const rows = shown.map(phase => [
    cut(phaseTitle(phase), TITLE_WIDTH),
    bar(phase, total),
    formatDuration(phase.durationMs).padStart(8),
  ])
  const left = phases.length - shown.length
  return [...alignColumns(rows), ...(left > 0 ? [`and ${left} shorter`] : [])]
}

/** From the first phase's start to the last one's end. */
export function totalMs(phases: readonly Phase[]): number {
  const start = Math.min(...phases.map(phase => phase.startMs))
  return phases.length === 0 ? 0 : Math.max(...phases.map(phase => phase.startMs + phase.durationMs)) - start
}

function bar({startMs, durationMs}: Phase, total: number): string {
  const from = Math.min(BAR_WIDTH - 1, Math.floor((startMs / total) * BAR_WIDTH))
  const length = Math.max(1, Math.min(BAR_WIDTH - from, Math.round((durationMs / total) * BAR_WIDTH)))
  return `${'·'.repeat(from)}${'█'.repeat(length)}`.padEnd(BAR_WIDTH, '·')
}
