import type {SourcePosition} from './errors.ts'

/** Something the user should know that does not stop the work. In the action it becomes an annotation. */
export interface Warning {
  readonly message: string
  readonly at?: SourcePosition
}

/** Where a run speaks to people. What it says is plain text without markup; the writer escapes it for its medium. */
export interface Log {
  /** Shown with --verbose, or in the action when step debug logging is on. */
  debug(message: string): void
  info(message: string): void
  warn(warning: Warning | string): void
  /** A position in the user's sources that made the run fail; the failure itself is thrown. */
  error(message: string, at: SourcePosition): void
}

export const silentLog: Log = {debug() {}, info() {}, warn() {}, error() {}}

/** A log that also keeps the texts of its warnings, for the report. */
export function recordWarnings<L extends Log>(log: L): {readonly log: L; readonly warnings: readonly string[]} {
  const warnings: string[] = []
  const warn = (warning: Warning | string) => {
    warnings.push(typeof warning === 'string' ? warning : warning.message)
    log.warn(warning)
  }
  return {log: {...log, warn}, warnings}
}

/** A log whose texts begin with a name, where several things speak at the same time. */
export function prefixed(log: Log, name: string): Log {
  const named = (text: string) => `${name} ${text}`
  const warn = (warning: Warning | string) =>
    log.warn(typeof warning === 'string' ? named(warning) : {...warning, message: named(warning.message)})
  return {
    debug: text => log.debug(named(text)),
    info: text => log.info(named(text)),
    warn,
    error: (text, at) => log.error(named(text), at),
  }
}
