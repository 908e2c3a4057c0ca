const UNITS = ['kB', 'MB', 'GB', 'TB'] as const

/** Decimal, as registries show sizes: 24 100 000 bytes are `24.1 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  let value = bytes
  let unit = 'B'
  for (const next of UNITS) {
    if (value < 999.95) break // what would be shown as 1000.0 belongs to the next unit
    value /= 1000
    unit = next
  }
  return `${value.toFixed(1)} ${unit}`
}

export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, Math.round(milliseconds))
  if (ms < 1000) return `${ms} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** For a clock that ticks on the screen: no unit that changes under the reader's eyes below a minute. */
export function formatElapsed(milliseconds: number): string {
  return milliseconds < 59_950 ? `${(Math.max(0, milliseconds) / 1000).toFixed(1)} s` : formatDuration(milliseconds)
}

/** `1 image`, `2 images`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
