import type {SourcePosition} from '../lib/errors.ts'
import type {Log, Warning} from '../lib/log.ts'
import type {PhaseObserver} from '../lib/phases.ts'

/** quiet: errors, warnings and the result. verbose: also what helps to find out why. */
export type Verbosity = 'quiet' | 'normal' | 'verbose'

/** How a run speaks to people while it works: messages and phases, on one medium. */
export interface RunLog extends Log, PhaseObserver {
  /** A longer text under a title, such as the plan; folded where the medium can. */
  group(title: string, text: string): void
  /** Why the run ended without success. */
  failure(error: unknown): void
  /** The closing text. */
  result(text: string): void
  /** Takes the live display away; the last call to make, whatever happened. */
  close(): void
}

export type Write = (text: string) => void

/** `file:line:column: message`, as compilers write it and editors understand it. */
export function withPosition(message: string, at: SourcePosition | undefined): string {
  if (!at) return message
  const place = [at.file, at.line, at.column].filter(part => part !== undefined).join(':')
  return `${place}: ${message}`
}

export function warningOf(warning: Warning | string): Warning {
  return typeof warning === 'string' ? {message: warning} : warning
}
